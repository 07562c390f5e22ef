// Labels of a small time axis that never collide, at any width: the closest round times whose labels fit, the day told
// at the first label and where it changes, everything inside the edges.
import type { Interval, Millis, UnixMs } from '../../kit/interval';
import { roundTimes } from '../../kit/times';
import type { Measure } from '../../timeline';
import { bucketFor } from './minuteBars';

/** How an instant is told; what lies behind it (UTC, a zone) is not the axis's business. */
export interface AxisClock {
  readonly time: (at: UnixMs) => string;
  readonly day: (at: UnixMs) => string;
  /** Milliseconds that the zone is ahead of UTC at an instant: round times are round where the reader lives. */
  readonly ahead: (at: UnixMs) => Millis;
}

export interface AxisLabel {
  readonly at: UnixMs;
  readonly text: string;
  /** Pixels from the left edge to the text's left end. */
  readonly left: number;
}

const DAY: Millis = 86_400_000;
const SIZE = 12;
/** Least pixels between two labels. */
const GAP = 10;
const MOST_LABELS = 12;

/** The texts of the ticks: with the day where it is another than before, and at the first one if it ever changes. */
function textsOf(times: readonly UnixMs[], step: Millis, range: Interval, clock: AxisClock): string[] {
  if (step >= DAY) {
    return times.map(clock.day);
  }
  const changes = clock.day(range.from) !== clock.day(range.to);
  return times.map((at, i) => {
    const before = times[i - 1];
    const isNews = before === undefined ? changes : clock.day(at) !== clock.day(before);
    return isNews ? `${clock.day(at)} ${clock.time(at)}` : clock.time(at);
  });
}

/** The labels of one step, or nothing when two of them would come too close. */
function labelsFor(step: Millis, range: Interval, width: number, clock: AxisClock, measure: Measure): AxisLabel[] {
  const times = roundTimes(range, step, clock.ahead);
  const texts = textsOf(times, step, range, clock);
  const length = Math.max(1, range.to - range.from);
  const labels: AxisLabel[] = [];
  let end = -GAP;
  for (const [i, at] of times.entries()) {
    const text = texts[i] ?? '';
    const wide = measure(text, SIZE, false);
    const centre = ((at - range.from) / length) * width;
    const left = Math.max(0, Math.min(width - wide, centre - wide / 2));
    if (left < end + GAP || left < 0 || wide > width) {
      return [];
    }
    labels.push({ at, text, left });
    end = left + wide;
  }
  return labels;
}

/** The labels of an axis of this width in pixels. */
export function axisLabels(range: Interval, width: number, clock: AxisClock, measure: Measure): AxisLabel[] {
  for (let most = MOST_LABELS; most >= 1; most--) {
    const labels = labelsFor(bucketFor(range, most), range, width, clock, measure);
    if (labels.length > 0) {
      return labels;
    }
  }
  return [];
}
