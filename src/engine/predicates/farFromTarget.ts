// An HPA that stands where it is although its own metric asks for a number far away, and nothing that series show holds it.
import { lengthOf, mergeIntervals, type Interval, type Millis, type UnixMs } from '../../kit/interval';
import { runsWhere, samplesIn, valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import { hiddenWritesIn } from '../episodes/facts';
import type { HpaFacts } from '../signals/facts';
import { SETTLED } from '../signals/clocks';
import { hpaProposalAt } from '../signals/proposal';
import { rolloutSpan } from './rolloutWindow';

/** Fresh pods count only in part for five minutes (--horizontal-pod-autoscaler-cpu-initialization-period). */
const YOUNG: Millis = 300_000;

/** What its metrics ask for inside its bounds, where it sees all of them. */
export function askedWithin(facts: Facts, hpa: HpaFacts, t: UnixMs): number | undefined {
  const asked = hpaProposalAt(facts, hpa, t);
  const [min, max] = [valueAt(hpa.min, t), valueAt(hpa.max, t)];
  const seesAll = hpa.metrics.every((metric) => valueAt(metric.status, t) !== undefined);
  return asked === undefined || min === undefined || max === undefined || !seesAll
    ? undefined
    : Math.min(max, Math.max(min, asked));
}

/** It agrees with what stands, sees, may write, is limited by no policy, and every pod is ready. */
function isFreeAt(facts: Facts, hpa: HpaFacts, stands: number, t: UnixMs): boolean {
  return (
    stands > 0 &&
    valueAt(hpa.desired, t) === stands &&
    valueAt(hpa.current, t) === stands &&
    valueAt(hpa.scalingActive, t) === 1 &&
    valueAt(hpa.ableToScale, t) !== 0 &&
    valueAt(hpa.scalingLimited, t) === 0 &&
    (valueAt(facts.ready, t) ?? 0) >= stands
  );
}

/**
 * Spans, at least as long as each direction wants, in which one number stands and the metrics ask for one that is further away than `share`, all of
 * the time on the same side.
 */
export function farSpans(
  facts: Facts,
  hpa: HpaFacts,
  least: { readonly up: Millis; readonly down: Millis },
  share: number
): Interval[] {
  const busy = facts.rollouts.map((rollout) => ({ from: rollout.at, to: rolloutSpan(facts, rollout).to + YOUNG }));
  const sideAt = (stands: number, t: UnixMs): number => {
    if (!isFreeAt(facts, hpa, stands, t) || busy.some((span) => t >= span.from && t <= span.to)) {
      return 0;
    }
    const asked = askedWithin(facts, hpa, t);
    const isFar = asked !== undefined && Math.abs(asked - stands) >= Math.max(1, share * stands);
    return isFar ? Math.sign(asked - stands) : 0;
  };
  // Read once for both sides.
  const sides = facts.replicas && {
    ...facts.replicas,
    values: facts.replicas.values.map((stands, i) => sideAt(stands, facts.replicas?.times[i] ?? NaN)),
  };
  const onSide = (side: number): Interval[] =>
    mergeIntervals(
      runsWhere(sides, (here) => here === side),
      facts.scrape
    );
  const long = [
    ...onSide(1).filter((span) => lengthOf(span) >= least.up),
    ...onSide(-1).filter((span) => lengthOf(span) >= least.down),
  ];
  return long.filter(
    (span) =>
      hiddenWritesIn(facts, { from: span.from - SETTLED, to: span.to }) === 0 &&
      new Set(samplesIn(facts.replicas, { from: span.from - 1, to: span.to }).map(([, v]) => v)).size === 1
  );
}
