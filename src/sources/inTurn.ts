// Of many data sources a few are read at a time: a sweep that has not begun holds no samples, and its deadline does not run.
import type { Gate } from './gate';
import type { SeriesSource, SweepRequest } from './seriesSource';

/** Sweeps under way at once in one page. */
export const SWEEPS_AT_ONCE = 3;

/** One namespace is what somebody opened: it does not wait until fleets are read. */
const isSmall = ({ namespaces = [] }: SweepRequest): boolean => namespaces.length === 1;

/** The same source, asked when its turn comes. Its first word of progress says that it has come. */
export function inTurn(source: SeriesSource, gate: Gate): SeriesSource {
  return {
    fetch: (request, options) => {
      const begin = () => {
        options?.onProgress?.({ answered: 0, total: 0, waitingFor: '' });
        return source.fetch(request, options);
      };
      return isSmall(request) ? begin() : gate.pass(begin, options?.abort);
    },
  };
}
