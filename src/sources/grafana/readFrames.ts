// Grafana data frames to series. Labels come from the value field, never from names, which differ per data source;
// NaN and infinities are no samples (fixtures/ds-query/README.md, "Frames").
import { FieldType, type DataFrame } from '@grafana/data';

import type { RawSeries } from '../transport';
import { cleanMessage } from './cleanMessage';

/** Times and values of the rows in which both are finite numbers, ascending in time. */
function readColumns(times: ArrayLike<unknown>, values: ArrayLike<unknown>): Pick<RawSeries, 'times' | 'values'> {
  const rows: Array<[number, number]> = [];
  let ascending = true;
  for (let i = 0; i < values.length; i++) {
    const at = times[i];
    const value = values[i];
    if (typeof at === 'number' && typeof value === 'number' && Number.isFinite(at) && Number.isFinite(value)) {
      ascending &&= at >= (rows.at(-1)?.[0] ?? -Infinity);
      rows.push([at, value]);
    }
  }
  if (!ascending) {
    rows.sort((a, b) => a[0] - b[0]);
  }
  return { times: Float64Array.from(rows, (row) => row[0]), values: Float64Array.from(rows, (row) => row[1]) };
}

/** The series of one frame: one per number field, none when the frame has no time or no fields at all. */
export function readFrame(frame: DataFrame): RawSeries[] {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  if (!time) {
    return [];
  }
  return frame.fields
    .filter((field) => field.type === FieldType.number)
    .map((field) => ({ labels: { ...field.labels }, ...readColumns(time.values, field.values) }));
}

/** Remarks that came with the frames, each once. */
export function readNotices(frames: readonly DataFrame[]): string[] {
  const texts = frames.flatMap((frame) => frame.meta?.notices ?? []).map((notice) => cleanMessage(notice.text));
  return [...new Set(texts)];
}
