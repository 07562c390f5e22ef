/** @jest-environment node */
// The Prometheus HTTP API against a server of our own: good answers, refusals, and things that are no Prometheus.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FailureKind } from '../model/failure';
import { httpTransport } from './httpTransport';

interface Canned {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Never answers. */
  readonly slow?: boolean;
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
      if (!canned.slow) {
        response.writeHead(canned.status ?? 200, canned.headers).end(canned.body);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prom/`;
});

afterAll(() => {
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
});

const matrix = {
  status: 'success',
  infos: ['PromQL info: metric might not be a counter'],
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
  expect(answer).toMatchObject({ id: 'a', notices: ['PromQL info: metric might not be a counter'] });
  expect(answer?.partial).toBeUndefined();
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
  expect((await ask(body))?.error).toMatchObject({
    kind: 'notPrometheus',
    message: 'HTTP 200: no answer of the Prometheus HTTP API',
  });
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

const TOO_MUCH = { status: 'error', errorType: 'execution', error: 'query processing would load too many samples' };
test.each<[string, unknown, number, FailureKind, string]>([
  ['a limit', TOO_MUCH, 422, 'limit', 'execution: query processing would load too many samples'],
  ['HTML of a login page', '<html><title>Sign in</title></html>', 200, 'auth', 'the answer is not JSON'],
  ['another page', '<html>hello</html>', 200, 'notPrometheus', 'the answer is not JSON: hello'],
  ['nobody', { message: 'Unauthorized' }, 401, 'auth', 'HTTP 401: Unauthorized'],
  ['a wrong path', '404 page not found', 404, 'notFound', 'HTTP 404'],
  ['a long text', 'URI too long', 414, 'tooLong', 'HTTP 414'],
  ['an empty body', '', 502, 'unavailable', 'HTTP 502: an empty answer came'],
  ['a proxy', '<html><h1>504 Gateway Time-out</h1></html>', 504, 'timeout', 'HTTP 504'],
  ['a cut body', JSON.stringify(matrix).slice(0, -40), 200, 'cut', 'HTTP 200: the answer broke off'],
  ['JSON that is no answer of Prometheus', { hello: 1 }, 200, 'notPrometheus', 'no answer of the Prometheus HTTP API'],
])('%s', async (_, body, status, kind, message) => {
  const answer = await ask(body, status);
  expect(answer?.error).toMatchObject({ kind, message: expect.stringContaining(message) as string });
  expect(answer?.error?.advice).not.toBe('');
});

test.each([
  ['a partial answer', { isPartial: true }, 'cut'],
  ['a warning', { warnings: ['No StoreAPIs matched for this query'] }, 'cut'],
  ['a limit that cut it', { warnings: ['results truncated due to limit'] }, 'limit'],
])('%s is an answer, but not whole', async (_, more, kind) => {
  const answer = await ask({ ...matrix, ...more });
  expect(answer?.error).toBeUndefined();
  expect(answer?.series).toHaveLength(1);
  expect(answer?.partial).toMatchObject({ kind });
});

test.each([
  ['7', 7000],
  [new Date(90_000).toUTCString(), 30_000],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After %s is kept as a value', async (retryAfter, wait) => {
  canned = { status: 503, body: 'starting', headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter } };
  const [answer] = await httpTransport({ url, now: () => 60_000 }).instant([{ id: 'a', expr: 'up' }], 60_000);
  expect(answer?.error?.kind).toBe('unavailable');
  expect(answer?.error?.retryAfterMs).toBe(wait);
});

test('user and password of the address are sent as they should be, and no message tells them', async () => {
  const address = url.replace('http://', 'http://ada:s%40cret-word@');
  canned = { status: 401, body: 'no such user: ada with s@cret-word, header Basic YWRhOnNAY3JldC13b3Jk' };
  const [answer] = await httpTransport({ url: address }).instant([{ id: 'a', expr: 'up' }], 0);
  expect(received.headers.authorization).toBe('Basic YWRhOnNAY3JldC13b3Jk');
  expect(JSON.stringify(answer)).not.toMatch(/cret-word|YWRh/);
  const [closed] = await httpTransport({ url: 'http://ada:s%40cret-word@127.0.0.1:1' }).instant(
    [{ id: 'a', expr: 'x' }],
    0
  );
  expect(closed?.error?.kind).toBe('network');
  expect(JSON.stringify(closed)).not.toMatch(/ada|cret/);
});

test('nobody there, or nobody in time: an error in words, no exception', async () => {
  const closed = await httpTransport({ url: 'http://127.0.0.1:1' }).instant([{ id: 'a', expr: 'x' }], 0);
  expect(closed[0]?.error?.message).toMatch(/^http:\/\/127\.0\.0\.1:1 did not answer/);
  canned = { body: 'never', slow: true };
  const [late] = await httpTransport({ url, timeout: 50 }).instant([{ id: 'a', expr: 'x' }], 0);
  expect(late?.error).toMatchObject({ kind: 'timeout' });
});

test('an abort rejects with its reason', async () => {
  const controller = new AbortController();
  controller.abort(new Error('newer'));
  await expect(httpTransport({ url }).instant([{ id: 'a', expr: 'x' }], 0, controller.signal)).rejects.toThrow('newer');
});
