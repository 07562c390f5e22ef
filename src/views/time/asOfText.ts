// The moment that a sentence speaks of, where that is not now.
import type { UnixMs } from '../../kit/interval';
import type { Times } from './times';

/** `at 14:05 UTC`; undefined for what is of now. */
export function asOfText(at: UnixMs | undefined, { clock, zoneName }: Times): string | undefined {
  return at === undefined ? undefined : `at ${clock(at, false)} ${zoneName}`;
}
