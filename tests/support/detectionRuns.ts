// The same recorded hours as different scrapers would have brought them: slower, with holes, twice over.
import type { UnixMs } from '../../src/kit/interval';
import type { SeriesSet } from '../../src/model/series';
import { fromScrapes, readColumns, type Column } from './recordedSource';
import { dropScrapes, thin } from './thin';
import { RECORDED, recording } from './truth';

export interface DetectionRun {
  readonly id: string;
  readonly title: string;
  read(): SeriesSet;
}

const kept = new Map<string, Column[]>();

/** The columns of one pace, read once: unpacking takes longer than everything after it. */
function columnsOf(pace: '15s' | '30s'): Column[] {
  const columns = kept.get(pace) ?? readColumns(recording(pace));
  kept.set(pace, columns);
  return columns;
}

function at(pace: '15s' | '30s'): SeriesSet {
  return fromScrapes(columnsOf(pace), RECORDED);
}

function without(set: SeriesSet, kinds: RegExp): SeriesSet {
  return { ...set, series: set.series.filter((series) => !kinds.test(series.kind)) };
}

/** Every column once per replica of the database, told apart by a label that no rule reads. */
function doubled(columns: readonly Column[]): Column[] {
  return ['a', 'b'].flatMap((replica) =>
    columns.map((column) => ({ ...column, labels: { ...column.labels, prometheus_replica: replica } }))
  );
}

/** What a page opened at the start of the recording, scraped every 15 s, would have read at that instant. */
export function recordedUntil(to: UnixMs): SeriesSet {
  return fromScrapes(columnsOf('15s'), { from: RECORDED.from, to });
}

export const DETECTION_RUNS: readonly DetectionRun[] = [
  { id: '15s', title: 'scraped every 15 s', read: () => at('15s') },
  { id: '30s', title: 'scraped every 30 s, KEDA in the dialect `exported_namespace`', read: () => at('30s') },
  { id: '60s', title: 'every fourth scrape of the 15 s ones, from the first', read: () => thin(at('15s'), 4) },
  { id: '60s-2nd', title: 'from the second', read: () => thin(at('15s'), 4, 1) },
  { id: '60s-3rd', title: 'from the third', read: () => thin(at('15s'), 4, 2) },
  { id: '60s-4th', title: 'from the fourth', read: () => thin(at('15s'), 4, 3) },
  { id: '15s-holes', title: '15 s, every tenth scrape lost', read: () => dropScrapes(at('15s'), 0.1) },
  { id: '30s-holes', title: '30 s, every tenth scrape lost', read: () => dropScrapes(at('30s'), 0.1) },
  {
    id: '15s-twice',
    title: '15 s, everything twice under `prometheus_replica`',
    read: () => fromScrapes(doubled(columnsOf('15s')), RECORDED),
  },
  {
    id: '15s-no-keda',
    title: '15 s, neither KEDA nor its custom resource exported',
    read: () => without(at('15s'), /^(keda|scaledobject)\./),
  },
  {
    id: 'pair',
    title: 'a pair of servers at 15 s and 30 s, read as one',
    read: () => fromScrapes([...columnsOf('15s'), ...columnsOf('30s')], RECORDED),
  },
];

/** The run of that id. */
export function detectionRun(id: string): DetectionRun {
  const run = DETECTION_RUNS.find((one) => one.id === id);
  if (!run) {
    throw new Error(`no run ${id}`);
  }
  return run;
}
