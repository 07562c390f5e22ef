// Which part of the range the timeline shows: what somebody chose, else what fits the finding.
import { overlaps, type Interval } from '../../kit/interval';
import type { Zoom } from '../url/workloadUrl';

export interface ShownPart {
  readonly shown: Interval;
  /** The whole range is shown. */
  readonly isWhole: boolean;
  /** Fitting would show something else. */
  readonly canFit: boolean;
}

/** `fitted` is what the page opens with. A span that lies outside the range, as after an old link, is not shown. */
export function shownPart(range: Interval, zoom: Zoom | undefined, fitted: Interval): ShownPart {
  const chosen = zoom === 'all' ? range : zoom && overlaps(zoom, range) ? zoom : undefined;
  const shown = chosen ?? fitted;
  const isSame = (a: Interval, b: Interval): boolean => a.from === b.from && a.to === b.to;
  return { shown, isWhole: isSame(shown, range), canFit: !isSame(shown, fitted) };
}
