// Reads the recordings of real controllers that the simulation is checked against: series of one namespace as scraped
// every 15 s, and the true replica writes out of the audit log (tests/recordings/README.md).

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { RecordedSeries } from '../metrics/exposition';

/** Folder of the recordings: TRUCE_RECORDINGS, else tests/recordings of this repository. */
export const RECORDINGS = process.env.TRUCE_RECORDINGS ?? resolve(__dirname, '../../../tests/recordings');

/** A change of spec.replicas by its true writer. */
export interface TrueWrite {
  t: number;
  namespace: string;
  workload: string;
  from: number;
  to: number;
  writer: string;
  generation: number;
}

/** The series of one namespace. Throws with a clear message if the recording is not there. */
export function readNamespace(namespace: string): RecordedSeries[] {
  const text = readGzip(`15s/${namespace}.om.gz`);
  const series = new Map<string, RecordedSeries>();
  for (const line of text.split('\n')) {
    const end = line.lastIndexOf('} ');
    if (end > 0 && !line.startsWith('#')) {
      const key = line.slice(0, end);
      const [value, time] = line.slice(end + 2).split(' ');
      const known = series.get(key) ?? { labels: parseLabels(key), times: [], values: [] };
      series.set(key, known);
      known.times.push(Math.round(Number(time) * 1000));
      known.values.push(Number(value));
    }
  }
  return [...series.values()];
}

/** The true replica writes of one namespace, oldest first. */
export function readWrites(namespace: string): TrueWrite[] {
  return readGzip('writes.jsonl.gz')
    .split('\n')
    .filter((line) => line.includes(`"namespace":"${namespace}"`))
    .map((line) => JSON.parse(line) as TrueWrite);
}

/** All series of a metric with these labels. */
export function pick(
  series: readonly RecordedSeries[],
  name: string,
  labels: Record<string, string> = {}
): RecordedSeries[] {
  return series.filter(
    (one) =>
      one.labels.__name__ === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value)
  );
}

function readGzip(path: string): string {
  const file = resolve(RECORDINGS, path);
  if (!existsSync(file)) {
    throw new Error(
      `The recording ${file} is missing. Set TRUCE_RECORDINGS to the folder that holds 15s/ and writes.jsonl.gz.`
    );
  }
  return gunzipSync(readFileSync(file)).toString('utf8');
}

function parseLabels(head: string): Record<string, string> {
  const brace = head.indexOf('{');
  const labels: Record<string, string> = { __name__: head.slice(0, brace) };
  for (const [, name = '', value = ''] of head.slice(brace + 1).matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) {
    labels[name] = value.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
  }
  return labels;
}
