// An HPA as a test case writes it. Left out, it wants what stands, finds it one pass later, and sees its target met.
import type { Labels } from '../../src/model/series';
import type { Column, Samples } from './promtool';
import type { Tape } from './tape';

export interface MetricCase {
  /** `cpu` when absent. */
  readonly name?: string;
  readonly type?: 'utilization' | 'average' | 'value';
  readonly container?: string;
  readonly target: number;
  /** What the HPA reads. */
  readonly status?: Column;
  /** Or: the replicas that the load is worth; the status follows from the pods there are. */
  readonly asks?: Column;
  /** Cores or bytes that one pod requests, for the second series of a utilization target. */
  readonly request?: Column;
  /** True: the HPA does not see this metric at all. */
  readonly unseen?: boolean;
}

export interface HpaCase {
  readonly name: string;
  readonly min?: Column;
  readonly max?: Column;
  /** What it wants; what stands when absent, a hole where it does not exist. */
  readonly desired?: Column;
  /** What it found at its last pass; what stood one scrape before when absent. */
  readonly current?: Column;
  /** ScalingActive. */
  readonly active?: Column;
  readonly able?: Column;
  /** ScalingLimited; not exported when absent. */
  readonly limited?: Column;
  readonly metrics?: readonly MetricCase[];
  /** Name in KEDA's label on the HPA. */
  readonly scaledObject?: string;
  /** Another target than the workload of the case. */
  readonly target?: { readonly kind: string; readonly name: string };
}

/** Holes where the HPA does not exist. */
function where(samples: Samples, known: Samples): Samples {
  return samples.map((value, k) => (known[k] === undefined ? undefined : value));
}

function statusOf(tape: Tape, metric: MetricCase, current: Samples): Samples {
  if (metric.status !== undefined) {
    return tape.read(metric.status);
  }
  if (metric.asks === undefined) {
    return tape.read(metric.target);
  }
  const asks = tape.read(metric.asks);
  return current.map((pods, k) => {
    const wanted = asks[k];
    const status =
      pods === undefined || pods === 0 || wanted === undefined ? undefined : (wanted / pods) * metric.target;
    return status !== undefined && metric.type !== 'average' && metric.type !== 'value'
      ? Math.trunc(status + 1e-6)
      : status;
  });
}

function metricSeries(tape: Tape, hpa: string, metric: MetricCase, known: Samples, current: Samples): void {
  const attributes: Labels = {
    metric: metric.name ?? 'cpu',
    ...(metric.container ? { container: metric.container } : {}),
  };
  const type = metric.type ?? 'utilization';
  tape.add('hpa.spec-metric', hpa, where(tape.read(metric.target), known), { ...attributes, target: type });
  if (metric.unseen) {
    return;
  }
  const status = where(statusOf(tape, metric, current), known);
  tape.add('hpa.status-metric', hpa, status, { ...attributes, target: type });
  if (type === 'utilization') {
    const request = tape.read(metric.request ?? 0.5);
    const average = status.map((value, k) =>
      value === undefined ? undefined : ((value + 0.5) / 100) * (request[k] ?? NaN)
    );
    tape.add('hpa.status-metric', hpa, average, { ...attributes, target: 'average' });
  }
}

/** The series of one HPA on a workload that stands at `replicas`. */
export function hpaSeries(tape: Tape, hpa: HpaCase, replicas: Samples, target: Labels): void {
  const desired = hpa.desired === undefined ? replicas : tape.read(hpa.desired);
  const found = hpa.current === undefined ? [replicas[0], ...replicas.slice(0, -1)] : tape.read(hpa.current);
  const current = where(found, desired);
  const condition = (name: string, column: Column): void =>
    tape.add('hpa.condition', hpa.name, where(tape.read(column), desired), { condition: name, status: 'true' });
  const own = hpa.target ? { targetKind: hpa.target.kind, targetName: hpa.target.name } : target;
  tape.once('hpa.info', hpa.name, 1, own);
  if (hpa.scaledObject !== undefined) {
    tape.once('hpa.labels', hpa.name, 1, { scaledObject: hpa.scaledObject, managedBy: 'keda-operator' });
  }
  tape.add('hpa.desired', hpa.name, desired);
  tape.add('hpa.current', hpa.name, current);
  tape.add('hpa.min', hpa.name, where(tape.read(hpa.min ?? 1), desired));
  tape.add('hpa.max', hpa.name, where(tape.read(hpa.max ?? 100), desired));
  condition('ScalingActive', hpa.active ?? 1);
  condition('AbleToScale', hpa.able ?? 1);
  if (hpa.limited !== undefined) {
    condition('ScalingLimited', hpa.limited);
  }
  (hpa.metrics ?? [{ target: 60 }]).forEach((metric) => metricSeries(tape, hpa.name, metric, desired, current));
}
