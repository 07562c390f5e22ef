// The scaler is too slow for this load: from demand to ready pods takes longer than the budget, while demand waits. What
// happens before the decision is not exported (metric age and sync: 22 s on average, 45 s at worst: docs/signals.md, "Clocks");
// everything after it is, exact to the second, in the times of the pods.
import { lengthOf, overlaps, type Millis } from '../../../../kit/interval';
import { quantile, sum } from '../../../../kit/stats';
import { clock } from '../../../../kit/moment';
import { count, duration, number } from '../../../../kit/text';
import { valueAt } from '../../../../model/signal';
import { lagsOf, waited, type Lag } from '../../../episodes/climbs';
import type { Facts } from '../../../episodes/facts';
import { hesitationOf } from '../../../predicates/hesitation';
import { BLIND } from '../../../signals/clocks';
import { row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { kubectlIn } from '../../../remedies/command';
import { columns, showBehavior } from '../../../remedies/look';
import type { Remedy } from '../../../remedies/remedy';
import { firstHpa, withBehavior, withMinimum, patchOwner, ownerManifest } from '../../../remedies/mitigations';

/** A scale-out with the time before its first step in which the HPA asked already. */
interface Paced extends Lag {
  readonly window: Millis;
}

type Part = 'window' | 'scheduling' | 'start';

interface Slow extends Readonly<Record<Part, Millis>> {
  readonly lags: readonly Paced[];
  /** The slowest tenth, the blind time before the decision included. */
  readonly total: Millis;
  readonly ramp: Millis;
  readonly pods: number;
  readonly largest: Part;
  readonly budget: Millis;
}

function totalOf(lag: Paced): Millis {
  return BLIND.half + lag.window + lag.ramp + lag.pod;
}

/** The scale-out from the moment on in which it was asked for. */
function withWindow(facts: Facts, lag: Lag): Paced {
  const window = hesitationOf(facts, lag.climb);
  return { ...lag, window, span: { from: lag.span.from - window, to: lag.span.to } };
}

/** In this order where two take as long. */
const PARTS: readonly Part[] = ['start', 'scheduling', 'window'];

/** A climb back from what somebody else took is that writer's doing, however slow its pods are. */
function isRestoring(facts: Facts, lag: Lag): boolean {
  return facts.foreign.some(
    (write) =>
      write.value < write.from && write.undone !== undefined && overlaps(write.undone, lag.climb.first.interval)
  );
}

/** Scale-outs whose pods, or the window before them, took too long; slow steps are a matter of policies, and another rule's. */
function slowOf(facts: Facts, context: RuleContext<'budgetSeconds' | 'minPods'>): Slow | undefined {
  const budget = context.thresholds.budgetSeconds * 1000;
  const all = lagsOf(facts).map((lag) => withWindow(facts, lag));
  const slow = all.filter(
    (lag) =>
      BLIND.half + lag.window + lag.pod > budget &&
      waited(facts, lag.span) >= lengthOf(lag.span) / 2 &&
      !isRestoring(facts, lag)
  );
  const pods = sum(slow.map((lag) => lag.pods));
  if (pods < context.thresholds.minPods) {
    return undefined;
  }
  const high = (of: (lag: Paced) => number): number => quantile(slow.map(of), 0.9) ?? 0;
  const parts = {
    window: high((lag) => lag.window),
    scheduling: high((lag) => lag.scheduling),
    start: high((lag) => lag.start),
  };
  return {
    ...parts,
    lags: slow,
    total: high(totalOf),
    ramp: high((lag) => lag.ramp),
    pods,
    largest: PARTS.reduce((most, part) => (parts[part] > parts[most] ? part : most)),
    budget,
  };
}

const NAMES: Readonly<Record<Part, string>> = {
  window: 'a scale-up window, while the HPA itself asks for more',
  scheduling: 'the wait for a node',
  start: 'start and readiness',
};

function lagRow(lag: Paced): ReturnType<typeof row> {
  const { first, last } = lag.climb;
  const seen = `${number(first.from)} → ${number(last.to)}: ${lag.window > 0 ? `window ${seconds(lag.window)} or more, ` : ''}steps ${seconds(lag.ramp)}, scheduling ${seconds(lag.scheduling)}, start and readiness ${seconds(lag.start)} (90 % of ${count(lag.pods, 'pod')})`;
  return row(
    `Scale-out at ${clock(first.interval.to)}`,
    seen,
    ['pod.created', 'pod.scheduled', 'pod.ready', 'workload.replicas'],
    'observed',
    lag.span
  );
}

/** Lags in seconds: two minutes are 120 s, not 2 min. */
function seconds(ms: Millis): string {
  return `${number(Math.round(ms / 1000))} s`;
}

function headStart(d: Slow): number {
  return Math.max(...d.lags.map((lag) => lag.climb.last.to / Math.max(1, lag.climb.first.from)));
}

/** No window on the way up. */
function windowFixes(d: Slow, facts: Facts): Remedy[] {
  const { workload } = facts;
  const hpa = firstHpa(facts);
  const behavior = withBehavior({ scaleUp: { stabilizationWindowSeconds: 0 } });
  const remedy = {
    why: `With a window the HPA takes the lowest number of that time. It asked for more ${seconds(d.window)} or longer before it moved, and no policy and no pod held it.`,
    price: 'Short spikes get pods as well; the down window keeps them for five minutes.',
    undo: 'Set the window again.',
    verify: 'Desired follows the metric at the next pass, within 15 s.',
  };
  return [
    {
      ...remedy,
      title: 'No window on the way up',
      term: 'now',
      command: patchOwner(workload.namespace, hpa, behavior),
    },
    {
      ...remedy,
      title: 'Commit it to the manifest',
      term: 'for-good',
      patches: [ownerManifest(workload, hpa, behavior)],
    },
  ];
}

export const hpaLagBudget = defineRule({
  id: 'hpa-lag-budget',
  title: 'From demand to ready pods takes longer than the load waits',
  code: 'C11',
  scans: ['grew', 'rewritten', 'moved'],
  needs: [
    'hpa.info',
    'workload.replicas',
    'workload.ready',
    'pod.created',
    'pod.scheduled',
    'pod.ready',
    'hpa.status-metric',
  ],
  reveals: ['hpa.desired', 'hpa.spec-metric'],
  helps: ['pod.unschedulable', 'replicaset.created', 'hpa.max', 'hpa.condition'],
  thresholds: {
    budgetSeconds: { title: 'Demand to ready pods', unit: 's', default: 120, min: 30, max: 1800 },
    minPods: { title: 'Pods that took longer', unit: 'pods', default: 3, min: 1, max: 100 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Slow>> => {
    const d = facts.hpas.length === 0 ? undefined : slowOf(facts, context);
    if (!d) {
      return [];
    }
    const actor = facts.hpas[0]?.ref ?? { family: 'hpa' as const };
    return [
      {
        intervals: d.lags.map((lag) => lag.span),
        actors: [actor],
        confidence: 'likely' as const,
        confidenceNotes: [
          'created, scheduled and ready are values of the pods, exact to the second',
          'metric age and sync are not exported: 22 s, the average of the defaults, stands for them (45 s at worst)',
        ],
        evidence: [
          ...d.lags.slice(0, 6).map(lagRow),
          row(
            'Before the decision',
            'metric age and sync: 22 s on average, 45 s at worst (kubelet, metrics-server and HPA at 15 s each)',
            [],
            'inferred'
          ),
          row(
            'Demand waits',
            `the ready pods carried more than their target for ${duration(sum(d.lags.map((lag) => waited(facts, lag.span))))}`,
            ['hpa.status-metric', 'workload.ready'],
            'inferred'
          ),
        ],
        details: d,
      },
    ];
  },
  severity: ({ details: d }) => (d.largest === 'scheduling' ? 'info' : 'medium'),
  explain: ({ details: d }) => {
    const [lag] = d.lags;
    const rest = d.lags.length > 1 ? `, in ${count(d.lags.length, 'scale-out')}` : '';
    return {
      summary: `${seconds(d.total)} from demand to ready pods against a budget of ${seconds(d.budget)}, ${number(lag?.climb.first.from ?? 0)} → ${number(lag?.climb.last.to ?? 0)} replicas${rest}: ${seconds(d[d.largest])} of it for ${NAMES[d.largest]}.`,
      label: `${seconds(d.total)} from demand to ready`,
      causeTitle: 'Scale-outs slower than the load',
    };
  },
  confirm: ({ details: d }, facts) => ({
    command:
      d.largest === 'window'
        ? showBehavior(facts.workload.namespace, firstHpa(facts).name)
        : kubectlIn(
            facts.workload.namespace
          )`get pods --sort-by=.metadata.creationTimestamp -o ${columns({ POD: '.metadata.name', BORN: '.metadata.creationTimestamp', READY: '.status.conditions[?(@.type=="Ready")].lastTransitionTime' })}`,
    expect:
      d.largest === 'window'
        ? 'a stabilizationWindowSeconds of about that length below scaleUp'
        : `for the pods of the last scale-out READY more than ${seconds(d.budget)} after BORN`,
  }),
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    const hpa = firstHpa(facts);
    if (d.largest === 'window') {
      return windowFixes(d, facts);
    }
    const floor = Math.max(...d.lags.map((lag) => lag.climb.last.to));
    const metric = facts.hpas[0]?.metrics.find((m) => m.type === 'utilization');
    const target = metric && valueAt(metric.target, facts.end);
    const lower = target === undefined ? undefined : Math.max(20, Math.round(target / Math.min(1.6, headStart(d))));
    const set = withMinimum(floor);
    return [
      {
        title: `Stand at ${floor} before the peak`,
        term: 'now',
        why: 'Pods that are ready already have no lag: a higher minimum, set before the hour of the peak and taken back after it.',
        command: patchOwner(workload.namespace, hpa, set),
        price: `Up to ${floor - Math.min(...d.lags.map((lag) => lag.climb.first.from))} pods idle until the load comes.`,
        undo: 'Set the minimum back.',
        verify: 'Ready never below what the metrics ask for in the next peak.',
      },
      {
        title:
          lower === undefined
            ? 'Shorten the largest part'
            : `Headroom: a target of ${lower} %, and shorten the largest part`,
        term: 'for-good',
        why:
          d.largest === 'start'
            ? 'Smaller images, a startup probe that answers as soon as the process serves, and headroom that carries the load until then.'
            : 'Placeholder pods of low priority keep a node free: a real pod takes their place at once.',
        patches: [
          ownerManifest(
            workload,
            hpa,
            lower === undefined || metric === undefined
              ? set
              : {
                  hpa: {
                    metrics: [
                      {
                        type: 'Resource',
                        resource: { name: metric.name, target: { type: 'Utilization', averageUtilization: lower } },
                      },
                    ],
                  },
                  scaledObject: {
                    triggers: [{ type: metric.name, metricType: 'Utilization', metadata: { value: String(lower) } }],
                  },
                }
          ),
        ],
        price: 'Headroom is paid at every hour, in proportion.',
        undo: 'Set the target back.',
        verify: `The next scale-out is ready within ${seconds(d.budget)}.`,
      },
    ];
  },
});
