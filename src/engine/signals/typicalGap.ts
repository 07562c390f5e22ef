// The usual distance of the samples of a series.
import type { Millis } from '../../kit/interval';
import { medianGap } from '../../kit/stats';

/** By column of moments, which never changes: series of one scrape share theirs. */
const GAPS = new WeakMap<Float64Array, { readonly gap: Millis | undefined }>();

/** The usual distance of moments; undefined where no two of them differ. */
export function typicalGap(times: Float64Array): Millis | undefined {
  const known = GAPS.get(times) ?? { gap: medianGap(times) };
  GAPS.set(times, known);
  return known.gap;
}
