// Of which moment a page speaks where that is not "now" any more: a sweep may go on for long, a page may be left open, and a
// range may end before now.
import { useEffect, useRef, useState } from 'react';

import type { Millis, UnixMs } from '../../kit/interval';
import { useAppContext } from '../appContext';
import type { Answer } from '../sweep/question';
import { isAbsolute } from '../url/timeText';

/** So old is "now" for whoever looks. */
const RECENT: Millis = 5 * 60_000;
const TICK: Millis = 15_000;

/** A past that somebody chose stands in the address and in the picker: it has no age. */
const isFollowed = ({ question }: Answer): boolean => !isAbsolute(question.time);

/** The end of what an answer holds. A range such as today's ends later than anything that was read. */
const endOf = ({ readAt, report }: Answer): UnixMs => Math.min(readAt, report.range.to);

function oldest(answers: readonly Answer[], now: UnixMs): UnixMs | undefined {
  const old = answers.filter(isFollowed).map(endOf);
  const first = Math.min(...old);
  return old.length > 0 && now - first > RECENT ? first : undefined;
}

/** The moment of the oldest answer; undefined where all are recent, or about a past that somebody chose. */
export function useOldest(answers: readonly Answer[]): UnixMs | undefined {
  const { tools } = useAppContext();
  const [, tell] = useState<UnixMs>();
  const latest = useRef(answers);
  latest.current = answers;
  const isTicking = answers.some(isFollowed);
  useEffect(() => {
    // Draws again only when the moment is another.
    const timer = isTicking ? setInterval(() => tell(oldest(latest.current, tools.now())), TICK) : undefined;
    return () => clearInterval(timer);
  }, [isTicking, tools]);
  return oldest(answers, tools.now());
}
