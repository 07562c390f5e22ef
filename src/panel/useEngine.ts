// The engine arrives as a file of its own, so that a dashboard paints before every rule is read (decision 0006). The
// build puts a copy beside the panel, where a nested plugin looks for it (grafana/plugin-tools#2172).
import { useCallback, useEffect, useState } from 'react';
import type { AnalyzeInSteps } from '../judge/judge';

let engine: Promise<AnalyzeInSteps> | undefined;
/** Kept beside the promise: a panel that comes later draws at once instead of a moment after. */
let arrived: AnalyzeInSteps | undefined;

/** Fetches the engine once; a failed attempt is forgotten, so that the next one may succeed. */
export function loadEngine(): Promise<AnalyzeInSteps> {
  engine ??= import(/* webpackChunkName: "engine" */ '../engine').then(
    (door) => (arrived = door.analyzeInSteps),
    (error: unknown) => {
      engine = undefined;
      throw error;
    }
  );
  return engine;
}

export interface EngineState {
  readonly analyze: AnalyzeInSteps | undefined;
  readonly failed: boolean;
  readonly retry: () => void;
}

/** The engine, once it is there. */
export function useEngine(): EngineState {
  const [analyzer, setAnalyzer] = useState<{ run?: AnalyzeInSteps; failed: boolean }>(() => ({
    run: arrived,
    failed: false,
  }));
  const load = useCallback(() => {
    let alive = true;
    // Also where it has arrived: that may have been after this panel was rendered without it, and before this effect.
    loadEngine().then(
      (run) => alive && setAnalyzer((before) => (before.run === run ? before : { run, failed: false })),
      () => alive && setAnalyzer({ failed: true })
    );
    return () => {
      alive = false;
    };
  }, []);
  useEffect(load, [load]);
  const retry = useCallback(() => void load(), [load]);
  return { analyze: analyzer.run, failed: analyzer.failed, retry };
}
