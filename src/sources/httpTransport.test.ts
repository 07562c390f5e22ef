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
const ask = async (answer: unknown, status = 200) => {
  canned = { status, body: typeof answer === 'string' ? answer : JSON.stringify(answer) };
  const [first] = await httpTransport({ url, headers: { 'X-Scope-OrgID': 'team' } }).instant(
    [{ id: 'a', expr: 'up[1m]' }],
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
  const answer = await ask({
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: {}, value: [5, '7'] }] },
  });
  expect(Array.from(answer?.series[0]?.values ?? [])).toEqual([7]);
});

test('a grid starts and ends on its step', async () => {
  canned = { body: JSON.stringify({ status: 'success', data: { result: [] } }) };
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
  ['a partial answer says so', { status: 'success', isPartial: true, data: { result: [] } }, 200, undefined],
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
