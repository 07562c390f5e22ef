// Frames that a dashboard's queries brought -> the SeriesSet that the engine reads. Labels say what a series is, never names.
import { FieldType, type DataFrame } from '@grafana/data';
import { groupBy } from '../kit/array';
import type { Interval, Millis } from '../kit/interval';
import { addCleaned, NOTHING_CLEANED } from '../model/cleaned';
import type { FailedQuery, Series, SeriesSet, SignalKind } from '../model/series';
import { CATALOGUE, metricNameOf, specOf } from '../queries/catalogue';
import { classify, specOfMetric } from '../queries/classify';
import { dialectOf } from '../queries/dialect';
import { keepsLastOnly } from '../queries/keptSamples';
import { SeriesCleaner } from './cleanSeries';
import { chooseClusterLabel, type Read } from './clusterChoice';
import { collisionsIn, type Labelled } from './collisions';
import { readFrame, readRemarks } from './grafana/readFrames';
import { mergeSeries } from './mergeSeries';
import { setupsIn } from './seenSetups';

/** Series that one value per range stands for: reading their raw samples would claim changes that mean nothing. */
function lastOnly(series: Series, range: Interval): Series {
  if (!keepsLastOnly(specOf(series.kind)?.read ?? 'raw', series) || series.times.length <= 1) {
    return series;
  }
  return { ...series, times: Float64Array.of(range.to), values: series.values.slice(-1) };
}

/** The series of ours in a frame. Prometheus names a field after its metric, which may survive where the label did not. */
function readOurs(frame: DataFrame, cleaner: SeriesCleaner): Read[] {
  return readFrame(frame, cleaner).flatMap(({ name, labels, times, values }) => {
    const named = { __name__: name, ...labels };
    return specOfMetric(named.__name__) && times.length > 0 ? [{ labels: named, times, values }] : [];
  });
}

/** Distance of points on a grid, as the data source tells it; 0 when it does not. */
function stepOf(frame: DataFrame): Millis {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  return time?.config.interval ?? 0;
}

/** Below this length of the range one sample may be all there is. */
const SHORT: Millis = 300_000;

/**
 * Kinds of which every series holds one sample where all samples of the range are needed, as a failed query: an instant query
 * without a range selector, or a proxy that mixes up answers. One sample shows no motion, which is not calm.
 */
function singleSamples(series: readonly Series[], range: Interval): FailedQuery[] {
  const byKind = groupBy(
    series.filter(({ kind }) => specOf(kind)?.read === 'raw'),
    ({ kind }) => kind
  );
  const kinds = [...byKind.values()]
    .filter((own) => own.every(({ times }) => times.length === 1))
    .flatMap((own) => own.slice(0, 1).map(({ kind }) => kind));
  const [first] = kinds;
  if (first === undefined || range.to - range.from < SHORT) {
    return [];
  }
  const message = `One sample of each series came where all of the range are needed. Ask for them: ${metricNameOf(first)}[$__range] in an instant query`;
  return [{ kinds, query: metricNameOf(first), message }];
}

/** Conditions and metric rows that the queries may bring without being asked for. */
function isWanted(series: Series): boolean {
  return series.kind !== 'hpa.condition' || series.attributes.status === 'true';
}

/**
 * Reads the frames of a panel; frames that carry none of our series are left out.
 * @param clusterLabel name of the label that tells clusters apart, 'auto' for the usual ones
 * @param asked the range of the queries, where it is not the one that is shown
 * @param failed queries of the dashboard that failed (panelFailures.ts)
 */
export function seriesFromFrames(
  frames: readonly DataFrame[],
  range: Interval,
  clusterLabel = 'auto',
  { asked = range, failed = [] }: { readonly asked?: Interval; readonly failed?: readonly FailedQuery[] } = {}
): SeriesSet {
  let cleaned = NOTHING_CLEANED;
  const reads = frames.flatMap((frame) => {
    const cleaner = new SeriesCleaner(asked, stepOf(frame));
    const reads = readOurs(frame, cleaner);
    cleaned = reads.length > 0 ? addCleaned(cleaned, cleaner.cleaned) : cleaned;
    return reads;
  });
  const told = chooseClusterLabel(reads, clusterLabel);
  const ours = reads.flatMap((read): Labelled[] => {
    const identity = classify(read.labels, told);
    return identity ? [{ ...lastOnly({ ...identity, ...read }, range), labels: read.labels }] : [];
  });
  const series = mergeSeries(ours.filter(isWanted).map(({ labels: _, ...one }) => one));
  const { notices } = readRemarks(frames);
  const dialect = { ...dialectOf(reads.map(({ labels }) => labels)), clusterLabel: told };
  const kinds: SignalKind[] = CATALOGUE.map((spec) => spec.kind);
  const unfit = [...singleSamples(series, range), ...collisionsIn(ours)];
  return {
    range,
    series,
    // How much of the cluster the dashboard asks for nobody tells: mostly one namespace, and one workload in it.
    narrowed: true,
    ...dialect,
    ...setupsIn(reads),
    asked: kinds,
    failed: [...failed, ...unfit],
    cleaned,
    notices,
  };
}
