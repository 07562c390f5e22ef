// How old a report on a range that follows the clock is: a sweep may go on for long, and a page may be left open. The headline says
// "now", which is then the moment at which the sweep began.
import React, { useEffect, useReducer } from 'react';

import type { Millis } from '../../kit/interval';
import { AsOfNotice } from '../../views/states/AsOfNotice';
import { useAppContext } from '../appContext';
import type { Answer } from '../sweep/question';
import { isAbsolute } from '../url/timeText';

/** So old is "now" for whoever looks. */
const RECENT: Millis = 5 * 60_000;
const TICK: Millis = 15_000;

/** Nothing where the answer is recent, or about a past that somebody chose. */
export function AsOf({ answer: { question, readAt } }: { readonly answer: Answer }) {
  const { tools } = useAppContext();
  const [, look] = useReducer((turn: number) => turn + 1, 0);
  const isFollowed = !isAbsolute(question.time);
  useEffect(() => {
    const timer = isFollowed ? setInterval(look, TICK) : undefined;
    return () => clearInterval(timer);
  }, [isFollowed]);
  return isFollowed && tools.now() - readAt > RECENT ? <AsOfNotice at={readAt} /> : null;
}
