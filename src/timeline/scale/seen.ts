// Where the workload was seen: nothing is drawn as a state elsewhere, for nobody knows how it stood.
import { without, type Interval } from '../../kit/interval';
import type { WorkloadHistory } from '../../model/report';

/** The parts of a span inside `range` that have samples of the workload, in order. */
export function seenParts(history: WorkloadHistory, range: Interval, span: Interval = range): Interval[] {
  const from = Math.max(span.from, range.from);
  const to = Math.min(span.to, range.to);
  return from < to ? without({ from, to }, history.gaps) : [];
}
