// Frames that a dashboard's queries brought -> the SeriesSet that the engine reads. Labels say what a series is, never names.
import { FieldType, type DataFrame, type Field } from '@grafana/data';
import type { Interval } from '../kit/interval';
import type { Series, SeriesSet, SignalKind } from '../model/series';
import { specOf, CATALOGUE } from '../queries/catalogue';
import { classify } from '../queries/classify';
import { dialectOf } from '../queries/dialect';
import { mergeSeries } from './mergeSeries';

function readSamples(time: Field, value: Field): { times: Float64Array; values: Float64Array } {
  const samples: Array<[number, number]> = [];
  for (let i = 0; i < time.values.length; i++) {
    const at: unknown = time.values[i];
    const v: unknown = value.values[i];
    if (typeof at === 'number' && typeof v === 'number' && Number.isFinite(v)) {
      samples.push([at, v]);
    }
  }
  samples.sort((a, b) => a[0] - b[0]);
  return { times: Float64Array.from(samples, (s) => s[0]), values: Float64Array.from(samples, (s) => s[1]) };
}

/** Series that one value per range stands for: reading their raw samples would claim changes that mean nothing. */
function lastOnly(series: Series, range: Interval): Series {
  if (specOf(series.kind)?.read !== 'last' || series.times.length <= 1) {
    return series;
  }
  return { ...series, times: Float64Array.of(range.to), values: series.values.slice(-1) };
}

function readFrame(frame: DataFrame, range: Interval, clusterLabel: string): Series[] {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  if (!time) {
    return [];
  }
  return frame.fields
    .filter((field) => field.type === FieldType.number)
    .flatMap((value) => {
      const labels = value.labels ?? {};
      const identity = classify({ __name__: value.name, ...labels }, clusterLabel);
      const samples = readSamples(time, value);
      return identity && samples.times.length > 0 ? [lastOnly({ ...identity, ...samples }, range)] : [];
    });
}

/** Conditions and metric rows that the queries may bring without being asked for. */
function isWanted(series: Series): boolean {
  return series.kind !== 'hpa.condition' || series.attributes.status === 'true';
}

/**
 * Reads the frames of a panel; frames that carry none of our series are left out.
 * @param clusterLabel name of the label that tells clusters apart, 'auto' for the usual ones
 */
export function seriesFromFrames(frames: readonly DataFrame[], range: Interval, clusterLabel = 'auto'): SeriesSet {
  const series = mergeSeries(frames.flatMap((frame) => readFrame(frame, range, clusterLabel)).filter(isWanted));
  const notices = frames.flatMap((frame) => (frame.meta?.notices ?? []).map((notice) => notice.text));
  const dialect = dialectOf(
    frames.flatMap((frame) => frame.fields.map((field) => field.labels ?? {})),
    clusterLabel
  );
  const asked: SignalKind[] = CATALOGUE.map((spec) => spec.kind);
  return { range, series, ...dialect, asked, failed: [], notices: [...new Set(notices)] };
}
