// The sweep of a page: starts when the question changes, a newer one aborts the older, the last report stays meanwhile.
import { useCallback, useEffect, useReducer, useRef } from 'react';

import { useAppContext } from '../appContext';
import { isPoorer } from './fuller';
import { isFresh, questionKey, type Question } from './question';
import { isTotalFailure, runSweep } from './runSweep';
import { NO_SWEEP, sweepReducer, type SweepState } from './sweepState';

export interface Sweep extends SweepState {
  /** Reads again, also when nothing changed. */
  readonly refresh: () => void;
  readonly cancel: () => void;
  /** Shows the newer answer that was set aside. */
  readonly accept: () => void;
}

/** The sweep for a question; none while there is no question. */
export function useSweep(question: Question | undefined): Sweep {
  const { store, tools } = useAppContext();
  const [state, dispatch] = useReducer(sweepReducer, undefined, () => {
    const known = question && store.find(question);
    return known ? { ...NO_SWEEP, answer: known } : NO_SWEEP;
  });
  const abort = useRef<AbortController>();
  const key = question && questionKey(question);
  // The question of a key never changes, so the effect below may follow the key alone.
  const latest = useRef(question);
  latest.current = question;

  const start = useCallback(
    (isForced: boolean) => {
      const asked = latest.current;
      abort.current?.abort(new Error('A newer sweep took over.'));
      if (!asked) {
        return;
      }
      const known = store.find(asked);
      if (known && !isForced && isFresh(known, asked, tools.now())) {
        dispatch({ type: 'known', answer: known });
        return;
      }
      const controller = new AbortController();
      abort.current = controller;
      const isCurrent = () => abort.current === controller && !controller.signal.aborted;
      dispatch({ type: 'start', question: asked, known });
      runSweep(
        asked,
        tools,
        controller.signal,
        (progress) => isCurrent() && dispatch({ type: 'progress', progress })
      ).then(
        (answer) => {
          if (isCurrent()) {
            if (!isTotalFailure(answer) && !isPoorer(answer, store.find(asked))) {
              store.put(answer);
            }
            dispatch({ type: 'done', answer });
          }
        },
        (error: unknown) => {
          if (isCurrent()) {
            dispatch({ type: 'broken', message: error instanceof Error ? error.message : 'The sweep broke off.' });
          }
        }
      );
    },
    [store, tools]
  );

  useEffect(() => {
    start(false);
    return () => abort.current?.abort(new Error('The page was left.'));
  }, [key, start]);

  const cancel = useCallback(() => {
    abort.current?.abort(new Error('Cancelled.'));
    dispatch({ type: 'cancel' });
  }, []);
  const refresh = useCallback(() => start(true), [start]);
  const { aside } = state;
  const accept = useCallback(() => {
    if (aside) {
      store.put(aside);
      dispatch({ type: 'accept' });
    }
  }, [aside, store]);
  return { ...state, refresh, cancel, accept };
}
