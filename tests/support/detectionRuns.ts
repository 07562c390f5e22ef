// The same recorded hours as different scrapers would have brought them: slower, with holes, twice over.
import type { SeriesSet } from '../../src/model/series';
import { fromScrapes, readColumns, readRecording, type Column } from './recordedSource';
import { dropScrapes, thin } from './thin';
import { RECORDED, recording } from './truth';

export interface DetectionRun {
  readonly id: string;
  readonly title: string;
  read(): SeriesSet;
}

/** Every column once per replica of the database, told apart by a label that no rule reads. */
function doubled(columns: readonly Column[]): Column[] {
  return ['a', 'b'].flatMap((replica) => columns.map((column) => ({ ...column, labels: { ...column.labels, prometheus_replica: replica } })));
}

export const DETECTION_RUNS: readonly DetectionRun[] = [
  { id: '15s', title: 'scraped every 15 s', read: () => readRecording(recording('15s'), RECORDED) },
  { id: '30s', title: 'scraped every 30 s, KEDA in the dialect `exported_namespace`', read: () => readRecording(recording('30s'), RECORDED) },
  { id: '60s', title: 'every fourth scrape of the 15 s ones', read: () => thin(readRecording(recording('15s'), RECORDED), 4) },
  { id: '15s-holes', title: '15 s, every tenth scrape lost', read: () => dropScrapes(readRecording(recording('15s'), RECORDED), 0.1) },
  { id: '30s-holes', title: '30 s, every tenth scrape lost', read: () => dropScrapes(readRecording(recording('30s'), RECORDED), 0.1) },
  { id: '15s-twice', title: '15 s, everything twice under `prometheus_replica`', read: () => fromScrapes(doubled(readColumns(recording('15s'))), RECORDED) },
  {
    id: 'pair',
    title: 'a pair of servers at 15 s and 30 s, read as one',
    read: () => fromScrapes([...readColumns(recording('15s')), ...readColumns(recording('30s'))], RECORDED),
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
