/** @jest-environment node */
// The Prometheus HTTP API against a server of our own: good answers, refusals, and things that are no Prometheus.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpTransport } from './httpTransport';

interface Canned {
  readonly status?: number;
  readonly body: string;
}

let server: Server;
let url = '';
let canned: Canned = { body: '' };
let received: { path: string; form: URLSearchParams; headers: Record<string, unknown> };

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      received = { path: request.url ?? '', form: new URLSearchParams(text), headers: request.headers };
      response.writeHead(canned.status ?? 200).end(canned.body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prom/`;
});

afterAll(() => new Promise((done) => server.close(done)));

const matrix = {
  status: 'success',
  warnings: ['slow'],
  data: {
    resultType: 'matrix',
    result: [
      {
        metric: { __name__: 'up' },
        values: [
          [1.5, '1'],
          [16.5, 'NaN'],
          [31.5, '+Inf'],
          [46.5, '2e3'],
        ],
      },
    ],
  },
};
const ask = async (answer: unknown, status = 200, expr = 'up[1m]') => {
  canned = { status, body: typeof answer === 'string' ? answer : JSON.stringify(answer) };
  const [first] = await httpTransport({ url, headers: { 'X-Scope-OrgID': 'team' } }).instant(
    [{ id: 'a', expr }],
    60_000
  );
  return first;
};

test('raw samples come with their true times; what is not finite is dropped', async () => {
  const answer = await ask(matrix);
  expect(answer).toMatchObject({ id: 'a', notices: ['slow'] });
  expect([Array.from(answer?.series[0]?.times ?? []), Array.from(answer?.series[0]?.values ?? [])]).toEqual([
    [1500, 46_500],
    [1, 2000],
  ]);
  expect([
    received.path,
    received.form.get('query'),
    received.form.get('time'),
    received.headers['x-scope-orgid'],
  ]).toEqual(['/prom/api/v1/query', 'up[1m]', '60', 'team']);
});

test('a vector has one value per series', async () => {
  const vector = { resultType: 'vector', result: [{ metric: {}, value: [5, '7'] }] };
  const answer = await ask({ status: 'success', data: vector }, 200, 'up');
  expect(Array.from(answer?.series[0]?.values ?? [])).toEqual([7]);
});

const success = (resultType: unknown, result: unknown) => ({ status: 'success', data: { resultType, result } });
test.each([
  ['a vector for raw samples', success('vector', [])],
  ['a scalar', success('scalar', [5, '7'])],
  ['a text', success('string', [5, 'up'])],
  ['no type', success(undefined, [])],
  ['no list', success('matrix', null)],
  ['rows of another form', success('matrix', [{ metric: {}, value: [5, '7'] }])],
  ['rows that are none', success('matrix', ['up', null])],
  ['no data', { status: 'success' }],
  ['data that is a list', { status: 'success', data: [] }],
])('%s does not fit the question', async (_, body) => {
  const answer = await ask(body);
  expect(answer?.error?.message).toContain('The answer does not fit the question');
  expect(answer?.series).toEqual([]);
});

test.each(['null', '[]', '7', '"up"', '{"status":7}'])('%s is no answer of Prometheus', async (body) => {
  expect((await ask(body))?.error?.message).toContain('no reason given');
});

test('values and labels of any kind are read without trust, and what is left out is counted', async () => {
  const values = [
    [1, '1'],
    [2, 'NaN'],
    [3, '+Inf'],
    [4, '1e308'],
    [5, ''],
    [6, 7],
    [7, null],
    ['8', '8'],
    null,
    [9],
    [10, '10'],
    [10, '11'],
    [59, '12'],
    [12, '13'],
    [99, '14'],
  ];
  const metric = { __name__: 'up', shard: 5, on: true, odd: {}, none: null };
  const answer = await ask(success('matrix', [{ metric, values }]));
  expect(answer?.error).toBeUndefined();
  expect(answer?.series[0]?.labels).toEqual({ __name__: 'up', shard: '5', on: 'true' });
  expect(Array.from(answer?.series[0]?.times ?? [])).toEqual([1000, 10_000, 12_000, 59_000]);
  expect(Array.from(answer?.series[0]?.values ?? [])).toEqual([1, 11, 13, 12]);
  expect(answer?.cleaned).toEqual({ labels: 4, unsorted: 1, duplicates: 1, outside: 1, wild: 7 });
});

test('a grid starts and ends on its step', async () => {
  canned = { body: JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: [] } }) };
  await httpTransport({ url }).range([{ id: 'a', expr: 'x' }], { from: 61_000, to: 179_000, stepSeconds: 30 });
  expect(['start', 'end', 'step'].map((key) => received.form.get(key))).toEqual(['90', '150', '30']);
});

test.each([
  [
    'a limit',
    { status: 'error', errorType: 'execution', error: 'query processing would load too many samples' },
    422,
    'execution: query processing would load too many samples',
  ],
  ['HTML of a login page', '<html>', 200, 'the answer is not JSON'],
  ['an empty body', '', 502, 'HTTP 502: the answer is not JSON'],
  ['JSON that is no answer of Prometheus', { hello: 1 }, 200, 'no reason given'],
  [
    'a partial answer says so',
    { status: 'success', isPartial: true, data: { resultType: 'matrix', result: [] } },
    200,
    undefined,
  ],
])('%s', async (_, body, status, message) => {
  const answer = await ask(body, status);
  expect(answer?.error?.message).toEqual(message === undefined ? undefined : expect.stringContaining(message));
  expect(answer?.notices.length).toBe(message === undefined ? 1 : 0);
});

test('nobody there, or nobody in time: an error in words, no exception', async () => {
  const closed = await httpTransport({ url: 'http://127.0.0.1:1' }).instant([{ id: 'a', expr: 'x' }], 0);
  expect(closed[0]?.error?.message).toMatch(/^http:\/\/127\.0\.0\.1:1 did not answer/);
});

test('an abort rejects with its reason', async () => {
  const controller = new AbortController();
  controller.abort(new Error('newer'));
  await expect(httpTransport({ url }).instant([{ id: 'a', expr: 'x' }], 0, controller.signal)).rejects.toThrow('newer');
});
