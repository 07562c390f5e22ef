// An HPA around a metric that is an average of the last minutes, pass by pass, as columns of a test case: tolerance,
// rounding, the limit of a scale-up and the down window as Kubernetes has them by default.
import { span } from './promtool';

export interface LoopCase {
  /** `mean`: over all pods, as an Object, External or Pods metric tells it. `total`: a sum, divided by the pods there are. */
  readonly reads: 'mean' | 'total';
  /** How far the average looks back. */
  readonly window: string;
  readonly target: number;
  readonly min: number;
  readonly max: number;
  /** The load at a second since the start, in the unit of the target. */
  readonly load: (second: number) => number;
  readonly length: string;
}

/** What a scrape every 15 s sees of it. */
export interface LoopColumns {
  readonly replicas: string;
  readonly status: string;
}

const PASS = 15;
/** Passes from the decision to a pod that takes load. */
const START_UP = 2;
/** Passes in the down window. */
const DOWN = 21;

function mean(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0) / Math.max(1, numbers.length);
}

/** The metric as the HPA reads it, from the loads and pods of the passes so far. */
function readingOf(c: LoopCase, loads: readonly number[], pods: readonly number[], n: number): number {
  const from = Math.max(0, loads.length - Math.round(span(c.window) / 1000 / PASS));
  return c.reads === 'mean'
    ? mean(loads.slice(from).map((load, i) => load / Math.max(1, pods[from + i] ?? 1)))
    : mean(loads.slice(from)) / n;
}

/** Lives the loop. */
export function averagedLoop(c: LoopCase): LoopColumns {
  const [loads, pods, replicas, status, proposals]: [number[], number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  let n = c.min;
  for (let second = 0; second * 1000 < span(c.length); second += PASS) {
    loads.push(c.load(second));
    pods.push(Math.min(n, replicas[replicas.length - START_UP] ?? n));
    const value = readingOf(c, loads, pods, n);
    const ratio = value / c.target;
    const asked = Math.abs(ratio - 1) <= 0.1 ? n : Math.ceil(n * ratio - 1e-9);
    proposals.push(asked);
    const held = Math.max(...proposals.slice(-DOWN));
    const wanted = asked >= n ? Math.min(asked, Math.max(2 * n, 4)) : Math.min(n, held);
    n = Math.min(c.max, Math.max(c.min, wanted));
    replicas.push(n);
    status.push(value);
  }
  return { replicas: replicas.join(' '), status: status.map((value) => value.toFixed(4)).join(' ') };
}
