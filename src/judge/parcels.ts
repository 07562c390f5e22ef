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

/** Series in one parcel: some milliseconds of packing. */
const SERIES = 500;
/** Workloads or findings in one parcel: they are made of many small objects. */
const RECORDS = 50;

export function parcelsOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
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
  return parcelsOf(series, SERIES).map((parcel) => ({
    message: { type: 'series', series: parcel },
    // Columns are never of shared memory.
    transfer: parcel.flatMap(buffersOf).filter((buffer) => !shared.has(buffer)) as ArrayBuffer[],
  }));
}

/** A report in parcels; its head comes last and ends it. */
export function packReport({ workloads, findings, ...report }: Report): FromWorker[] {
  return [
    ...parcelsOf(workloads, RECORDS).map((items) => ({ type: 'workloads' as const, items })),
    ...parcelsOf(findings, RECORDS).map((items) => ({ type: 'findings' as const, items })),
    { type: 'report', report },
  ];
}
