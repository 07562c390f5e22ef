// Whether a watcher is scraped into a data source, and what it knows: two small questions, asked before anything is swept.
import { useCallback, useEffect, useState } from 'react';

import { RULES } from '../../engine';
import type { Millis, UnixMs } from '../../kit/interval';
import { askWatcher, type Watched } from '../../sources/readWatcher';
import { useAppContext } from '../appContext';
import type { ShownBy } from '../url/fleetUrl';
import { isAbsolute } from '../url/timeText';
import { NO_SWEEP } from './sweepState';
import type { Question } from './question';
import type { Sweep } from './useSweep';

/** A watcher that has not judged for so long is not shown unless somebody asks for it. */
const FRESH: Millis = 10 * 60_000;
/** A page does not wait longer to learn that nobody watches. */
const PATIENCE: Millis = 3000;

export interface Watching {
  /** none = no watcher, or no answer. */
  readonly state: 'asking' | 'none' | 'told';
  readonly watched?: Watched;
  /** When it was asked. */
  readonly askedAt: UnixMs;
  readonly refresh: () => void;
}

const UNASKED = { key: '', state: 'asking', askedAt: 0 } as const;
const TITLES = new Map(RULES.map(({ id, title }) => [id, title]));

/** Asks a data source; the past is not asked for: a watcher is shown as it is now. */
export function useWatcher(question: Question | undefined): Watching {
  const { tools } = useAppContext();
  const [told, setTold] = useState<Omit<Watching, 'refresh'> & { readonly key: string }>(UNASKED);
  const [turn, setTurn] = useState(0);
  const isAsked = question !== undefined && !isAbsolute(question.time);
  const { ds = '', cluster = '', namespaces } = question ?? {};
  const key = JSON.stringify([ds, cluster, namespaces ?? []]);
  useEffect(() => {
    if (!isAsked) {
      return undefined;
    }
    const abort = new AbortController();
    const at = tools.now();
    const answer = (watched?: Watched) => {
      if (!abort.signal.aborted) {
        setTold({ key, state: watched ? 'told' : 'none', watched, askedAt: at });
      }
    };
    const giveUp = setTimeout(() => {
      answer();
      abort.abort();
    }, PATIENCE);
    const [uid, cluster, namespaces] = JSON.parse(key) as [string, string, string[]];
    askWatcher(tools.transport(uid), { cluster, namespaces }, TITLES, at, abort.signal)
      .then(answer, () => answer())
      .finally(() => clearTimeout(giveUp));
    return () => {
      clearTimeout(giveUp);
      abort.abort();
    };
  }, [isAsked, key, tools, turn]);
  const refresh = useCallback(() => setTurn((before) => before + 1), []);
  // What was told of another source or place is not this one's.
  const own = told.key === key ? told : UNASKED;
  return isAsked ? { ...own, refresh } : { state: 'none', askedAt: 0, refresh };
}

/** Whom the page shows; undefined while it is not known whether there is a choice. */
export function shownBy(chosen: ShownBy | undefined, { state, watched, askedAt }: Watching): ShownBy | undefined {
  if (chosen === 'page' || state === 'none') {
    return 'page';
  }
  if (!watched) {
    return undefined;
  }
  const [sweep, ...more] = watched.sweeps;
  const isWhole = sweep?.isAll === true && more.length === 0;
  return chosen === 'watcher' || (isWhole && askedAt - sweep.last < FRESH) ? 'watcher' : 'page';
}

/** What a watcher told, in the shape of a sweep that is done. */
export function asSweep({ watched, askedAt, refresh }: Watching, question: Question | undefined): Sweep {
  const nothing = { ...NO_SWEEP, refresh, cancel: () => undefined, accept: () => undefined, drawn: () => undefined };
  if (!watched || !question) {
    return nothing;
  }
  const { report } = watched;
  return {
    ...nothing,
    phase: 'ready',
    answer: { question, report, failed: [], asked: 2, kinds: new Map(), readAt: askedAt },
  };
}
