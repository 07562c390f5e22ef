// An HPA on a percentage of the request while a container has none: one missing request fails the whole metric
// (Kubernetes replica_calculator: "missing request for"). Often right after a deploy or a sidecar injector.
import { distinct, isPresent } from '../../../../kit/array';
import { minutes, hull, lengthOf, type Interval } from '../../../../kit/interval';
import { duration, number } from '../../../../kit/text';
import type { ManifestPatch } from '../../../../model/fix';
import type { WorkloadRef } from '../../../../model/workload';
import { followsDeploy, type HpaFacts, type PodFacts } from '../../../signals/facts';
import { row, typical } from '../../evidence';
import { blindRuns } from '../../../predicates/hpa';
import { defineRule, type Detection } from '../../defineRule';
import type { Facts } from '../../../episodes/facts';
import { kubectlIn, lines, named, type Command } from '../../../remedies/command';
import { showConditions } from '../../../remedies/look';
import { workloadWord } from '../../../remedies/target';
import { ownerManifest } from '../../../remedies/mitigations';

interface Missing {
  readonly hpa: HpaFacts;
  readonly resource: string;
  readonly containers: readonly string[];
  /** The container that does the work, as far as requests tell. */
  readonly main: string;
  readonly byDeploy: boolean;
  readonly span: Interval;
  readonly stands: number | undefined;
}

/** Containers of a pod without a request for the resource. */
function withoutRequest(pod: PodFacts, resource: string): string[] {
  return pod.containers.filter((container) => !pod.requests.has(`${container}/${resource}`));
}

function setRequest(facts: Facts, container: string | undefined, resource: string): Command | undefined {
  const amount = resource === 'cpu' ? '50m' : '64Mi';
  return container === undefined
    ? undefined
    : kubectlIn(
        facts.workload.namespace
      )`set resources ${workloadWord(facts)} -c ${named(container, 'label')} --requests=${named(resource, 'qualified')}=${named(amount, 'qualified')}`;
}

/** The percentage of one container, where the owner of the HPA keeps it. */
function mainContainerOnly(d: Missing, workload: WorkloadRef): ManifestPatch {
  const target = { type: 'Utilization', averageUtilization: 70 };
  return ownerManifest(workload, d.hpa, {
    hpa: {
      metrics: [{ type: 'ContainerResource', containerResource: { name: d.resource, container: d.main, target } }],
    },
    scaledObject: {
      triggers: [{ type: d.resource, metricType: 'Utilization', metadata: { value: '70', containerName: d.main } }],
    },
  });
}

export const hpaMissingRequests = defineRule({
  id: 'hpa-missing-requests',
  title: 'An HPA on utilization, but a container has no request',
  code: 'C6',
  scans: ['blind', 'metric-missing'],
  needs: ['hpa.info', 'hpa.spec-metric', 'hpa.condition', 'pod.container', 'pod.request', 'hpa.current'],
  absences: ['pod.request', 'pod.container'],
  helps: ['replicaset.created', 'pod.created'],
  thresholds: {},
  explains: ['hpa-scaling-inactive', 'rollout-hpa-inflation'],
  detect: (facts): Array<Detection<Missing>> =>
    facts.hpas.flatMap((hpa) => {
      const metric = hpa.metrics.find((m) => m.type === 'utilization' && m.container === '');
      const guilty = metric ? facts.pods.filter((pod) => withoutRequest(pod, metric.name).length > 0) : [];
      const [first] = guilty;
      const spans = first ? blindRuns(hpa, minutes(1)).filter((span) => span.to >= first.created - 60_000) : [];
      const span = hull(spans);
      if (!metric || !first || !span) {
        return [];
      }
      const byDeploy = followsDeploy(facts, { from: first.created, to: first.created }, 60_000);
      const containers = distinct(guilty.flatMap((pod) => withoutRequest(pod, metric.name)));
      return [
        {
          intervals: spans,
          actors: [hpa.ref, byDeploy ? { family: 'ci' as const } : undefined].filter(isPresent),
          confidence: 'certain' as const,
          confidenceNotes: ['requests and containers are exported; the reason of the condition is not'],
          evidence: [
            row(
              'Missing request',
              `container ${containers.join(', ')} has no ${metric.name} request in ${guilty.length} pods`,
              ['pod.container', 'pod.request'],
              'observed'
            ),
            row('ScalingActive', `false for ${duration(lengthOf(span))}`, ['hpa.condition'], 'observed', span),
          ],
          details: {
            hpa,
            resource: metric.name,
            containers,
            main: first.containers.find((container) => !containers.includes(container)) ?? 'MAIN-CONTAINER',
            byDeploy,
            span,
            stands: typical(facts.replicas, span),
          },
        },
      ];
    }),
  severity: ({ details: d }) => (d.byDeploy ? 'high' : 'medium'),
  explain: ({ details: d }) => ({
    summary: `${d.byDeploy ? 'A deploy added' : 'There is'} a container without ${d.resource} request (${d.containers.join(', ')}): the HPA is blind for ${duration(lengthOf(d.span))}, frozen at ${number(d.stands ?? NaN)}.`,
    label: `no ${d.resource} request: HPA blind`,
    causeTitle: 'A container without a request blinds the HPA',
  }),
  confirm: ({ details: d }, facts) => ({
    command: lines(
      showConditions(facts.workload.namespace, d.hpa.name),
      kubectlIn(
        facts.workload.namespace
      )`get ${workloadWord(facts)} -o jsonpath='{range .spec.template.spec.containers[*]}{.name} {.resources.requests}{"\\n"}{end}'`
    ),
    expect: `ScalingActive=False FailedGetResourceMetric, and no ${d.resource} behind ${d.containers.join(', ') || 'a container'}`,
  }),
  fix: ({ details: d }, facts) => [
    {
      title: `Give ${d.containers[0] ?? 'the container'} a ${d.resource} request`,
      term: 'now',
      why: 'The percentage can be computed again as soon as the new pods run.',
      command: setRequest(facts, d.containers[0], d.resource),
      price: 'A rollout. Scheduling counts the request.',
      undo: 'Set the request to 0.',
      verify: 'ScalingActive true within a minute of the rollout.',
    },
    {
      title: 'Measure the main container only',
      term: 'for-good',
      why: 'ContainerResource looks at one container: sidecars without requests no longer matter.',
      patches: [mainContainerOnly(d, facts.workload)],
      price: 'Load in sidecars no longer counts. Put in the name of the container that does the work.',
      undo: 'Set the metric back to type Resource.',
      verify: 'ScalingActive stays true across the next deploy.',
    },
  ],
});
