// Workloads fighting, minute by minute and by severity: a workload counts once per bar, with its worst finding.
import type { Interval, Millis } from '../../kit/interval';
import type { Calendar } from '../../kit/times';
import { SEVERITIES, type Severity } from '../../model/finding';
import type { FleetRow } from './fleetRows';

/** One bar: how many workloads fought in it, by severity. */
export interface MinuteBar {
  readonly span: Interval;
  readonly counts: Readonly<Partial<Record<Severity, number>>>;
  readonly total: number;
}

interface MinuteBars {
  /** Width of a bar in time. */
  readonly bucket: Millis;
  readonly bars: readonly MinuteBar[];
}

const MINUTE: Millis = 60_000;
const NICE_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440];

/** The smallest round number of minutes that needs at most `most` bars. */
export function bucketFor(range: Interval, most: number): Millis {
  const minutes = (range.to - range.from) / MINUTE / most;
  const nice = NICE_MINUTES.find((candidate) => candidate >= minutes) ?? Math.ceil(minutes / 1440) * 1440;
  return nice * MINUTE;
}

/** Writes into `worst` the severity per bar of one workload, as an index: the worst that was on. */
function worstPerBar(row: FleetRow, start: number, bucket: Millis, worst: Uint8Array): void {
  worst.fill(SEVERITIES.length);
  for (const finding of [row.finding, ...row.others]) {
    const rank = SEVERITIES.indexOf(finding.severity);
    for (const { from, to } of finding.state === 'will-fight' ? [] : finding.intervals) {
      const first = Math.max(0, Math.floor((from - start) / bucket));
      const last = Math.min(worst.length - 1, Math.floor((to - start) / bucket));
      for (let i = first; i <= last; i++) {
        worst[i] = Math.min(rank, worst[i] ?? rank);
      }
    }
  }
}

/** Bars over the whole range, aligned to round times of the wall at its begin. */
export function minuteBars(
  rows: readonly FleetRow[],
  range: Interval,
  { offset }: Pick<Calendar, 'offset'>,
  most = 96
): MinuteBars {
  const bucket = bucketFor(range, most);
  const ahead = offset(range.from);
  const start = Math.floor((range.from + ahead) / bucket) * bucket - ahead;
  const length = Math.max(1, Math.ceil((range.to - start) / bucket));
  const counts = Array.from({ length }, (): Partial<Record<Severity, number>> => ({}));
  const worst = new Uint8Array(length);
  for (const row of rows) {
    worstPerBar(row, start, bucket, worst);
    worst.forEach((rank, i) => {
      const bar = counts[i];
      const severity = SEVERITIES[rank];
      if (bar && severity) {
        bar[severity] = (bar[severity] ?? 0) + 1;
      }
    });
  }
  const bars = counts.map((bar, i) => ({
    span: { from: start + i * bucket, to: start + (i + 1) * bucket },
    counts: bar,
    total: Object.values(bar).reduce((total, n) => total + n, 0),
  }));
  return { bucket, bars };
}
