// The sweep of a page: starts when the question changes, a newer one aborts the older, the last report stays meanwhile.
import { startTransition, useCallback, useEffect, useReducer, useRef } from 'react';

import { Subject, throttleTime } from 'rxjs';

import type { Progress } from '../../views/states/LoadingState';
import { useAppContext } from '../appContext';
import { isPoorer } from './fuller';
import { isFresh, questionKey, type Answer, type Question } from './question';
import { isTotalFailure, runSweep } from './runSweep';
import { NO_SWEEP, sweepReducer, type SweepState } from './sweepState';
import { Turns } from './turns';

/** A count that changes faster cannot be read, and each change draws the page anew. */
const PROGRESS_EVERY = 200;

export interface Sweep extends SweepState {
  /** Reads again, also when nothing changed. */
  readonly refresh: () => void;
  readonly cancel: () => void;
  /** Shows the newer answer that was set aside. */
  readonly accept: () => void;
  /** To be called when an answer stands on the page: the next one is drawn in time. */
  readonly drawn: () => void;
}

/** The sweep for a question; none while there is no question. */
export function useSweep(question: Question | undefined): Sweep {
  const { store, tools } = useAppContext();
  const [state, dispatch] = useReducer(sweepReducer, undefined, () => {
    const known = question && store.find(question);
    return known ? { ...NO_SWEEP, answer: known } : NO_SWEEP;
  });
  const abort = useRef<AbortController>();
  const turns = useRef(new Turns());
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
      const keep = (answer: Answer): void => {
        if (!isTotalFailure(answer) && !isPoorer(answer, store.find(asked))) {
          store.put(answer);
        }
      };
      const pace = (turns.current = new Turns());
      const told = new Subject<Progress>();
      told
        .pipe(throttleTime(PROGRESS_EVERY, undefined, { leading: true, trailing: true }))
        .subscribe((progress) => isCurrent() && dispatch({ type: 'progress', progress }));
      runSweep(asked, tools, controller.signal, {
        onProgress: (progress) => told.next(progress),
        onPart: (tell) => {
          if (isCurrent() && pace.take()) {
            const answer = tell();
            keep(answer);
            // Filters and clicks go first.
            startTransition(() => dispatch({ type: 'part', answer }));
          }
        },
      }).then(
        (answer) => {
          if (isCurrent()) {
            keep(answer);
            startTransition(() => dispatch({ type: 'done', answer }));
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
  const drawn = useCallback(() => turns.current.drawn(), []);
  return { ...state, refresh, cancel, accept, drawn };
}
