// A workload with its scalers as a test case reads it: columns in promtool's notation, all scraped at once. What is left
// out behaves: an HPA wants what stands and finds it one pass later, the generation counts every change.
import type { Labels, Series, SeriesSet, SignalKind } from '../../src/model/series';
import { CATALOGUE } from '../../src/queries/catalogue';
import { hpaSeries, type HpaCase } from './hpaCase';
import { podSeries, type PodCase } from './podCase';
import { parseValues, span, type Column, type Samples } from './promtool';
import { START, Tape } from './tape';

export interface TriggerCase {
  readonly metric: string;
  readonly active?: Column;
  readonly value?: Column;
  readonly errors?: Column;
}

export interface ScaledObjectCase {
  readonly name: string;
  readonly triggers?: readonly TriggerCase[];
  readonly paused?: Column;
  /** Seconds; without it the custom resource is not exported at all. */
  readonly cooldown?: number;
}

export interface VpaCase {
  readonly name: string;
  /** Without it the mode is not exported. */
  readonly mode?: string;
  readonly container?: string;
  readonly cpu?: Column;
  readonly memory?: Column;
  readonly evicted?: Column;
}

export interface WorkloadCase {
  readonly cluster?: string;
  readonly ns: string;
  readonly name: string;
  readonly kind?: 'Deployment' | 'StatefulSet' | 'Rollout';
  readonly scrape?: string;
  readonly replicas: Column;
  /** Samples, where no column tells by its length. */
  readonly length?: number;
  /** null: not exported. */
  readonly generation?: Column | null;
  readonly ready?: Column | null;
  readonly labels?: Labels;
  readonly hpas?: readonly HpaCase[];
  readonly vpas?: readonly VpaCase[];
  readonly scaledObjects?: readonly ScaledObjectCase[];
  readonly pods?: readonly PodCase[];
  /** When new pod templates came, from the first scrape on. */
  readonly rollouts?: readonly string[];
  /** Cores used by all pods together. */
  readonly usage?: Column;
}

function changesOf(samples: Samples, templates: (k: number) => number): Samples {
  let generation = 3;
  let before = samples.find((v) => v !== undefined);
  return samples.map((value, k) => {
    // A deploy that carries another number of replicas is one write.
    generation += Math.max(value !== undefined && value !== before ? 1 : 0, templates(k));
    before = value ?? before;
    return value === undefined ? undefined : generation;
  });
}

function scaledObjectSeries(tape: Tape, object: ScaledObjectCase, target: Labels): void {
  (object.triggers ?? []).forEach((trigger, i) => {
    const attributes = { metric: trigger.metric, index: String(i) };
    const columns: Array<[SignalKind, Column | undefined]> = [
      ['keda.active', trigger.active],
      ['keda.value', trigger.value],
      ['keda.errors', trigger.errors],
    ];
    columns.forEach(
      ([kind, column]) => column !== undefined && tape.add(kind, object.name, tape.read(column), attributes)
    );
  });
  if (object.paused !== undefined) {
    tape.add('keda.paused', object.name, tape.read(object.paused));
  }
  if (object.cooldown !== undefined) {
    tape.add('scaledobject.info', object.name, tape.read(1), target);
    tape.add('scaledobject.cooldown', object.name, tape.read(object.cooldown), target);
  }
}

function vpaSeries(tape: Tape, vpa: VpaCase, target: Labels): void {
  const container = vpa.container ?? 'app';
  for (const resource of ['cpu', 'memory'] as const) {
    const column = vpa[resource];
    if (column !== undefined) {
      tape.add('vpa.target', vpa.name, tape.read(column), { ...target, container, resource });
    }
  }
  if (vpa.mode !== undefined) {
    ['Off', 'Initial', 'Recreate'].forEach((mode) =>
      tape.add('vpa.mode', vpa.name, tape.read(mode === vpa.mode ? 1 : 0), { ...target, mode })
    );
  }
  if (vpa.evicted !== undefined) {
    tape.add('vpa.evicted', vpa.name, tape.read(vpa.evicted), { mode: vpa.mode ?? 'Recreate' });
  }
}

/** The series of one workload and everyone around it. */
export function workload(c: WorkloadCase): Series[] {
  const kind = c.kind ?? 'Deployment';
  const scrape = span(c.scrape ?? '15s');
  const length = c.length ?? (typeof c.replicas === 'number' ? 81 : parseValues(c.replicas).length);
  const tape = new Tape({ cluster: c.cluster ?? '', ns: c.ns, scrape, length });
  const replicas = tape.read(c.replicas);
  const rollouts = (c.rollouts ?? []).map(span);
  const templates = (k: number): number => rollouts.filter((at) => at > (k - 1) * scrape && at <= k * scrape).length;
  const target = { targetKind: kind, targetName: c.name };
  if (kind !== 'Rollout') {
    tape.add('workload.replicas', c.name, replicas, { kind });
    const generation =
      c.generation === undefined
        ? changesOf(replicas, templates)
        : c.generation === null
          ? []
          : tape.read(c.generation);
    tape.add('workload.generation', c.name, generation, { kind });
    tape.add(
      'workload.ready',
      c.name,
      c.ready === null ? [] : c.ready === undefined ? [replicas[0], ...replicas.slice(0, -1)] : tape.read(c.ready),
      { kind }
    );
  }
  if (c.labels) {
    tape.once('workload.labels', c.name, 1, { kind, ...c.labels });
  }
  (c.hpas ?? []).forEach((hpa) => hpaSeries(tape, hpa, replicas, target));
  (c.vpas ?? []).forEach((vpa) => vpaSeries(tape, vpa, target));
  (c.scaledObjects ?? []).forEach((object) => scaledObjectSeries(tape, object, target));
  podSeries(tape, { kind, name: c.name, pods: c.pods ?? [], rollouts, usage: c.usage });
  return tape.series;
}

/** A sweep that brought these series, had asked for everything, and knows that every kind is exported. */
export function seriesSet(...parts: ReadonlyArray<readonly Series[]>): SeriesSet {
  const series = parts.flat();
  const last = Math.max(...series.map((s) => s.times.at(-1) ?? START));
  return {
    range: { from: START, to: last },
    series,
    asked: CATALOGUE.map((spec) => spec.kind),
    elsewhere: CATALOGUE.map((spec) => spec.kind),
    failed: [],
    notices: [],
  };
}
