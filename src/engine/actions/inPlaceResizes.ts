// Resizes of pods as they run, read from their requests: the template stays, no pod is born, and the request of a living pod
// is another one (in-place resize, KEP-1287). Whose doing that was, mode, recommendation and counter tell together.
import { sortBy } from '../../kit/array';
import { hull, type Interval, type Millis } from '../../kit/interval';
import type { Action } from '../../model/action';
import { edgesOf, valueAt } from '../../model/signal';
import { workloadKey } from '../../model/workload';
import type { VpaFacts, WorkloadFacts } from '../signals/facts';
import { mayResizeInPlace, recommended } from '../signals/readVpas';

/** --updater-interval: the pods of one round are one action. */
const ROUND: Millis = 60_000;
/** Quantities are rounded. */
const SAME = 0.005;

interface Change {
  readonly interval: Interval;
  readonly from: number;
  readonly to: number;
}

/** Every change of one request on a living pod, in order of time. */
function changesOf(facts: WorkloadFacts, key: string): Change[] {
  const changes = facts.pods.flatMap((pod) => edgesOf(pod.resized.get(key)).filter((edge) => !edge.acrossGap));
  return sortBy(
    changes,
    (change) => change.interval.to,
    (change) => change.from,
    (change) => change.to
  );
}

function isAlike(a: Change, b: Change): boolean {
  const soon = b.interval.from - a.interval.to < ROUND;
  return soon && Math.abs(a.to - b.to) <= SAME * a.to;
}

/** Changes to one size within one round. */
function roundsOf(changes: readonly Change[]): Change[][] {
  const rounds: Change[][] = [];
  for (const change of changes) {
    const open = rounds.find((round) => isAlike(round.at(-1) as Change, change));
    if (open) {
      open.push(change);
    } else {
      rounds.push([change]);
    }
  }
  return rounds;
}

/** True when its counter of resized pods rose around the span. */
function isCounted(vpa: VpaFacts, span: Interval, scrape: Millis): boolean {
  return edgesOf(vpa.inPlace).some(
    ({ interval, from, to }) => to > from && interval.to >= span.from - scrape && interval.from <= span.to + scrape
  );
}

/** The VPA that resized: one that may, and that counted it or had recommended this very size. */
function resizer(facts: WorkloadFacts, key: string, span: Interval, to: number): VpaFacts | undefined {
  return facts.vpas.find((vpa) => {
    const of = vpa.recommendations.find((r) => `${r.container}/${r.resource}` === key);
    return (
      of !== undefined &&
      mayResizeInPlace(vpa, span.to) &&
      (isCounted(vpa, span, facts.scrape) || recommended(of, to, { from: span.from - 2 * ROUND, to: span.to }))
    );
  });
}

function toAction(facts: WorkloadFacts, key: string, round: readonly Change[]): Action | undefined {
  const span = hull(round.map(({ interval }) => interval));
  const [first] = round;
  const to = round.at(-1)?.to;
  if (!span || !first || to === undefined) {
    return undefined;
  }
  const vpa = resizer(facts, key, span, to);
  return {
    id: `${workloadKey(facts.workload)}#size-in-place:${key}@${span.to}:${to}`,
    workload: facts.workload,
    field: 'size',
    verb: 'resize',
    interval: span,
    from: first.from,
    to,
    actor: vpa?.ref ?? { family: 'external' },
    reason: vpa
      ? 'the request of living pods became what this VPA recommends, or as its updater counted a resize'
      : 'the request of living pods changed and no VPA did it: somebody resized them in place',
    certainty: vpa ? 'observed' : 'inferred',
    hidden: 0,
    resource: key.split('/')[1] ?? '',
    inPlace: true,
    pods: round.length,
    evidence: vpa
      ? ['pod.request', 'vpa.target', ...(valueAt(vpa.inPlace, span.to) === undefined ? [] : ['vpa.in-place' as const])]
      : ['pod.request'],
  };
}

/** Every round in which requests changed on living pods. */
export function inPlaceResizes(facts: WorkloadFacts): Action[] {
  const keys = [...new Set(facts.pods.flatMap((pod) => [...pod.resized.keys()]))].sort();
  return keys.flatMap((key) =>
    roundsOf(changesOf(facts, key)).flatMap((round) => {
      const action = toAction(facts, key, round);
      return action && action.from !== action.to ? [action] : [];
    })
  );
}
