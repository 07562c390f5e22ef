// Steps down that an HPA takes back at once, one after the other. Bursts come when they like: that each of them came within a
// minute of a step down is no chance. Either the step itself makes the load (consumers stop while their group rebalances,
// caches are cold, connections come back), or the window is shorter than the pauses of the load: it was too early.
import { lengthOf, type Millis } from '../../kit/interval';
import type { Action } from '../../model/action';
import { reversals } from '../episodes/facts';

/** Until the load is back, a reading of it and a pass. */
const AT_ONCE: Millis = 75_000;
/** So many falls, and this share of them, or it may be chance. */
const FALLS = 6;
const SHARE = 0.9;

/** How many scale-downs there were, and how many of them ended in a climb at once. */
export interface Regretted {
  readonly falls: number;
  readonly takenBack: number;
  /** From the last step down to the first one up, at most. */
  readonly within: Millis;
}

/** The steps down among these moves that were nearly all taken back at once; undefined where they were not. */
export function regretted(edges: readonly Action[]): Regretted | undefined {
  const ends = reversals(edges).filter(([down, up]) => down.to < down.from && up.to > up.from);
  const pauses = ends.map(([down, up]) => lengthOf({ from: down.interval.to, to: up.interval.to }));
  const short = pauses.filter((pause) => pause <= AT_ONCE);
  return ends.length >= FALLS && short.length >= SHARE * ends.length
    ? { falls: ends.length, takenBack: short.length, within: Math.max(...short) }
    : undefined;
}
