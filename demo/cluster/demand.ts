// Demand shapes: how much work arrives, as data. Used for CPU demand (cores), queue lengths and other outside signals.

import { present } from './present';
import { hashText, hashUnit } from './random';

/** A quantity over time; times are seconds since the cluster's start. */
export type Demand =
  | number
  | { kind: 'sine'; mean: number; amplitude: number; periodSeconds: number; phaseSeconds?: number }
  | { kind: 'steps'; steps: ReadonlyArray<readonly [atSeconds: number, value: number]> }
  | { kind: 'points'; points: ReadonlyArray<readonly [atSeconds: number, value: number]> }
  | {
      kind: 'bursts';
      base: number;
      peak: number;
      everySeconds: number;
      forSeconds: number;
      offsetSeconds?: number;
      offsetDial?: string;
    }
  | { kind: 'noise'; of: Demand; share: number; everySeconds: number }
  | { kind: 'sum'; of: readonly Demand[] }
  | { kind: 'dial'; dial: string; points: ReadonlyArray<readonly [dial: number, factor: number]>; of?: Demand }
  | { kind: 'strained'; of: Demand; by: string; gain: number };

/** What a demand may look at besides the time. */
export interface DemandContext {
  readonly seed: number;
  /** Position of a dial that somebody turns while the cluster lives. */
  dial(name: string): number;
  /** How far a workload (namespace/name) is short of capacity: 0 = not at all, 1 = needs twice its pods. */
  strain(workload: string): number;
}

/** A compiled demand: seconds since the start in, quantity out. */
export type DemandCurve = (seconds: number) => number;

/** Turns the description into a function. */
export function compileDemand(demand: Demand, context: DemandContext): DemandCurve {
  if (typeof demand === 'number') {
    return () => demand;
  }
  switch (demand.kind) {
    case 'sine': {
      const { mean, amplitude, periodSeconds, phaseSeconds = 0 } = demand;
      return (t) => mean + amplitude * Math.sin((2 * Math.PI * (t - phaseSeconds)) / periodSeconds);
    }
    case 'steps':
      return (t) => lookUp(demand.steps, t, false);
    case 'points':
      return (t) => lookUp(demand.points, t, true);
    case 'bursts': {
      const { base, peak, everySeconds, forSeconds, offsetSeconds = 0, offsetDial } = demand;
      return (t) => {
        const since = t - (offsetDial === undefined ? offsetSeconds : context.dial(offsetDial));
        return since >= 0 && since % everySeconds < forSeconds ? peak : base;
      };
    }
    case 'noise': {
      const of = compileDemand(demand.of, context);
      const seed = hashText(`noise/${context.seed}`);
      return (t) => of(t) * (1 + demand.share * smoothNoise(seed, t / demand.everySeconds));
    }
    case 'sum': {
      const parts = demand.of.map((part) => compileDemand(part, context));
      return (t) => parts.reduce((total, part) => total + part(t), 0);
    }
    case 'dial': {
      const of = compileDemand(demand.of ?? 1, context);
      return (t) => of(t) * lookUp(demand.points, context.dial(demand.dial), true);
    }
    case 'strained': {
      const of = compileDemand(demand.of, context);
      return (t) => of(t) * (1 + demand.gain * context.strain(demand.by));
    }
  }
}

function lookUp(points: ReadonlyArray<readonly [number, number]>, at: number, straight: boolean): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (present(points[middle])[0] <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low === 0) {
    return present(points[0])[1];
  }
  const [x0, y0] = present(points[low - 1]);
  if (low === points.length || !straight) {
    return y0;
  }
  const [x1, y1] = present(points[low]);
  return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}

/** Noise in [-1, 1] without jumps: straight lines between independent values, one per unit. */
function smoothNoise(seed: number, x: number): number {
  const i = Math.floor(x);
  const a = 2 * hashUnit(seed, i) - 1;
  const b = 2 * hashUnit(seed, i + 1) - 1;
  return a + (b - a) * (x - i);
}
