// The sweep of a page: begun or joined when the question changes; the last report stays meanwhile.
import { startTransition, useCallback, useEffect, useReducer, useRef } from 'react';
import { Subject, throttleTime } from 'rxjs';

import type { Progress } from '../../views/states/LoadingState';
import { useAppContext } from '../appContext';
import { isFresh, questionKey, type Question } from './question';
import type { SweepUnderWay } from './sweepsUnderWay';
import { NO_SWEEP, sweepReducer, type SweepEvent, type SweepState } from './sweepState';
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

/** The sweep for a question; none while there is no question. It goes on when the page is left (SweepsUnderWay). */
export function useSweep(question: Question | undefined): Sweep {
  const { store, tools, underWay } = useAppContext();
  const [state, dispatch] = useReducer(sweepReducer, undefined, () => {
    const known = question && store.find(question);
    return known ? { ...NO_SWEEP, answer: known } : NO_SWEEP;
  });
  const watched = useRef<Watched>();
  const turns = useRef(new Turns());
  const key = question && questionKey(question);
  // The question of a key never changes, so the effect below may follow the key alone.
  const latest = useRef(question);
  latest.current = question;

  const start = useCallback(
    (isForced: boolean) => {
      const asked = latest.current;
      watched.current?.leave();
      watched.current = undefined;
      if (!asked) {
        dispatch({ type: 'none' });
        return;
      }
      underWay.makeWayFor(asked);
      const known = store.find(asked);
      const running = isForced ? undefined : underWay.find(asked);
      if (known && !isForced && !running && isFresh(known, asked, tools.now())) {
        dispatch({ type: 'known', answer: known });
        return;
      }
      dispatch({ type: 'start', question: asked, known });
      turns.current = new Turns();
      const sweep = running ?? underWay.begin(asked);
      watched.current = { sweep, leave: watch(sweep, turns.current, dispatch) };
    },
    [store, tools, underWay]
  );

  useEffect(() => {
    start(false);
  }, [key, start]);
  useEffect(() => () => watched.current?.leave(), []);

  const cancel = useCallback(() => {
    watched.current?.leave();
    watched.current?.sweep.end('It was cancelled elsewhere.');
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

interface Watched {
  readonly sweep: SweepUnderWay;
  readonly leave: () => void;
}

/** Hands on what a sweep tells: progress not too often, what it found so far when it is time to draw it. */
function watch(sweep: SweepUnderWay, pace: Turns, dispatch: React.Dispatch<SweepEvent>): () => void {
  const told = new Subject<Progress>();
  const progress = told
    .pipe(throttleTime(PROGRESS_EVERY, undefined, { leading: true, trailing: true }))
    .subscribe((next) => dispatch({ type: 'progress', progress: next }));
  const leave = sweep.watch({
    onProgress: (next) => told.next(next),
    onPart: (tell) => {
      if (pace.take()) {
        const answer = tell();
        sweep.keep(answer);
        // Filters and clicks go first.
        startTransition(() => dispatch({ type: 'part', answer }));
      }
    },
    onDone: (answer) => startTransition(() => dispatch({ type: 'done', answer })),
    onBroken: (message) => dispatch({ type: 'broken', message }),
  });
  return () => {
    progress.unsubscribe();
    leave();
  };
}
