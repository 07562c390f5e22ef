// How much may come home at once, and what is left out where even that is too much.
import type { Interval, Millis } from '../kit/interval';
import { duration } from '../kit/text';
import type { LeftOut, SignalKind } from '../model/series';
import { CATALOGUE } from '../queries/catalogue';

/** Raw points that may be held at once: about 150 MB of JSON, read in pieces. */
const MAX_POINTS = 6_000_000;
/** Raw points one part of a large fleet is planned for: it is judged and let go before the next one comes. */
const POINTS_OF_PART = 2_000_000;
/** Raw points one request may bring: about 12 MB of JSON. */
const MAX_POINTS_PER_QUERY = 500_000;
/** Series with samples per workload, all raw groups together (measured: docs/signals.md, "How many series"). */
const SERIES_PER_WORKLOAD = 40;
/** Queries over which the raw groups of a workload are spread, roughly evenly. */
const GROUPS = 4;

/** What is read of a namespace in any case. */
const SWEPT: readonly SignalKind[] = CATALOGUE.map(({ kind }) => kind).filter((kind) => kind !== 'usage.cpu');

function pointsPerWorkload(range: Interval, scrape: Millis): number {
  return (SERIES_PER_WORKLOAD * (range.to - range.from)) / scrape;
}

/** Workloads whose samples fit into one part. */
export function workloadsPerPart(range: Interval, scrape: Millis): number {
  return Math.max(1, Math.floor(POINTS_OF_PART / pointsPerWorkload(range, scrape)));
}

/** True where all samples of so many workloads fit into memory at once. */
function fitsAtOnce(workloads: number, range: Interval, scrape: Millis): boolean {
  return workloads * pointsPerWorkload(range, scrape) <= MAX_POINTS;
}

/** Up to this many workloads everything is read; above, what scans name. */
export const WHOLE_UP_TO = 600;

/** True where all samples of so many workloads are read, and nothing is left to scans. */
export function isReadWhole(workloads: number, range: Interval, scrape: Millis, upTo = WHOLE_UP_TO): boolean {
  return workloads <= upTo && fitsAtOnce(workloads, range, scrape);
}

/** Workloads that one query may ask for. */
export function workloadsPerQuery(range: Interval, scrape: Millis): number {
  return Math.max(1, Math.floor((GROUPS * MAX_POINTS_PER_QUERY) / pointsPerWorkload(range, scrape)));
}

/** The part of a range that may be read raw: its end, shortened where the points would be too many, and what that leaves out. */
export function affordable(
  range: Interval,
  workloads: number,
  scrape: Millis,
  namespaces?: readonly string[]
): { range: Interval; leftOut: LeftOut[] } {
  if (fitsAtOnce(workloads, range, scrape)) {
    return { range, leftOut: [] };
  }
  const points = workloads * pointsPerWorkload(range, scrape);
  const from = Math.round(range.to - ((range.to - range.from) * MAX_POINTS) / points);
  const where = namespaces === undefined ? '' : ` of ${namespaces.join(', ')}`;
  const message = `Only the last ${duration(range.to - from)} of ${duration(range.to - range.from)}${where} were read: more raw samples than fit into memory`;
  const advice = 'Choose a shorter time range or fewer namespaces.';
  return {
    range: { from, to: range.to },
    leftOut: [
      {
        kinds: SWEPT,
        range: { from: range.from, to: from },
        error: { kind: 'shortened', message, advice },
        ...(namespaces && { namespaces }),
      },
    ],
  };
}
