// Grafana data frames to cleaned series, for the data source's answers and for a dashboard's alike. Labels come from the
// value field, never from names, which differ per data source (tests/fixtures/ds-query/README.md, "Frames").
import { FieldType, type DataFrame } from '@grafana/data';

import { distinct, isPresent } from '../../kit/array';
import type { SeriesCleaner } from '../cleanSeries';
import { readWarnings, type Remarks } from '../readWarnings';
import type { RawSeries } from '../transport';
import { columnHere, labelsHere } from './acrossMembrane';

/** A series with the name of its field, for frames whose labels lost `__name__` on the way. */
export interface FrameSeries extends RawSeries {
  readonly name: string;
}

/** The series of one frame: one per number field, none when the frame has no time or no fields at all. */
export function readFrame(frame: DataFrame, cleaner: SeriesCleaner): FrameSeries[] {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  if (!time) {
    return [];
  }
  const times = columnHere(time.values);
  return frame.fields
    .filter((field) => field.type === FieldType.number)
    .map((field) => ({
      name: field.name,
      ...cleaner.clean(labelsHere(field.labels), times, columnHere(field.values)),
    }));
}

/** The form in which the database answered, where its data source tells: both types do, older versions not always. */
export function resultTypesOf(frames: readonly DataFrame[]): string[] {
  const types = frames.map((frame) => frame.meta?.custom?.resultType as unknown);
  return types.filter(isPresent).map(String);
}

/** Remarks that came with the frames. */
export function readRemarks(frames: readonly DataFrame[]): Remarks {
  const all = frames.flatMap((frame) => frame.meta?.notices ?? []);
  const texts = (serious: boolean) =>
    distinct(all.filter(({ severity }) => (severity === 'info') !== serious).map(({ text }) => text));
  return readWarnings(texts(true), texts(false));
}
