import { createDataFrame, FieldType, LoadingState, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { NEVER, Observable, of, throwError } from 'rxjs';

import { dataSourceTransport, type PromTarget } from './dataSourceTransport';

type Query = (request: DataQueryRequest<PromTarget>) => Observable<DataQueryResponse> | Promise<DataQueryResponse>;
let query: Query = () => NEVER;

let lookups = 0;

jest.mock('@grafana/runtime', () => ({
  getDataSourceSrv: () => ({
    get: async ({ uid }: { uid: string }) => {
      lookups += 1;
      if (uid === 'gone') {
        throw new Error('Datasource gone was not found');
      }
      return { type: 'prometheus', name: 'Prom', query: (request: DataQueryRequest<PromTarget>) => query(request) };
    },
  }),
}));

const AT = 1_795_398_600_500;
const QUESTIONS = [
  { id: 'spec', expr: 'kube_deployment_spec_replicas[20m]' },
  { id: 'names', expr: 'label_replace(up, "a", "$1", "b", "(.+)")' },
];

function frame(refId: string, values: number[]) {
  const times = values.map((_, i) => AT - (values.length - i) * 15_000);
  return createDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: times },
      { name: 'Value', type: FieldType.number, values, labels: { __name__: 'm', refId } },
    ],
  });
}

const done = (...values: number[]): DataQueryResponse => ({
  state: LoadingState.Done,
  data: [frame('Q0', values)],
});

beforeEach(() => {
  query = () => of(done(1));
});

test('sends the targets that both data source types leave alone', async () => {
  const requests: Array<DataQueryRequest<PromTarget>> = [];
  query = (request) => {
    requests.push(request);
    return of(done(1));
  };
  const transport = dataSourceTransport('prom');
  await transport.instant(QUESTIONS, AT);
  await transport.range(QUESTIONS.slice(0, 1), { from: AT - 3_600_000, to: AT, stepSeconds: 1 });
  const [instant, other, range] = requests;
  expect(instant?.targets[0]).toEqual({
    refId: 'Q0',
    expr: QUESTIONS[0]?.expr,
    instant: true,
    range: false,
    format: 'time_series',
    exemplar: false,
    legendFormat: '',
    interval: '5m',
  });
  expect(other?.targets[0]?.expr).not.toContain('$');
  expect(instant?.range.to.valueOf()).toBe(AT);
  expect(instant?.app).toBe('truce');
  expect(range?.targets[0]).toMatchObject({ instant: false, range: true });
  expect(range?.targets[0]).not.toHaveProperty('interval');
  expect(range?.interval).toBe('1s');
  expect(range?.maxDataPoints).toBeGreaterThanOrEqual(3600);
  expect(range?.requestId).not.toBe(instant?.requestId);
});

test('answers come in the order of the questions', async () => {
  query = async ({ targets }) => {
    const isFirst = targets[0]?.expr === QUESTIONS[0]?.expr;
    await new Promise((resolve) => setTimeout(resolve, isFirst ? 20 : 0));
    return done(isFirst ? 1 : 2);
  };
  const answers = await dataSourceTransport('prom').instant(QUESTIONS, AT);
  expect(answers.map(({ id, series }) => [id, series[0]?.values[0]])).toEqual([
    ['spec', 1],
    ['names', 2],
  ]);
});

test('waits past Loading and Streaming, takes promises, opens the data source once', async () => {
  const transport = dataSourceTransport('prom');
  lookups = 0;
  query = () =>
    new Observable((out) => {
      out.next({ state: LoadingState.Loading, data: [] });
      out.next({ ...done(1), state: LoadingState.Streaming });
      setTimeout(() => out.next(done(1, 2)), 5);
    });
  const [first] = await transport.instant(QUESTIONS, AT);
  expect(first?.series[0]?.values).toEqual(Float64Array.from([1, 2]));
  query = async () => done(3);
  const [second] = await transport.instant(QUESTIONS, AT);
  expect(second?.series[0]?.values).toEqual(Float64Array.from([3]));
  expect(lookups).toBe(1);
});

test('an answer must be of the form that was asked for, and lie in the range', async () => {
  const old = (refId: string, resultType: string) => ({
    ...frame(refId, [1, 2, 3]),
    meta: { custom: { resultType } },
  });
  query = () => of({ state: LoadingState.Done, data: [old('Q0', 'vector')] });
  const questions = QUESTIONS.map((one) => ({ ...one, from: AT - 31_000 }));
  const [raw, computed] = await dataSourceTransport('prom').instant(questions, AT);
  expect(raw?.error?.message).toContain('a matrix was asked for, vector came');
  expect(computed?.error).toBeUndefined();
  expect(computed?.series[0]?.values).toEqual(Float64Array.from([2, 3]));
  expect(computed?.cleaned?.outside).toBe(1);
});

test('a stream that ends without Done counts with what it had', async () => {
  query = () => of({ ...done(7), state: LoadingState.Streaming });
  const [first] = await dataSourceTransport('prom').instant(QUESTIONS, AT);
  expect(first?.series[0]?.values).toEqual(Float64Array.from([7]));
});

test.each<[string, Query]>([
  ['throws', () => { throw new Error('boom <b>x</b>'); }], // prettier-ignore
  ['emits an error', () => throwError(() => ({ status: 502, statusText: 'boom x' }))],
  ['rejects', () => Promise.reject(new Error('boom x'))],
])('a data source that %s gives failed answers', async (_, failing) => {
  query = failing;
  const answers = await dataSourceTransport('prom').instant(QUESTIONS, AT);
  expect(answers.map(({ error }) => error?.message)).toEqual(['boom x', 'boom x']);
});

test('an unknown uid is a failed answer', async () => {
  const [gone] = await dataSourceTransport('gone').instant(QUESTIONS, AT);
  expect(gone?.error?.message).toContain('could not be opened');
});

test('abort unsubscribes and rejects with its reason', async () => {
  let unsubscribed = false;
  query = () => new Observable(() => () => { unsubscribed = true; }); // prettier-ignore
  const abort = new AbortController();
  const answers = dataSourceTransport('prom').instant(QUESTIONS, AT, abort.signal);
  setTimeout(() => abort.abort(new Error('newer sweep')), 5);
  await expect(answers).rejects.toThrow('newer sweep');
  expect(unsubscribed).toBe(true);
  await expect(dataSourceTransport('prom').instant(QUESTIONS, AT, abort.signal)).rejects.toThrow('newer sweep');
});

test('no more than three requests are under way in one page, whoever asks', async () => {
  let [underWay, most] = [0, 0];
  query = async () => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 2));
    underWay--;
    return done(1);
  };
  const many = Array.from({ length: 8 }, (_, i) => ({ id: String(i), expr: 'up' }));
  const answers = await Promise.all(['a', 'b'].map((uid) => dataSourceTransport(uid).instant(many, AT)));
  expect(answers.flat().every(({ error }) => !error)).toBe(true);
  expect(most).toBe(3);
});

test('no questions, no request', async () => {
  query = () => throwError(() => new Error('asked'));
  expect(await dataSourceTransport('prom').instant([], AT)).toEqual([]);
});
