// Draws only the lines of a long table that are in view, whichever ancestor scrolls. Heights are known in advance.
import { useCallback, useEffect, useLayoutEffect, useMemo, useState, type RefObject } from 'react';

import { lastAtOrBefore } from '../../kit/array';

/** Lines from `start` up to, not including, `end`; the pixels of the others above and below. */
interface VisibleLines {
  readonly start: number;
  readonly end: number;
  readonly above: number;
  readonly below: number;
}

/** Pixels drawn beyond the edges of the window, so that scrolling and tabbing find the next line ready. */
const MARGIN = 600;
/** Tables up to this long are drawn whole: find-in-page works and nothing flickers. */
const DRAW_WHOLE_UP_TO = 150;

/** Tops of all lines, and the bottom of the last. */
export function lineTops(heights: readonly number[]): Float64Array {
  const tops = new Float64Array(heights.length + 1);
  heights.forEach((height, i) => {
    tops[i + 1] = (tops[i] ?? 0) + height;
  });
  return tops;
}

/** The lines that meet the pixels from `from` to `to` of the table. */
export function linesBetween(tops: Float64Array, from: number, to: number): VisibleLines {
  const count = tops.length - 1;
  const total = tops[count] ?? 0;
  const start = Math.max(0, Math.min(count, lastAtOrBefore(tops, from)));
  const end = Math.max(start, Math.min(count, lastAtOrBefore(tops, to) + 1));
  return { start, end, above: tops[start] ?? 0, below: total - (tops[end] ?? total) };
}

/** Which lines to draw of the table body in `body`. */
export function useVisibleLines(body: RefObject<HTMLElement | null>, heights: readonly number[]): VisibleLines {
  const isLong = heights.length > DRAW_WHOLE_UP_TO;
  const tops = useMemo(() => lineTops(heights), [heights]);
  const [view, setView] = useState({ from: 0, to: 2 * MARGIN });
  const look = useCallback(() => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    const step = MARGIN / 4;
    const from = Math.floor((-top - MARGIN) / step) * step;
    const to = from + window.innerHeight + 2 * MARGIN + step;
    setView((last) => (last.from === from && last.to === to ? last : { from, to }));
  }, [body]);
  useLayoutEffect(() => {
    if (isLong) {
      look();
    }
  }, [isLong, look, tops]);
  useEffect(() => {
    if (!isLong) {
      return;
    }
    // Scroll events do not bubble, but they can be captured: no need to know who scrolls.
    document.addEventListener('scroll', look, { capture: true, passive: true });
    window.addEventListener('resize', look);
    return () => {
      document.removeEventListener('scroll', look, { capture: true });
      window.removeEventListener('resize', look);
    };
  }, [isLong, look]);
  return isLong ? linesBetween(tops, view.from, view.to) : { start: 0, end: heights.length, above: 0, below: 0 };
}
