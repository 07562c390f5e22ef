// Which samples of a series a sweep keeps when all of them are at hand: of what is read once the last, told at the end of the
// range, and of what may change in a life the whole course where it did (docs/signals.md, "Pods").
import type { UnixMs } from '../kit/interval';
import type { ReadMode } from './catalogue';

/** Columns of one series. */
interface Samples {
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

function moved({ values }: Samples): boolean {
  return Array.from(values).some((value) => value !== values[0]);
}

/**
 * True when only the last sample says something, and saying more would claim changes that mean nothing.
 * @param read how a sweep reads this kind
 */
export function keepsLastOnly(read: ReadMode, samples: Samples): boolean {
  return read === 'last' || (read === 'changed' && !moved(samples));
}

/** The samples that a sweep up to `end` would bring home. */
export function keptSamples(
  read: ReadMode,
  samples: Samples,
  end: UnixMs
): { readonly times: Float64Array; readonly values: Float64Array } {
  const { times, values } = samples;
  return keepsLastOnly(read, samples)
    ? {
        times: Float64Array.from(values.length === 0 ? [] : [end]),
        values: Float64Array.from(Array.from(values).slice(-1)),
      }
    : { times: Float64Array.from(times), values: Float64Array.from(values) };
}
