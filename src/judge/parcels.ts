// What page and worker send each other. Long lists travel in parcels, so that neither side packs or unpacks for longer than
// a moment at a time; columns of samples change hands instead of being copied.
import type { Report } from '../model/report';
import type { Series, SeriesSet } from '../model/series';
import type { JudgeOptions } from './judge';

/** A set or a report without its long lists, and then the lists. */
type SetHead = Omit<SeriesSet, 'series'>;
type ReportHead = Omit<Report, 'workloads' | 'findings'>;

export type ToWorker =
  | { readonly type: 'series'; readonly series: readonly Series[] }
  /** All series are there. */
  | { readonly type: 'judge'; readonly set: SetHead; readonly options: JudgeOptions };

export type FromWorker =
  /** The engine is loaded. */
  | { readonly type: 'ready' }
  | { readonly type: 'workloads'; readonly items: Report['workloads'] }
  | { readonly type: 'findings'; readonly items: Report['findings'] }
  | { readonly type: 'report'; readonly report: ReportHead }
  /** The judging broke off. */
  | { readonly type: 'failed'; readonly message: string };

/** What one parcel may hold, in things that must be copied: some milliseconds of packing, and as much of unpacking. */
const MOST = 1000;
/** A series: its labels and two columns that change hands. */
const SERIES = 8;
/** A finding: sentences, rows of proof, fixes. */
const FINDING = 60;
/** Samples that are copied in the time of one small object. */
const SAMPLES = 100;

/** What a workload's history costs: its columns, and its many small records. */
function historyCost({ curves, actions, writes, podsMade }: Report['workloads'][number]): number {
  const samples = curves.reduce((n, { times }) => n + times.length, 0);
  return 20 + 2 * curves.length + samples / SAMPLES + 6 * actions.length + writes.length + podsMade.length;
}

/** Items in their order, in parcels of at most `MOST`; what is more than that travels alone. */
export function parcelsOf<T>(items: readonly T[], costOf: (item: T) => number): T[][] {
  const parcels: T[][] = [];
  let room = 0;
  for (const item of items) {
    const cost = costOf(item);
    if (parcels.length === 0 || cost > room) {
      parcels.push([]);
      room = MOST;
    }
    parcels.at(-1)?.push(item);
    room -= cost;
  }
  return parcels;
}

export interface SeriesParcel {
  readonly message: ToWorker;
  /** Buffers that change hands with it. */
  readonly transfer: ArrayBuffer[];
}

function buffersOf({ times, values }: Series): ArrayBufferLike[] {
  return [times.buffer, values.buffer];
}

/** Buffers that more than one column looks at: they are copied, since what was handed over cannot be sent again. */
function sharedIn(series: readonly Series[]): ReadonlySet<ArrayBufferLike> {
  const seen = new Set<ArrayBufferLike>();
  const shared = new Set<ArrayBufferLike>();
  for (const buffer of series.flatMap(buffersOf)) {
    (seen.has(buffer) ? shared : seen).add(buffer);
  }
  return shared;
}

/** The series of a set in parcels, in their order. */
export function packSeries(series: readonly Series[]): SeriesParcel[] {
  const shared = sharedIn(series);
  return parcelsOf(series, () => SERIES).map((parcel) => ({
    message: { type: 'series', series: parcel },
    // Columns are never of shared memory.
    transfer: parcel.flatMap(buffersOf).filter((buffer) => !shared.has(buffer)) as ArrayBuffer[],
  }));
}

/** A report in parcels; its head comes last and ends it. */
export function packReport({ workloads, findings, ...report }: Report): FromWorker[] {
  return [
    ...parcelsOf(workloads, historyCost).map((items) => ({ type: 'workloads' as const, items })),
    ...parcelsOf(findings, () => FINDING).map((items) => ({ type: 'findings' as const, items })),
    { type: 'report', report },
  ];
}
