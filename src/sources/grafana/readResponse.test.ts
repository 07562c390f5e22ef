// Every recorded answer of both data sources, read as the app reads it.
import { readdirSync, readFileSync } from 'fs';
import path from 'path';
import { createDataFrame, LoadingState, type FieldType, type DataQueryResponse } from '@grafana/data';
import { toDataQueryResponse } from '@grafana/runtime';

import type { FailureKind } from '../../model/failure';
import { readResponse } from './readResponse';

const ROOT = path.resolve(__dirname, '../../../tests/fixtures/ds-query');
const FOLDERS: ReadonlyArray<[folder: string, type: string]> = [
  ['prometheus', 'prometheus'],
  ['prometheus-promlib-0.0.8', 'prometheus'],
  ['victoriametrics', 'victoriametrics-metrics-datasource'],
];
/** Cases in which query A must come back with an error. */
const FAILS = /^(syntax-error|limit-|down|http-timeout|db-timeout|response-limit|canceled|canned-(?!warnings|partial))/;
/** What kind of failure each case is, whatever status its data source gives it. */
const KINDS: ReadonlyArray<[RegExp, FailureKind | undefined]> = [
  [/ canned-(warnings|partial)/, undefined],
  [/ canned-40[13]|prometheus canned-200-html/, 'auth'],
  [/ canned-200-html/, 'notPrometheus'], // VictoriaMetrics' data source does not show the page
  [/ canned-429/, 'rate'],
  [/ canned-50[0-3]/, 'unavailable'],
  [/ (canned-504|http-timeout|db-timeout)/, 'timeout'],
  [/ (limit-|response-limit)/, 'limit'],
  [/ down/, 'network'],
  [/ canned-truncated/, 'cut'],
  [/ canned-200-error| syntax-error/, 'other'],
  [/ canceled/, 'canceled'],
];
const cases = FOLDERS.flatMap(([folder, type]) =>
  readdirSync(path.join(ROOT, folder)).map((name) => ({ folder, type, name, title: `${folder}/${name}` }))
);

interface RecordedFrame {
  refId: string;
  name?: string;
  meta?: Record<string, unknown>;
  fields: Array<{ name: string; type: FieldType; labels?: Record<string, string>; first: unknown[] }>;
}

function readJson(...parts: string[]): unknown {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, ...parts), 'utf8'));
  } catch {
    return undefined;
  }
}

const SPECIAL: Record<string, number> = { NaN: NaN, Infinity: Infinity, '+Infinity': Infinity, '-Infinity': -Infinity };
const revive = (value: unknown) => (typeof value === 'string' ? (SPECIAL[value] ?? value) : value);

function fromFrontend(recorded: { frames: RecordedFrame[] } & Partial<DataQueryResponse>): DataQueryResponse {
  const data = recorded.frames.map((frame) =>
    createDataFrame({
      ...frame,
      fields: frame.fields.map(({ first, ...field }) => ({ ...field, config: {}, values: first.map(revive) })),
    })
  );
  return { ...recorded, data };
}

const SENT = [
  { id: 'first', refId: 'A' },
  { id: 'second', refId: 'B' },
];
const sentFor = (name: string) => (name === 'two-one-fails' ? SENT : SENT.slice(0, 1));

describe.each(cases)('$title', ({ folder, type, name }) => {
  const frontend = readJson(folder, name, 'frontend.json') as Parameters<typeof fromFrontend>[0] | undefined;
  const response = readJson(folder, name, 'response.json') as { status: number; body?: { results: object } };

  (frontend ? test : test.skip)('as the frontend hands it over', () => {
    const [a, b] = readResponse(fromFrontend(frontend!), sentFor(name), type);
    expect(a?.error !== undefined).toBe(FAILS.test(name));
    expect(b?.error !== undefined).toBe(name === 'two-one-fails');
    for (const series of a?.series ?? []) {
      expect(series.times.length).toBe(series.values.length);
      expect([...series.values].every(Number.isFinite)).toBe(true);
    }
  });

  test('as the server sent it', () => {
    const fetched = { data: response.body, status: response.status, statusText: 'x' };
    const answers = readResponse(toDataQueryResponse(fetched as never), sentFor(name), type);
    expect(answers[0]?.error !== undefined).toBe(FAILS.test(name));
    const error = answers[0]?.error;
    expect(error?.message ?? '').not.toMatch(/<\/?\w+>|\?query=/);
    expect(error?.kind).toBe(KINDS.find(([pattern]) => pattern.test(`${type} ${name}`))?.[1]);
  });
});

const read = (title: string) => {
  const [folder = '', name = ''] = title.split('/');
  const fetched = { data: (readJson(folder, name, 'response.json') as { body: unknown }).body };
  const type = FOLDERS.find(([known]) => known === folder)![1];
  return readResponse(toDataQueryResponse(fetched as never), sentFor(name), type);
};

test('good results stay beside a bad one', () => {
  const [a, b] = read('prometheus/two-one-fails');
  expect(a?.series[0]?.values.length).toBe(20);
  expect(a?.series[0]?.labels.deployment).toBe('web');
  expect(b?.error?.message).toContain('unclosed left parenthesis');
});

test.each(['prometheus', 'victoriametrics'])('%s: labels are those of the value field', (folder) => {
  const [a] = read(`${folder}/labels`);
  const text = JSON.stringify(a?.series.map((series) => series.labels));
  expect(text).toContain('<script>');
  expect(text).toContain('{{v}} $v ${v}');
});

test.each(['prometheus', 'victoriametrics'])('%s: raw samples keep every millisecond', (folder) => {
  const [a] = read(`${folder}/raw-one`);
  const [first = 0, second = 0] = a?.series[0]?.times ?? [];
  expect(second - first).toBe(15000);
  expect(first % 1000).toBe(624);
});

test('what is not a finite number is no sample', () => {
  const [a] = read('prometheus/special-raw');
  const values = a?.series.flatMap((series) => [...series.values]) ?? [];
  expect(values.length).toBeGreaterThan(0);
  expect(values.every(Number.isFinite)).toBe(true);
});

test('warnings say that something is missing, also when nothing came; infos are remarks', () => {
  const [empty] = read('prometheus/canned-warnings-empty');
  expect(empty).toMatchObject({ series: [], partial: { kind: 'cut', message: 'No StoreAPIs matched for this query' } });
  const [some] = read('prometheus/canned-warnings');
  expect(some).toMatchObject({ notices: ['an info'], partial: { message: 'No StoreAPIs matched for this query' } });
});

test('a failure of the whole request is the failure of every question', () => {
  const error = { status: 403, message: 'Access denied to data source' };
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- a failure of the whole request still comes only there
  const answers = readResponse({ data: [], state: LoadingState.Error, error }, SENT, 'prometheus');
  expect(answers.map((answer) => answer.error?.message)).toEqual([error.message, error.message]);
});

test('silence is failure for Prometheus and emptiness for VictoriaMetrics', () => {
  const done = { data: [], state: LoadingState.Done };
  expect(readResponse(done, SENT, 'prometheus')[0]?.error).toBeDefined();
  expect(readResponse(done, SENT, 'victoriametrics-metrics-datasource')[0]?.error).toBeUndefined();
});
