// An HPA on memory scales out and never comes back: memory per pod does not fall when pods are added (caches, heaps), so
// the mean stays near the target for ever.
import { isPresent } from '../../../../kit/array';
import type { Interval } from '../../../../kit/interval';
import { correlation } from '../../../../kit/stats';
import { duration, number } from '../../../../kit/text';
import { valueAt } from '../../../../model/signal';
import { actionsIn, type Facts } from '../../../episodes/facts';
import type { HpaFacts, MetricFacts } from '../../../signals/facts';
import { metricProposalAt } from '../../../signals/proposal';
import { row } from '../../evidence';
import { ownEdges } from '../../../predicates/hpa';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { showMetrics } from '../../../remedies/look';
import { freezeHpa, holdKeda, ownerManifest } from '../../../remedies/mitigations';

interface Ratchet {
  readonly hpa: HpaFacts;
  readonly metric: MetricFacts;
  readonly from: number;
  readonly to: number;
  readonly span: Interval;
  readonly elasticity: number;
}

/** Memory of all pods against their number: near 1 when memory only follows the count. */
function followsCount(facts: Facts, hpa: HpaFacts, metric: MetricFacts, span: Interval): number {
  const times = Array.from(facts.replicas?.times ?? []).filter((t) => t >= span.from && t <= span.to);
  const points = times.flatMap((t) => {
    const n = valueAt(hpa.current, t);
    const perPod = valueAt(metric.average ?? metric.status, t);
    return n !== undefined && n > 0 && perPod !== undefined ? [{ n, total: n * perPod }] : [];
  });
  return points.length < 10
    ? 0
    : correlation(
        points.map((p) => p.n),
        points.map((p) => p.total)
      ) ** 2;
}

/** The same HPA watches cpu, and cpu would do with 60 % of the pods: nothing but memory holds them. */
function cpuWantsLess(facts: Facts, hpa: HpaFacts, t: number, replicas: number): boolean {
  const cpu = hpa.metrics.find((m) => m.name === 'cpu');
  const wanted = cpu && metricProposalAt(facts, hpa, cpu, t - facts.scrape);
  return wanted !== undefined && wanted <= 0.6 * replicas;
}

function detectFor(
  facts: Facts,
  hpa: HpaFacts,
  context: RuleContext<'minHours' | 'minHoursWithCpu' | 'minRise'>
): Ratchet | undefined {
  const metric = hpa.metrics.find((m) => m.name === 'memory');
  const own = ownEdges(facts, hpa);
  const firstUp = own.find((e) => e.to > e.from);
  if (!metric || !firstUp) {
    return undefined;
  }
  const lastDown = [...own].reverse().find((e) => e.to < e.from);
  const start = lastDown ? own.find((e) => e.interval.to > lastDown.interval.to) : firstUp;
  if (!start) {
    return undefined;
  }
  const span = { from: start.interval.from, to: facts.range.to };
  const end = actionsIn(own, span).at(-1)?.to ?? start.to;
  const rose = end / Math.max(1, start.from) >= 1 + context.thresholds.minRise;
  const idleCpu = cpuWantsLess(facts, hpa, span.to, end);
  const hours = idleCpu ? context.thresholds.minHoursWithCpu : context.thresholds.minHours;
  const long = span.to - span.from >= hours * 3_600_000;
  const elasticity = followsCount(facts, hpa, metric, span);
  return rose && long && elasticity > 0.9 ? { hpa, metric, from: start.from, to: end, span, elasticity } : undefined;
}

export const hpaMemoryRatchet = defineRule({
  id: 'hpa-memory-ratchet',
  title: 'An HPA on memory scales out and never comes back',
  code: 'C8',
  standsLong: true,
  scans: ['grew-on-memory'],
  needs: ['hpa.info', 'hpa.spec-metric', 'hpa.status-metric', 'workload.replicas', 'hpa.current', 'hpa.desired'],
  helps: [],
  thresholds: {
    minHours: { title: 'Hours without any scale-in, memory alone', unit: 'h', default: 24, min: 0.25, max: 720 },
    minHoursWithCpu: {
      title: 'Hours without any scale-in while cpu wants less',
      unit: 'h',
      default: 0.5,
      min: 0.1,
      max: 720,
    },
    minRise: { title: 'Rise of the replicas', unit: 'ratio', default: 0.5, min: 0.1, max: 10 },
  },
  explains: ['hpa-pinned-max'],
  detect: (facts, context): Array<Detection<Ratchet>> =>
    facts.hpas
      .map((hpa) => detectFor(facts, hpa, context))
      .filter(isPresent)
      .map((d) => ({
        intervals: [d.span],
        actors: [d.hpa.ref],
        confidence: 'likely' as const,
        confidenceNotes: [
          'memory of all pods follows their number',
          'whether the working set really grew is not exported',
        ],
        evidence: [
          row(
            'Only upwards',
            `${number(d.from)} → ${number(d.to)} in ${duration(d.span.to - d.span.from)}, no scale-in`,
            ['workload.replicas', 'hpa.desired'],
            'observed',
            d.span
          ),
          row(
            'Memory against pods',
            `r² ${d.elasticity.toFixed(2)}: more pods, more memory, the same per pod`,
            ['hpa.status-metric'],
            'observed',
            d.span
          ),
        ],
        details: d,
      })),
  severity: () => 'medium',
  explain: ({ details: d }) => ({
    summary: `Memory per pod never falls when pods are added: ${number(d.from)} → ${number(d.to)} in ${duration(d.span.to - d.span.from)}, never back.`,
    label: 'memory ratchet',
    causeTitle: 'HPAs on memory that only go up',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: showMetrics(workload.namespace, d.hpa.name),
    expect: 'a target on memory, and a current value that stays near it however many pods there are',
  }),
  fix: ({ details: d }, { workload }) => [
    {
      // Where it stands: fewer would go at once, and those that stay may run out of memory.
      title: `Hold it at ${number(d.to)}`,
      term: 'now',
      why: 'A frozen range ends the climb at once.',
      // KEDA rewrites its own HPA: there the ScaledObject is held.
      command: d.hpa.scaledObject
        ? holdKeda(workload.namespace, d.hpa.scaledObject, d.to)
        : freezeHpa(workload.namespace, d.hpa.name, d.to),
      price: 'Nothing scales while it is frozen. Watch for OOM kills.',
      undo: d.hpa.scaledObject
        ? 'Remove the annotation autoscaling.keda.sh/paused-replicas.'
        : 'Apply the manifest of the HPA again.',
      verify: 'Working set per pod stays below the limit.',
    },
    {
      title: 'Scale on cpu, size memory',
      term: 'for-good',
      why: 'Cpu falls when pods are added, memory does not: the VPA may size it.',
      patches: [
        ownerManifest(workload, d.hpa, {
          hpa: {
            metrics: [
              { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
            ],
          },
          scaledObject: { triggers: [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '70' } }] },
        }),
      ],
      price: 'A crude guard against memory growth is lost: alert on OOM kills and working set.',
      undo: 'Put the memory metric back.',
      verify: 'The HPA scales in at night.',
    },
  ],
});
