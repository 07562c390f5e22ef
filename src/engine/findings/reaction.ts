// How fast a workload answers demand: the blind 30 s and the 45 s to act of the talk, as numbers of this workload.
import type { Millis } from '../../kit/interval';
import { quantile, sum } from '../../kit/stats';
import type { Reaction, Span90 } from '../../model/report';
import { lagsOf } from '../episodes/climbs';
import type { Facts } from '../episodes/facts';
import { BLIND } from '../signals/clocks';

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
