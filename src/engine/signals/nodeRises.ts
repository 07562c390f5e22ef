// What counters of node autoscalers say: rises with their interval. A counter with labels begins at its first event, so
// a series that appears inside the range has risen too; a fall is a restart of the autoscaler.
import { sortBy } from '../../kit/array';
import type { Interval } from '../../kit/interval';
import { edgesOf } from '../../model/signal';
import type { NodeScaler, NodeSeries, WorkloadFacts } from './facts';

/** Range and pace of what was read. */
type Around = Pick<WorkloadFacts, 'range' | 'scrape'>;

export interface Rise {
  readonly family: NodeScaler;
  readonly pool: string;
  readonly interval: Interval;
  readonly by: number;
}

function risesOf(series: NodeSeries, facts: Around): Rise[] {
  const { family, pool, signal } = series;
  const first = signal.times[0] ?? NaN;
  const start = signal.values[0] ?? 0;
  const appeared = first > facts.range.from + 4 * facts.scrape && start > 0;
  const born: Rise[] = appeared
    ? [{ family, pool, interval: { from: first - facts.scrape, to: first }, by: start }]
    : [];
  const rises = edgesOf(signal).filter((e) => !e.acrossGap && e.to !== 0);
  return [
    ...born,
    ...rises.map((e) => ({ family, pool, interval: e.interval, by: e.to > e.from ? e.to - e.from : e.to })),
  ];
}

/** All rises of these counters, in order. */
export function rises(series: readonly NodeSeries[], facts: Around): Rise[] {
  return sortBy(
    series.flatMap((s) => risesOf(s, facts)),
    (r) => r.interval.to
  );
}
