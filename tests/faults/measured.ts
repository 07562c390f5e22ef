// The names of the tests of six wrong answers that were once measured: what was missing, and what must be said instead.

/** By what was missing. */
export const MEASURED = {
  podRequests: 'the query of pod requests fails: no missing requests are found, the rule is named as not judged',
  keepList:
    'an agent keeps kube_horizontalpodautoscaler_info back: no HPA is called dangling, none is offered for deletion',
  panelOverFight: "the panel's HPA query fails over a fight of 40 minutes: not judged at every size, never quiet",
  kedaNotScraped: "KEDA's operator is not scraped: nothing of KEDA is called calm, and the exit status is not 0",
  twoClusters:
    'a label called cluster_id tells two clusters apart: it is found by itself, and each cluster has its own fights',
  everythingTwice:
    'a database without deduplication holds every sample twice: the workloads and their fights are found',
} as const;
