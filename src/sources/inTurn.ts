// Of many data sources a few are read at a time: a sweep that has not begun holds no samples, and its deadline does not run.
import type { Gate } from './gate';
import type { SeriesSource } from './seriesSource';

/** Sweeps under way at once in one page. */
export const SWEEPS_AT_ONCE = 3;

/** The same source, asked when its turn comes; at once for what somebody opened. Its first word of progress says that it has come. */
export function inTurn(source: SeriesSource, gate: Gate): SeriesSource {
  return {
    fetch: (request, options) => {
      const begin = () => {
        options?.onProgress?.({ answered: 0, total: 0, waitingFor: '' });
        return source.fetch(request, options);
      };
      return options?.isOpened ? begin() : gate.pass(begin, options?.abort);
    },
  };
}
