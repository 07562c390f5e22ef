// Keeps Grafana's image renderer waiting while the engine is on its way. The renderer takes its picture once the dashboard's
// counter of running queries is back at zero (grafana/grafana-image-renderer, waitForQueriesAndVisualizations and
// waitForReady): the answers may be there before the engine is, and the picture would say "Reading".
import { useLayoutEffect } from 'react';

declare global {
  interface Window {
    /** Queries under way, counted by Grafana's dashboards; read by its image renderer. */

    __grafanaRunningQueryCount?: number;
  }
}

/** Longer than any engine takes; a picture that says so is better than none. */
const MAX_HOLD = 15_000;

function count(by: 1 | -1): void {
  window.__grafanaRunningQueryCount = (window.__grafanaRunningQueryCount ?? 0) + by;
}

function hold(): () => void {
  let isHeld = true;
  const release = (): void => {
    clearTimeout(timer);
    if (isHeld) {
      isHeld = false;
      count(-1);
    }
  };
  const timer = setTimeout(release, MAX_HOLD);
  count(1);
  return release;
}

/** Counts as one more running query while something is pending. */
export function useRenderHold(isPending: boolean): void {
  useLayoutEffect(() => (isPending ? hold() : undefined), [isPending]);
}
