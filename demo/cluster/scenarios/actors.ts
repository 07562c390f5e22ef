// Who takes part in each kind of fight, by family, as the report's format names them (tests/recordings/README.md).

const ACTORS: Record<string, string> = {
  'hpa-double-target': 'hpa hpa',
  'hpa-range-tug': 'hpa hpa',
  'hpa-keda-double-target': 'hpa keda',
  'keda-double-scaledobject': 'keda keda',
  'selector-overlap': 'hpa hpa',
  'hpa-gitops-replicas': 'gitops hpa',
  'hpa-gitops-replicas-deploy': 'ci hpa',
  'keda-zero-gitops': 'gitops keda',
  'replicas-field-removed': 'ci hpa',
  'manual-vs-hpa': 'human hpa',
  'hands-wake-one': 'human keda',
  'scheduled-scaler-vs-hpa': 'cron hpa',
  'keda-cron-vs-metric': 'keda',
  'hpa-vpa-same-resource': 'hpa vpa',
  'hpa-inplace-denominator': 'hpa vpa',
  'vpa-evict-during-scale-out': 'vpa hpa',
  'hpa-missing-requests': 'hpa ci',
  'keda-fallback-override-writes': 'keda hpa',
  'keda-paused': 'keda human',
  'keda-idle-replicas-nonzero': 'keda hpa',
  'external-metrics-apiservice-clash': 'keda',
  'vpa-pdb-deadlock': 'vpa pdb',
  'scaleout-node-lag': 'hpa cluster-autoscaler',
  'node-consolidation-thrash': 'hpa karpenter',
  'node-limit-reached': 'cluster-autoscaler',
  'limit-of-one-pool': 'karpenter',
  'quota-blocks-scale-out': 'quota hpa',
  'pdb-blocks-drain': 'pdb human',
  'provisioner-stampede': 'hpa',
  'dual-node-autoscalers': 'cluster-autoscaler karpenter',
  'rollout-hpa-inflation': 'ci hpa',
  'rollout-under-pressure': 'ci hpa',
  'rollout-vpa-collision': 'ci vpa',
  'service-graph-oscillation': 'hpa hpa',
};

/** Families of a story's actors: its own entry, else its rule's, else the family that the rule's name begins with. */
export function actorsOf(story: string, rule: string): string[] {
  const known = ACTORS[story] ?? ACTORS[rule] ?? rule.replace(/-.*/, '');
  return known.split(' ');
}
