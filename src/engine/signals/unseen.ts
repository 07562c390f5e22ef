// Stretches of the range in which nothing of a cluster was scraped: the scraper is down or new, the database does not reach
// back that far, or a clock is wrong. What happened then nobody knows, so it is not calm.
import { groupBy } from '../../kit/array';
import { lengthOf, type Interval, type Millis } from '../../kit/interval';
import { sum } from '../../kit/stats';
import { duration } from '../../kit/text';
import type { Series, SeriesSet, SignalKind } from '../../model/series';
import { typicalGap } from './typicalGap';

/** Kinds that every healthy scrape brings. */
const EVERY_SCRAPE: readonly SignalKind[] = ['workload.replicas', 'hpa.desired'];
const MINUTE: Millis = 60_000;
/** Shorter than this, and than so many scrapes, is a restart of the exporter and nothing to speak of. */
const LEAST_MINUTES = 3;
const LEAST_SCRAPES = 4;

/** Runs of whole minutes, from the begin of the range, that no sample lies in. */
function emptyRuns(series: readonly Series[], { from, to }: Interval): Interval[] {
  const seen = new Set<number>();
  for (const { times } of series) {
    let before = NaN;
    for (const t of times) {
      const minute = Math.floor((t - from) / MINUTE);
      if (minute !== before) {
        seen.add(minute);
        before = minute;
      }
    }
  }
  const minutes = Math.floor((to - from) / MINUTE);
  const runs: Interval[] = [];
  let begin = 0;
  for (let minute = 0; minute <= minutes; minute++) {
    if (minute === minutes || seen.has(minute)) {
      runs.push({ from: from + begin * MINUTE, to: minute === minutes ? to : from + minute * MINUTE });
      begin = minute + 1;
    }
  }
  return runs;
}

/** By cluster: where nothing was scraped. Clusters that were seen in the whole range are left out. */
export function unseenOf(set: SeriesSet): ReadonlyMap<string, readonly Interval[]> {
  const all = [...set.series, ...(set.witnesses ?? [])];
  const raw = all.filter((s) => EVERY_SCRAPE.includes(s.kind) && s.times.length > 1);
  const found = new Map<string, readonly Interval[]>();
  for (const [cluster, own] of groupBy(raw, (s) => s.cluster)) {
    const scrape = Math.max(...own.slice(0, 50).map((s) => typicalGap(s.times) ?? 0));
    const least = Math.max(LEAST_MINUTES * MINUTE, LEAST_SCRAPES * scrape);
    const runs = emptyRuns(own, set.range).filter((run) => lengthOf(run) >= least);
    if (runs.length > 0) {
      found.set(cluster, runs);
    }
  }
  return found;
}

function textOf(runs: readonly Interval[], { from, to }: Interval): string {
  const first = runs.find((run) => run.from === from);
  const last = runs.find((run) => run.to === to && run !== first);
  const inside = sum(runs.filter((run) => run !== first && run !== last).map(lengthOf));
  const parts = [
    first ? `the first ${duration(lengthOf(first))}` : '',
    inside > 0 ? `${duration(inside)} in between` : '',
    last ? `the last ${duration(lengthOf(last))}` : '',
  ].filter((part) => part !== '');
  return parts.join(' and ');
}

/** A sentence for each cluster that was not seen in the whole range, with what to look at. */
export function unseenTexts(set: SeriesSet, unseen: ReadonlyMap<string, readonly Interval[]>): string[] {
  return [...unseen].map(([cluster, runs]) => {
    const whose = cluster === '' ? '' : ` of cluster ${cluster}`;
    return `No samples${whose} in ${textOf(runs, set.range)} of the range: check that kube-state-metrics was scraped then, and the clocks.`;
  });
}
