// Work for a picture, in slices between which the dashboard draws and answers (judge/inSlices.ts). What is small is done in
// the first slice, before the panel is painted; what takes longer leaves the last picture standing until it is done.
import { useEffect, useMemo, useReducer, useRef } from 'react';

import { breathe, finishInSlices, Slices } from '../judge/inSlices';
import type { Steps } from '../kit/steps';

/** Panels of a dashboard are rendered in one task: the first of them takes its slice there, the others after it. */
let isTaken = false;

function firstSlice<T>(slices: Slices<T>): Slices<T> {
  if (!isTaken) {
    isTaken = true;
    void breathe().then(() => (isTaken = false));
    slices.work();
  }
  return slices;
}

interface Outcome<T> {
  /** What the last work that is done came to; undefined before the first. */
  readonly value: T | undefined;
  readonly isWorking: boolean;
}

type Ending = { readonly slices: object; readonly error?: unknown } | undefined;

/**
 * Does the work that `start` begins, anew whenever `start` is another function. What a step throws is thrown while rendering.
 */
export function useSlices<T>(start: () => Steps<T>): Outcome<T> {
  const slices = useMemo(() => firstSlice(new Slices(start())), [start]);
  const [ending, end] = useReducer((_: Ending, next: Ending) => next, undefined);
  const last = useRef<T>();
  useEffect(() => {
    if (slices.done) {
      return;
    }
    const abort = new AbortController();
    finishInSlices(slices, abort.signal).then(
      () => end({ slices }),
      (error: unknown) => !abort.signal.aborted && end({ slices, error })
    );
    return () => abort.abort();
  }, [slices]);
  if (ending?.slices === slices && 'error' in ending) {
    throw ending.error;
  }
  if (slices.done) {
    last.current = slices.done.value;
  }
  return { value: last.current, isWorking: !slices.done };
}
