// Draws only the lines of a long table that are in view, whichever ancestor scrolls. The one such mechanism of the views.
// Heights are estimates until a line is drawn; then it is measured, so lines may be as high as their text.
import { useCallback, useEffect, useLayoutEffect, useMemo, useState, type RefObject } from 'react';

import { linesBetween, lineTops, type VisibleLines } from './linesBetween';

interface LongTable {
  /** One key per line, unique. */
  readonly keys: readonly string[];
  /** Height that a line likely has, in pixels. */
  readonly estimate: (index: number) => number;
  /** What heights depend on, such as the width: when it changes, all lines are measured anew. */
  readonly shape: string | number;
}

/** Pixels drawn beyond the edges of the window, so that scrolling and tabbing find the next line ready. */
const MARGIN = 600;
/** Tables up to this long are drawn whole: find-in-page works and nothing flickers. */
const DRAW_WHOLE_UP_TO = 150;

/** Heights of the lines that are drawn, by key, where they are not the known ones. */
function newHeights(body: HTMLElement, known: ReadonlyMap<string, number>): Array<readonly [string, number]> {
  return [...body.querySelectorAll<HTMLElement>(':scope > [data-line]')].flatMap((line) => {
    const key = line.dataset.line ?? '';
    const { height } = line.getBoundingClientRect();
    return height > 0 && Math.abs(height - (known.get(key) ?? 0)) > 0.5 ? [[key, height] as const] : [];
  });
}

/** Measured heights by key; forgotten when the shape changes. */
function useHeights(body: RefObject<HTMLElement | null>, shape: string | number, isLong: boolean) {
  const [heights, setHeights] = useState({ shape, known: new Map<string, number>() });
  const isSame = heights.shape === shape;
  const known = useMemo(() => (isSame ? heights.known : new Map<string, number>()), [isSame, heights]);
  // After every drawing: lines come into view by scrolling, not by new properties. It ends once all drawn are known.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  useLayoutEffect(() => {
    const found = isLong && body.current ? newHeights(body.current, known) : [];
    if (found.length > 0) {
      setHeights({ shape, known: new Map([...known, ...found]) });
    }
  });
  return known;
}

/** Which lines to draw of the table body in `body`; each drawn line must carry its key as `data-line`. */
export function useVisibleLines(body: RefObject<HTMLElement | null>, table: LongTable): VisibleLines {
  const { keys, estimate, shape } = table;
  const isLong = keys.length > DRAW_WHOLE_UP_TO;
  const known = useHeights(body, shape, isLong);
  const tops = useMemo(
    () => lineTops(keys.map((key, index) => known.get(key) ?? estimate(index))),
    [keys, known, estimate]
  );
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
  return isLong ? linesBetween(tops, view.from, view.to) : { start: 0, end: keys.length, above: 0, below: 0 };
}
