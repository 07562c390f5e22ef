// The number that an outsider wrote, where an HPA had gone back from it before a sample could show it: the HPA's own law
// says where it stops on its way, and the generation counts the stops.
import type { Interval } from '../../kit/interval';
import { samplesIn, valueAt } from '../../model/signal';
import { SYNC } from '../signals/clocks';
import type { HpaFacts, WorkloadFacts } from '../signals/facts';

/** More stops than this nobody makes between two scrapes at any pace that is judged. */
const MOST_STOPS = 12;

/**
 * The most that one pass may ask for: max(2n, 4) without a behavior, or with the policies that a behavior has by default,
 * 4 pods or 100 % (kubernetes/kubernetes: pkg/controller/podautoscaler/horizontal.go, pkg/apis/autoscaling/v2/defaults.go).
 */
const LAWS: ReadonlyArray<(n: number) => number> = [(n) => Math.max(2 * n, 4), (n) => Math.max(2 * n, n + 4)];

/** A way back as far as the samples tell of it. */
export interface WayBack {
  readonly interval: Interval;
  /** Where it had come to at the later sample. */
  readonly to: number;
  /** Writes of replicas between the samples: the outsider's, and one for each stop. */
  readonly writes: number;
  /** What the HPA found at the pass that wrote `to`, where that lies outside of what the samples show. */
  readonly found: number | undefined;
}

/** Where an HPA stops on its way from `start` to `to`: into its range first, then as far as one pass may go. */
function stopsFrom(start: number, to: number, min: number, law: (n: number) => number): number[] {
  const stops: number[] = [];
  for (let n = start; n < to && stops.length < MOST_STOPS;) {
    n = n < min ? Math.min(min, to) : Math.min(to, law(n));
    stops.push(n);
  }
  return stops;
}

function minOf(hpa: HpaFacts, t: number): number {
  return valueAt(hpa.min, t) ?? 1;
}

function climberOf(facts: WorkloadFacts, { interval, to }: WayBack): HpaFacts | undefined {
  return facts.hpas.find((one) => valueAt(one.desired, interval.to) === to);
}

/** True when the HPA went on from there at its next passes: it stopped because it may go no further, and not where it would. */
function wentOn(facts: WorkloadFacts, hpa: HpaFacts, { interval, to }: Pick<WayBack, 'interval' | 'to'>): boolean {
  const next = samplesIn(hpa.desired, { from: interval.to, to: interval.to + 2 * facts.scrape });
  return next.some(([, wish]) => wish > to);
}

/** The generation stood before it: when it moves there too several rounds follow each other, and no count tells one of them. */
function isAlone(facts: WorkloadFacts, { interval: { from } }: WayBack): boolean {
  const before = samplesIn(facts.generation, { from: from - 2 * facts.scrape - 1, to: from }).map(([, g]) => g);
  return (before.at(-1) ?? 0) - (before[0] ?? 0) <= 1;
}

/**
 * Numbers from which an HPA would have come to `to` in exactly so many stops, ascending; empty where its law does not explain
 * the count.
 */
export function startsOf(facts: WorkloadFacts, way: WayBack): number[] {
  const { interval, to, writes, found } = way;
  const hpa = climberOf(facts, way);
  const stops = writes - 1;
  // A pass every 15 s: an interval holds no more of them.
  const room = Math.floor((interval.to - interval.from) / SYNC) + 1;
  if (!hpa || stops < 1 || stops > room || !isAlone(facts, way)) {
    return [];
  }
  const min = minOf(hpa, interval.to);
  const isStop = wentOn(facts, hpa, way);
  const fits = (start: number): boolean =>
    LAWS.some((law) => {
      const path = [start, ...stopsFrom(start, to, min, law)];
      const last = path.at(-2) ?? NaN;
      return (
        path.length === stops + 1 &&
        (found === undefined || last === found) &&
        (!isStop || to === (last < min ? min : law(last)))
      );
    });
  return Array.from({ length: Math.max(0, to - 1) }, (_, i) => i + 1).filter(fits);
}

/** True when what the HPA found is a stop of its own on the way from `start`. */
export function isOnWayFrom(facts: WorkloadFacts, way: WayBack, start: number): boolean {
  const hpa = climberOf(facts, way);
  const { found, interval, to } = way;
  return (
    hpa !== undefined &&
    found !== undefined &&
    LAWS.some((law) => stopsFrom(start, to, minOf(hpa, interval.to), law).slice(0, -1).includes(found))
  );
}

/** True when an HPA that falls from `from` to `to` has only come that far on its way back from `start`. */
export function isStopAfter(
  facts: WorkloadFacts,
  { interval, from, to }: Omit<WayBack, 'writes' | 'found'> & { readonly from: number },
  start: number
): boolean {
  const hpa = facts.hpas.find((one) => valueAt(one.desired, interval.to) === to);
  return (
    hpa !== undefined &&
    wentOn(facts, hpa, { interval, to }) &&
    LAWS.some((law) => stopsFrom(start, from, minOf(hpa, interval.to), law).includes(to))
  );
}
