/** @jest-environment node */
// A worker judges as the engine does, keeps the columns, can be cancelled, and may die or never start: nothing is lost then
// but its work.
import { seriesSet, workload } from '../../tests/support/workload';
import { analyze, analyzeInSteps } from '../engine';
import type { Report } from '../model/report';
import type { SeriesSet } from '../model/series';
import { serve } from './bench';
import type { AnalyzeInSteps, Judge, JudgeOptions } from './judge';
import { judgeHere } from './judgeHere';
import type { FromWorker } from './parcels';
import { WORKER_DIED, workerJudge as patientJudge, type WorkerLike } from './workerJudge';

const names = ['shop', 'bank', 'mail'];
/** Each column in a buffer of its own, as sources bring them. */
function fleet(): SeriesSet {
  const parts = names.map((ns) =>
    workload({ ns, name: 'web', replicas: '3x8 5x8 3x8 5x8 3x8 5x8', hpas: [{ name: 'web' }, { name: 'other' }] })
  );
  const set = seriesSet(...parts);
  return { ...set, series: set.series.map((s) => ({ ...s, times: s.times.slice(), values: s.values.slice() })) };
}
/** Without waiting for long. */
const workerJudge = (start: () => WorkerLike, otherwise: Judge) =>
  patientJudge(start, otherwise, { start: 500, idle: 50 });
/** Clones are of another realm here, so they are compared by what they hold. */
const plain = (report: Report): unknown => JSON.parse(JSON.stringify(report));
const expected = (options: JudgeOptions = {}) => plain(analyze(fleet(), options));
const here = judgeHere(() => Promise.resolve(analyzeInSteps));
const nobody = () => Promise.reject(new Error('the page was asked to judge'));

interface FakeWorker extends WorkerLike {
  isEnded: boolean;
}

/** Another thread in this one: messages are cloned, buffers change hands, nothing comes after its end. */
function fakeWorker(load: () => Promise<AnalyzeInSteps> = () => Promise.resolve(analyzeInSteps)): FakeWorker {
  const toPage = (data: FromWorker) =>
    setTimeout(() => !worker.isEnded && worker.onmessage?.({ data } as MessageEvent<FromWorker>));
  const receive = serve(load, (message) => toPage(structuredClone(message)));
  const worker: FakeWorker = {
    isEnded: false,
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage: (message, transfer) => {
      const data = structuredClone(message, { transfer });
      setTimeout(() => !worker.isEnded && receive(data));
    },
    terminate: () => (worker.isEnded = true),
  };
  return worker;
}

/** Starts fakes and remembers them. */
function hall(load?: () => Promise<AnalyzeInSteps>) {
  const workers: FakeWorker[] = [];
  const start = () => {
    const worker = fakeWorker(load);
    workers.push(worker);
    return worker;
  };
  return { workers, start };
}

test('the report is the one of the engine, and the columns change hands', async () => {
  const { start } = hall();
  const set = fleet();
  const report = await workerJudge(start, nobody)(set, {});
  expect(plain(report)).toEqual(expected());
  expect(report.findings.length).toBeGreaterThan(0);
  expect(set.series.filter(({ times }) => times.length > 0)).toEqual([]);
});

test('columns of one buffer stay: they may be asked for again', async () => {
  const set = fleet();
  const [first] = set.series;
  const twice = { ...set, series: [...set.series, { ...first!, object: 'other' }] };
  const report = await workerJudge(hall().start, nobody)(twice, {});
  expect(report.swept.series).toBe(twice.series.length);
  expect(first?.times.length).toBeGreaterThan(0);
});

test('thresholds go with the set, and one worker judges one set after another', async () => {
  const { workers, start } = hall();
  const judge = workerJudge(start, nobody);
  const thresholds = { 'hpa-at-max': { minMinutes: 1000 } };
  const [strict, usual] = await Promise.all([judge(fleet(), { thresholds }), judge(fleet(), {})]);
  expect(plain(strict)).toEqual(expected({ thresholds }));
  expect(plain(usual)).toEqual(expected());
  expect(workers).toHaveLength(1);
});

const UNABLE: Array<[string, () => WorkerLike]> = [
  [
    'is forbidden',
    () => {
      throw new Error('SecurityError');
    },
  ],
  [
    'breaks while it starts',
    () => {
      const worker = fakeWorker(() => new Promise(() => undefined));
      setTimeout(() => worker.onerror?.({} as ErrorEvent));
      return worker;
    },
  ],
  ['gets no engine', () => fakeWorker(() => Promise.reject(new Error('404')))],
];

test.each(UNABLE)('where a worker %s, the page judges, and does not try again', async (_, start) => {
  const starts = jest.fn(start);
  const judge = workerJudge(starts, here);
  expect(plain(await judge(fleet(), {}))).toEqual(expected());
  expect(plain(await judge(fleet(), {}))).toEqual(expected());
  expect(starts).toHaveBeenCalledTimes(1);
});

test('where a worker says nothing for long, the page judges', async () => {
  const { workers, start } = hall(() => new Promise(() => undefined));
  expect(plain(await workerJudge(start, here)(fleet(), {}))).toEqual(expected());
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true]);
});

test('a worker that dies at work is told, and the next set gets a new one', async () => {
  const { workers, start } = hall();
  const judge = workerJudge(() => {
    const worker = start();
    if (workers.length === 1) {
      const ready = worker.postMessage;
      worker.postMessage = (...all) => (all[0].type === 'judge' ? worker.onerror?.({} as ErrorEvent) : ready(...all));
    }
    return worker;
  }, nobody);
  await expect(judge(fleet(), {})).rejects.toThrow(WORKER_DIED);
  expect(plain(await judge(fleet(), {}))).toEqual(expected());
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
});

test('an engine that breaks off is told in its words', async () => {
  const broken: AnalyzeInSteps = () => {
    throw new Error('a rule failed');
  };
  await expect(workerJudge(hall(() => Promise.resolve(broken)).start, nobody)(fleet(), {})).rejects.toThrow(
    'a rule failed'
  );
});

test('an abort ends the worker at once, and the next set gets a new one', async () => {
  const { workers, start } = hall();
  const judge = workerJudge(start, nobody);
  const abort = new AbortController();
  const report = judge(fleet(), {}, abort.signal);
  await new Promise((resolve) => setTimeout(resolve, 5));
  abort.abort(new Error('Cancelled.'));
  await expect(report).rejects.toThrow('Cancelled.');
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true]);
  expect(plain(await judge(fleet(), {}))).toEqual(expected());
});

test('an idle worker is let go after a while', async () => {
  const { workers, start } = hall();
  await workerJudge(start, nobody)(fleet(), {});
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([false]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true]);
});
