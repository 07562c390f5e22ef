// Reads again every so often, but not while the page is hidden or still reading. A page that comes back after a missed
// turn reads at once.
import { useEffect, useRef } from 'react';

import { refreshMillis } from '../url/refresh';

const TICK_MS = 500;

/** Calls `refresh` each `interval` (`30s`; '' for never) since the last call or start of a read. */
export function useRefresh(interval: string, isReading: boolean, refresh: () => void): void {
  const since = useRef(0);
  useEffect(() => {
    if (isReading) {
      since.current = Date.now();
    }
  }, [isReading]);
  useEffect(() => {
    const every = refreshMillis(interval);
    if (every === undefined) {
      return;
    }
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
  }, [interval, isReading, refresh]);
}
