// The part of the range that a page opens with: the story and the samples around it, not the hours of which nothing is
// known or nothing is told.
import { clip, hull, lengthOf, type Interval } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import { seenParts } from '../scale/seen';

/** What happened before and after belongs to the story: a part of its length, and never less than so long. */
const AROUND = { part: 0.25, least: 300_000 };
/** A story that fills so much of the samples is shown with all of them. */
const MOST = 0.6;
/** Room at both ends, in which one sees that the samples end. */
const MARGIN = { part: 0.03, scrapes: 2 };
/** Where so much of the range is left, all of it is shown. */
const NEARLY_ALL = 0.9;

function widened(span: Interval, by: number): Interval {
  return { from: span.from - by, to: span.to + by };
}

/** The finding with what it causes, where it was seen, with some time around. */
function storyOf(finding: Finding | undefined, known: Interval): Interval {
  const told = finding ? [finding, ...finding.caused].filter((f) => f.severity !== 'info') : [];
  const story = hull(told.flatMap((f) => f.intervals.flatMap((interval) => clip(interval, known) ?? [])));
  if (!story) {
    return known;
  }
  const around = widened(story, Math.max(AROUND.least, AROUND.part * lengthOf(story)));
  const target = clip(around, known) ?? known;
  return lengthOf(target) > MOST * lengthOf(known) ? known : target;
}

/**
 * Fits the window to a finding and the samples of its workload; without a finding to the samples. The answer lies inside
 * `range`, and is `range` itself where hardly anything would be left out.
 */
export function fitRange(history: WorkloadHistory, finding: Finding | undefined, range: Interval): Interval {
  const known = hull(seenParts(history, range));
  if (!known || lengthOf(known) === 0) {
    return range;
  }
  const target = storyOf(finding, known);
  const margin = Math.max(MARGIN.scrapes * history.scrape, MARGIN.part * lengthOf(target));
  const fitted = clip(widened(target, margin), range) ?? range;
  return lengthOf(fitted) >= NEARLY_ALL * lengthOf(range) ? range : fitted;
}
