// Reads the recorded OpenMetrics files straight into a SeriesSet, without a database: fast golden tests of the engine.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Interval } from '../../src/kit/interval';
import type { Labels, Series, SeriesSet } from '../../src/model/series';
import { CATALOGUE } from '../../src/queries/catalogue';
import { classify, specOfMetric } from '../../src/queries/classify';
import { keptSamples } from '../../src/queries/keptSamples';
import { mergeSeries } from '../../src/sources/mergeSeries';

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+) ([\d.]+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

function readLabels(name: string, text: string | undefined): Labels {
  const labels: Record<string, string> = { __name__: name };
  for (const [, key = '', value = ''] of (text ?? '').matchAll(LABEL)) {
    labels[key] = value.replace(/\\(["\\n])/g, (_, c: string) => (c === 'n' ? '\n' : c));
  }
  return labels;
}

/** Samples of one series as they were scraped, with the labels of the database. */
export interface Column {
  labels: Labels;
  times: number[];
  values: number[];
}

/** All series of one file that some rule reads. */
function readFile(file: string, columns: Map<string, Column>): void {
  for (const line of gunzipSync(readFileSync(file)).toString().split('\n')) {
    const match = LINE.exec(line);
    if (!match) {
      continue;
    }
    const [, name = '', labelText, value = '', time = ''] = match;
    if (!specOfMetric(name)) {
      continue;
    }
    const key = `${name}{${labelText ?? ''}`;
    let column = columns.get(key);
    if (!column) {
      column = { labels: readLabels(name, labelText), times: [], values: [] };
      columns.set(key, column);
    }
    column.times.push(Math.round(Number(time) * 1000));
    column.values.push(Number(value));
  }
}

function rateOf(column: Column): { times: number[]; values: number[] } {
  const out = { times: [] as number[], values: [] as number[] };
  for (let i = 4; i < column.times.length; i++) {
    const dt = ((column.times[i] ?? 0) - (column.times[i - 4] ?? 0)) / 1000;
    out.times.push(Math.round((column.times[i] ?? 0) / 30_000) * 30_000);
    out.values.push(((column.values[i] ?? 0) - (column.values[i - 4] ?? 0)) / dt);
  }
  const last = new Map(out.times.map((t, i) => [t, out.values[i] ?? 0]));
  return { times: [...last.keys()], values: [...last.values()] };
}

/** One column as a sweep brings it: classified, cut to the range; undefined when no rule reads it. */
export function readColumn(column: Column, range: Interval, clusterLabel = 'auto'): Series | undefined {
  const identity = classify(column.labels, clusterLabel);
  const spec = specOfMetric(column.labels.__name__ ?? '');
  if (!identity || !spec) {
    return undefined;
  }
  const isTrueCondition = identity.kind !== 'hpa.condition' || identity.attributes.status === 'true';
  const isFailure =
    identity.kind !== 'workload.condition' ||
    (identity.attributes.condition === 'ReplicaFailure' && identity.attributes.status === 'true');
  if (!isTrueCondition || !isFailure) {
    return undefined;
  }
  const source = spec.read === 'range' ? rateOf(column) : column;
  const keep = source.times
    .map((t, i) => [t, source.values[i] ?? NaN] as const)
    .filter(([t]) => t >= range.from && t <= range.to);
  const columns = { times: keep.map(([t]) => t), values: keep.map(([, v]) => v) };
  return keep.length === 0 ? undefined : { ...identity, ...keptSamples(spec.read, columns, range.to) };
}

/** The series of a folder of recorded files, `<namespace>.om.gz`, as they were scraped; or of some namespaces of it. */
export function readColumns(folder: string, namespaces?: readonly string[]): Column[] {
  const columns = new Map<string, Column>();
  const wanted = (name: string): boolean =>
    !namespaces || namespaces.includes(name) || name === '_cluster' || name === 'keda';
  readdirSync(folder)
    .filter((file) => file.endsWith('.om.gz') && wanted(file.replace('.om.gz', '')))
    .sort()
    .forEach((file) => readFile(join(folder, file), columns));
  return [...columns.values()];
}

/** Reads a folder of recorded files, or only some namespaces of it. */
export function readRecording(folder: string, range: Interval, namespaces?: readonly string[]): SeriesSet {
  return fromScrapes(readColumns(folder, namespaces), range);
}

/** What a sweep would have made of these scrapes. */
export function fromScrapes(columns: Iterable<Column>, range: Interval): SeriesSet {
  const series = [...columns].map((column) => readColumn(column, range)).filter((s): s is Series => s !== undefined);
  return { range, series: mergeSeries(series), asked: CATALOGUE.map((spec) => spec.kind), failed: [], notices: [] };
}
