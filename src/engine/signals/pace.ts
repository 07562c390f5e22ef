// What the pace of a scraper leaves to be known: scrapes that left no sample, and samples too far apart to tell who did what.
import { groupBy, isPresent } from '../../kit/array';
import { median, quantile } from '../../kit/stats';
import { READ, type Knowledge } from '../../model/knowledge';
import type { Series, SignalKind } from '../../model/series';
import { absencesIn, withoutAbsences } from './absences';

/** Kinds of which one sample tells all: a scrape that fails takes nothing from them. */
const ONCE = /^(pod|replicaset|limit|quota)\.|\.(info|labels|created|allocatable|max-unavailable|spec-metric|min|max)$/;

/** What others write at any moment: between two samples it may have come and gone. */
const MOVING: readonly SignalKind[] = [
  'workload.replicas',
  'workload.generation',
  'workload.ready',
  'hpa.desired',
  'hpa.current',
  'keda.active',
  'vpa.target',
];

/**
 * Seconds between samples. An HPA passes every 15 s: above COARSE a pass goes unseen. KEDA polls every 30 s: above SPARSE
 * who wrote what can no longer be told. Recordings at 60 s still tell each fight that they tell at 15 s
 * (docs/detection.md); at 120 s they name wrong ones.
 */
const COARSE = 20;
const SPARSE = 90;

/** Share of the scrapes that may fail before what was read counts as partial, and before nothing follows from absence. */
const MISSING_SHARE = 0.04;
const MISSING_TOO_MANY = 25;

/** Targets of their own, by the kinds they bring: one that fails, or comes at another pace, takes these with it. */
const TARGETS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^keda\./, 'keda'],
  [/^vpa\.(evict|in-place)/, 'vpa-updater'],
  [/^vpa\.admitted/, 'vpa-admission'],
  [/^nodes\./, 'node-autoscaler'],
  [/^usage\./, 'kubelet'],
];

const EXPORTERS = new Map<SignalKind, string>();

/** Who is scraped together. */
function exporterOf(kind: SignalKind): string {
  const known = EXPORTERS.get(kind);
  if (known !== undefined) {
    return known;
  }
  const exporter = TARGETS.find(([kinds]) => kinds.test(kind))?.[1] ?? 'kube-state-metrics';
  EXPORTERS.set(kind, exporter);
  return exporter;
}

/**
 * Share of the scrapes between first and last sample that left nothing. The pace is that of the densest part, told by
 * every second sample: two agents that write into one series, at moments of their own, leave no regular distance.
 */
function missingShare(times: Float64Array): number | undefined {
  if (times.length < 10) {
    return undefined;
  }
  const spans = new Float64Array(times.length - 2);
  const first = (times[2] ?? NaN) - (times[0] ?? NaN);
  let isRegular = true;
  for (let i = 0; i < spans.length; i++) {
    const span = (times[i + 2] ?? NaN) - (times[i] ?? NaN);
    spans[i] = span;
    isRegular &&= span === first;
  }
  const pace = (isRegular ? first : (quantile(spans, 0.15) ?? 0)) / 2;
  if (pace <= 0) {
    return undefined;
  }
  const expected = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / pace;
  return Math.max(0, 1 - (times.length - 1) / Math.max(1, Math.round(expected)));
}

/** How one exporter was scraped. */
interface Pace {
  /** Share of the scrapes that left no sample. */
  readonly missing: number;
  /** Distance of samples in the mean, seconds. */
  readonly seconds: number;
}

/** Seconds from one sample to the next, in the mean. */
function meanDistance(times: Float64Array): number {
  return ((times.at(-1) ?? 0) - (times[0] ?? 0)) / Math.max(1, times.length - 1) / 1000;
}

/** By exporter. */
export type Paces = ReadonlyMap<string, Pace>;

/** Reads paces off series; what one column of moments tells is found once, however often it is asked for. */
export function paceReader(): (series: readonly Series[]) => Paces {
  const shares = new Map<Float64Array, number | undefined>();
  const shareOf = (times: Float64Array): number | undefined => {
    if (!shares.has(times)) {
      shares.set(times, missingShare(times));
    }
    return shares.get(times);
  };
  return (series) => {
    const raw = series.filter((s) => s.times.length > 1);
    const absences = absencesIn(series);
    return new Map(
      [...groupBy(raw, (s) => exporterOf(s.kind))].map(([exporter, own]) => {
        const columns = own.map(({ times }) => withoutAbsences(times, absences));
        return [
          exporter,
          {
            missing: median(columns.map(shareOf).filter(isPresent)) ?? 0,
            // The densest quarter: what comes and goes with a pod or a condition is there at some scrapes only.
            seconds: quantile(columns.map(meanDistance), 0.25) ?? 0,
          },
        ];
      })
    );
  };
}

/** What the pace of its exporter leaves to be known of a kind that somebody exports. */
export function atPace(kind: SignalKind, paces: Paces): Knowledge {
  const pace = paces.get(exporterOf(kind));
  if (!pace || ONCE.test(kind)) {
    return READ;
  }
  const missing = Math.round(pace.missing * 100);
  const isSparse = MOVING.includes(kind) && pace.seconds > SPARSE;
  const apart = `one sample every ${10 * Math.round(pace.seconds / 10)} s`;
  if (pace.missing > MISSING_SHARE) {
    const isThinned = missing <= MISSING_TOO_MANY && !isSparse;
    return { state: 'partial', reason: `${missing} % of the scrapes left no sample`, isThinned, isSparse };
  }
  if (pace.seconds > SPARSE) {
    return { state: 'partial', reason: apart, isThinned: !isSparse, isSparse, isEven: true };
  }
  return MOVING.includes(kind) && pace.seconds > COARSE ? { ...READ, reason: apart, isCoarse: true } : READ;
}
