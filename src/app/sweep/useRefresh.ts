// Reads again every so often, but not while the page is hidden or still reading. A page that comes back after a missed
// turn reads at once.
import { useEffect, useRef } from 'react';

import { refreshMillis } from '../url/refresh';

const TICK_MS = 500;

/** A server that did not answer whole is not asked more often than this unless somebody asks. */
const SICK_EVERY_MS = 60_000;

/** What a page knows of its sweeps, as far as the next one depends on it. */
interface Reading {
  readonly isReading: boolean;
  /** The last read failed, or brought less than was asked for. */
  readonly isSick: boolean;
}

/** Calls `refresh` each `interval` (`30s`; '' for never) since the last call or start of a read. */
export function useRefresh(interval: string, { isReading, isSick }: Reading, refresh: () => void): void {
  const since = useRef(0);
  useEffect(() => {
    if (isReading) {
      since.current = Date.now();
    }
  }, [isReading]);
  useEffect(() => {
    const wanted = refreshMillis(interval);
    if (wanted === undefined) {
      return;
    }
    const every = isSick ? Math.max(SICK_EVERY_MS, wanted) : wanted;
    if (since.current === 0) {
      since.current = Date.now();
    }
    const turn = () => {
      if (!document.hidden && !isReading && Date.now() - since.current >= every) {
        since.current = Date.now();
        refresh();
      }
    };
    const timer = setInterval(turn, TICK_MS);
    document.addEventListener('visibilitychange', turn);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', turn);
    };
  }, [interval, isReading, isSick, refresh]);
}
