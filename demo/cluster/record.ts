// A Prometheus in memory: scrapes the targets of a living cluster at an interval with a phase of its own per target,
// jitter, missed scrapes, HA replicas and label dialects, and keeps every sample.

import type { Cluster } from './cluster';
import { labelKey, type Labels } from './labels';
import type { RecordedSeries } from './metrics/exposition';
import { collect, TARGETS, type Target } from './metrics/targets';
import { Random } from './random';

/** How namespaces are spelled: plain (honor_labels), exported_ for KEDA only, or exported_ for every target. */
export type Dialect = 'plain' | 'exported-keda' | 'exported';

export interface RecordOptions {
  fromMs: number;
  toMs: number;
  scrapeSeconds?: number;
  /** Milliseconds from `fromMs` to a target's first scrape; the seed's choice when absent. */
  phasesMs?: Partial<Record<Target, number>>;
  /** Scrapes come up to so many seconds late. */
  jitterSeconds?: number;
  /** Share of scrapes that fail: `up` is 0 and nothing else comes. */
  missRate?: number;
  /** Times at which a target answers nothing: restarts, network. */
  outages?: ReadonlyArray<{ target: Target; fromMs: number; toMs: number }>;
  /** From here on kube-state-metrics comes from another instance, as after resharding. */
  reshardAtMs?: number;
  /** With 2 or more every series comes once per replica, told apart by `prometheus_replica`. */
  haReplicas?: number;
  dialect?: Dialect;
  targets?: readonly Target[];
  /** Labels that the scraper adds to everything, e.g. cluster. */
  externalLabels?: Labels;
  /** Metric names to keep; all if absent. */
  keep?: (name: string) => boolean;
  /** Labels that no series carries. */
  withoutLabels?: readonly string[];
  /** Target labels job and instance are added unless false. */
  scrapeLabels?: boolean;
}

interface Scrape {
  atMs: number;
  target: Target;
  replica: number;
  missed: boolean;
}

const ALL_TARGETS = Object.keys(TARGETS).filter((name): name is Target => name in TARGETS);

/** Lets the cluster live until `toMs` and returns every series scraped since `fromMs`. */
export function record(cluster: Cluster, options: RecordOptions): RecordedSeries[] {
  const tape = new Tape(options);
  for (const { atMs, target, replica, missed } of planScrapes(cluster.seed, options)) {
    cluster.advanceTo(atMs);
    const moved = target === 'kube-state-metrics' && atMs >= (options.reshardAtMs ?? Infinity);
    const write = tape.writerFor(target, replica, moved);
    write('up', NO_LABELS, atMs, missed ? 0 : 1);
    if (!missed) {
      collect(cluster, target, (name, labels, value) => write(name, labels, atMs, value));
    }
  }
  cluster.advanceTo(options.toMs);
  return tape.series();
}

const NO_LABELS: Labels = {};

function planScrapes(seed: number, options: RecordOptions): Scrape[] {
  const {
    fromMs,
    toMs,
    scrapeSeconds = 15,
    jitterSeconds = 0,
    missRate = 0,
    haReplicas = 1,
    targets = ALL_TARGETS,
    phasesMs = {},
    outages = [],
  } = options;
  const scrapes: Scrape[] = [];
  for (let replica = 0; replica < haReplicas; replica++) {
    for (const target of targets) {
      const random = new Random(seed).fork(`scrape/${target}/${replica}`);
      const phase = phasesMs[target] ?? Math.floor(random.unit() * scrapeSeconds * 1000);
      for (let at = fromMs + phase; at <= toMs; at += scrapeSeconds * 1000) {
        const late = Math.floor(random.unit() * jitterSeconds * 1000);
        const atMs = Math.min(at + late, toMs);
        const out = outages.some((outage) => outage.target === target && atMs >= outage.fromMs && atMs < outage.toMs);
        scrapes.push({ atMs, target, replica, missed: random.unit() < missRate || out });
      }
    }
  }
  return scrapes.sort((a, b) => a.atMs - b.atMs);
}

type Write = (name: string, labels: Labels, atMs: number, value: number) => void;

/** Samples by target and replica, then by metric name, then by label set object. */
class Tape {
  private readonly reels = new Map<
    string,
    { target: Target; replica: number; names: Map<string, Map<Labels, RecordedSeries>> }
  >();

  constructor(private readonly options: RecordOptions) {}

  writerFor(target: Target, replica: number, moved: boolean): Write {
    const key = `${target}/${replica}/${moved}`;
    const reel = this.reels.get(key) ?? { target, replica, names: new Map<string, Map<Labels, RecordedSeries>>() };
    this.reels.set(key, reel);
    const { keep } = this.options;
    return (name, labels, atMs, value) => {
      if (keep !== undefined && !keep(name)) {
        return;
      }
      let family = reel.names.get(name);
      if (family === undefined) {
        family = new Map();
        reel.names.set(name, family);
      }
      let series = family.get(labels);
      if (series === undefined) {
        series = { labels: this.scraped(name, labels, target, replica, moved), times: [], values: [] };
        family.set(labels, series);
      }
      series.times.push(atMs);
      series.values.push(value);
    };
  }

  series(): RecordedSeries[] {
    const merged = new Map<string, RecordedSeries>();
    for (const { names } of this.reels.values()) {
      for (const family of names.values()) {
        for (const series of family.values()) {
          const key = labelKey(series.labels);
          const known = merged.get(key);
          if (known === undefined) {
            merged.set(key, series);
          } else {
            append(known, series);
          }
        }
      }
    }
    return [...merged.values()];
  }

  private scraped(name: string, labels: Labels, target: Target, replica: number, moved: boolean): Labels {
    const { dialect = 'plain', haReplicas = 1, externalLabels = {}, scrapeLabels = true } = this.options;
    const { withoutLabels = [] } = this.options;
    const { labels: own, own: identity } = TARGETS[target];
    const renamed = dialect === 'exported' || (dialect === 'exported-keda' && target === 'keda-operator');
    const result: Labels = { __name__: name };
    for (const [label, value] of Object.entries(labels).filter(([name]) => !withoutLabels.includes(name))) {
      result[renamed && label in identity ? `exported_${label}` : label] = value;
    }
    return {
      ...result,
      ...(renamed ? identity : {}),
      ...(scrapeLabels ? own : {}),
      ...(scrapeLabels && moved ? { instance: '10.0.0.20:8080' } : {}),
      ...externalLabels,
      ...(haReplicas > 1 ? { prometheus_replica: `prometheus-${replica}` } : {}),
    };
  }
}

/** Two label set objects of one series (an object recreated under its old name): keeps times in order. */
function append(known: RecordedSeries, more: RecordedSeries): void {
  const samples = [known, more].flatMap(({ times, values }) =>
    times.map((time, i) => ({ time, value: values[i] ?? NaN }))
  );
  samples.sort((a, b) => a.time - b.time);
  known.times = samples.map(({ time }) => time);
  known.values = samples.map(({ value }) => value);
}
