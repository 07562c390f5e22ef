// How fast a workload answers demand: the blind 30 s and the 45 s to act of the talk, as numbers of this workload.
import type { Millis } from '../../kit/interval';
import { quantile, sum } from '../../kit/stats';
import type { Reaction, Span90 } from '../../model/report';
import { lagsOf } from '../episodes/climbs';
import type { Facts } from '../episodes/facts';

/**
 * Before the decision, which no series shows: age of the metric and wait for the pass, with kubelet, metrics-server and HPA
 * at 15 s each. 22 s on average, 45 s at worst (signals.md section 2).
 */
export const BLIND: Span90 = { half: 22_500, most: 45_000 };

function spanOf(values: readonly Millis[]): Span90 {
  return { half: quantile(values, 0.5) ?? 0, most: quantile(values, 0.9) ?? 0 };
}

/** Percentiles over all scale-outs in the range; undefined where there is none, or where pods do not tell their times. */
export function reactionOf(facts: Facts): Reaction | undefined {
  const lags = lagsOf(facts);
  const each = lags.flatMap((lag) => lag.each);
  return lags.length === 0
    ? undefined
    : {
        scaleOuts: lags.length,
        pods: sum(lags.map((lag) => lag.pods)),
        blind: BLIND,
        ramp: spanOf(lags.map((lag) => lag.ramp)),
        scheduling: spanOf(each.map((pod) => pod.scheduling)),
        start: spanOf(each.map((pod) => pod.start)),
      };
}
