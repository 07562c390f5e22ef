// Which answers may stand in for a new sweep, what a page knows of its sweeps, and the sweep itself.
import fc from 'fast-check';

import { sampleReport } from '../../../tests/support/sampleReport';
import { FAILED, readySource, seriesSet } from '../../../tests/support/appPage';
import { seriesSet as seriesSetOf, workload } from '../../../tests/support/workload';
import { analyzeInSteps } from '../../engine';
import { judgeHere } from '../../judge/judgeHere';
import type { SeriesSource } from '../../sources/seriesSource';
import { pinned } from '../url/timeText';
import { AnswerStore } from './answerStore';
import { covers, isFresh, questionKey, type Answer, type Question } from './question';
import { isTotalFailure, runSweep } from './runSweep';
import { NO_SWEEP, sweepReducer, type SweepState } from './sweepState';

const past = pinned({ from: 1795397301000, to: 1795401801000 });
const recent = { from: 'now-3h', to: 'now' };
const ask = (more: Partial<Question> = {}): Question => ({
  ds: 'prom',
  time: past,
  cluster: '',
  namespaces: [],
  ...more,
});
const answerTo = (question: Question, more: Partial<Answer> = {}): Answer => ({
  question,
  report: sampleReport(),
  failed: [],
  asked: 10,
  kinds: new Map(),
  readAt: 1000,
  ...more,
});

const question = fc.record({
  ds: fc.constantFrom('a', 'b'),
  time: fc.constantFrom(past, recent),
  cluster: fc.constantFrom('', 'c', 'd'),
  namespaces: fc.subarray(['x', 'y', 'z']),
});

test('every question covers itself, and coverage is transitive', () => {
  fc.assert(
    fc.property(question, question, question, (a, b, c) => {
      expect(covers(a, a)).toBe(true);
      expect(!(covers(a, b) && covers(b, c)) || covers(a, c)).toBe(true);
    })
  );
});

test('the fleet covers a namespace, not the other way round', () => {
  expect(covers(ask(), ask({ namespaces: ['x'] }))).toBe(true);
  expect(covers(ask({ namespaces: ['x'] }), ask())).toBe(false);
  expect(covers(ask({ namespaces: ['x'] }), ask({ namespaces: ['y'] }))).toBe(false);
  expect(covers(ask({ cluster: 'c' }), ask())).toBe(false);
});

test('the past stays fresh, the present does not; holes are never fresh', () => {
  expect(isFresh(answerTo(ask()), ask(), 1e12)).toBe(true);
  const live = ask({ time: recent });
  expect(isFresh(answerTo(live), live, 20_000)).toBe(true);
  expect(isFresh(answerTo(live), live, 60_000)).toBe(false);
  const quick = answerTo(live, { doneAt: 3000 });
  expect([32_999, 33_000].map((now) => isFresh(quick, live, now))).toEqual([true, false]);
  expect(isFresh(answerTo(ask(), { failed: [FAILED] }), ask(), 1000)).toBe(false);
  const cut = answerTo(ask(), {
    report: { ...sampleReport(), unread: [{ why: 'shortened', message: 'only the last hour was read', kinds: [] }] },
  });
  expect(isFresh(cut, ask(), 1000)).toBe(true);
  expect(isFresh(cut, ask({ namespaces: ['x'] }), 1000)).toBe(false);
});

test('the store prefers the same question, else a wider one, and forgets the oldest', () => {
  const store = new AnswerStore();
  const wide = answerTo(ask());
  const narrow = answerTo(ask({ namespaces: ['x'] }));
  store.put(wide);
  expect(store.find(narrow.question)).toBe(wide);
  store.put(narrow);
  expect(store.find(narrow.question)).toBe(narrow);
  Array.from({ length: 6 }, (_, i) => store.put(answerTo(ask({ cluster: `other${i}` }))));
  expect(store.find(ask())).toBeUndefined();
});

test('of several data sources the store keeps the last answers of each', () => {
  const store = new AnswerStore();
  const of = (i: number, cluster = '') => ask({ ds: `s${i}`, cluster });
  Array.from({ length: 8 }, (_, i) => store.put(answerTo(of(i))));
  Array.from({ length: 8 }, (_, i) => store.put(answerTo(of(i, 'eu'))));
  expect(store.find(of(0))).toBeDefined();
  store.put(answerTo(of(3, 'us')));
  expect(store.find(of(0))).toBeUndefined();
});

test('order of namespaces does not make another question', () => {
  expect(questionKey(ask({ namespaces: ['x', 'y'] }))).toBe(questionKey(ask({ namespaces: ['y', 'x'] })));
});

describe('what a page knows', () => {
  const ready: SweepState = { phase: 'ready', answer: answerTo(ask()), failed: [] };
  const start = (question: Question) => sweepReducer(ready, { type: 'start', question });

  test('the last report stays while the same data source is asked again', () => {
    expect(start(ask({ time: recent }))).toMatchObject({ phase: 'loading', answer: ready.answer });
    expect(start(ask({ ds: 'vm' })).answer).toBeUndefined();
  });

  test('a failure keeps the last report and says why', () => {
    const broken = sweepReducer(start(ask()), { type: 'broken', message: 'no network' });
    expect(broken).toMatchObject({ phase: 'failed', answer: ready.answer, failed: [{ message: 'no network' }] });
  });

  test('when nothing was read at all, that is a failure too', () => {
    const empty = { ...sampleReport(), workloads: [], findings: [] };
    const nothing = answerTo(ask(), { report: empty, failed: [FAILED] });
    expect(isTotalFailure(nothing)).toBe(true);
    expect(sweepReducer(NO_SWEEP, { type: 'done', answer: nothing })).toMatchObject({
      phase: 'failed',
      failed: [FAILED],
    });
    expect(isTotalFailure(answerTo(ask(), { failed: [FAILED] }))).toBe(false);
    expect(isTotalFailure(answerTo(ask(), { report: empty }))).toBe(false);
  });

  const soFar = (done: number) => answerTo(ask(), { soFar: { done, of: 9, unnamed: 1 } });
  const part = (state: SweepState, done: number) => sweepReducer(state, { type: 'part', answer: soFar(done) });

  test('what is known so far is shown, and stays when the sweep is stopped or breaks', () => {
    const loading = sweepReducer(NO_SWEEP, { type: 'start', question: ask() });
    const shown = part(part(loading, 3), 6);
    expect(shown.answer?.soFar?.done).toBe(6);
    const cancelled = sweepReducer(shown, { type: 'cancel' });
    expect(cancelled).toMatchObject({ phase: 'cancelled', answer: { soFar: { done: 6 } } });
    expect(cancelled.aside).toBeUndefined();
    expect(sweepReducer(shown, { type: 'broken', message: 'gone' }).answer?.soFar?.done).toBe(6);
    expect(part(cancelled, 7)).toBe(cancelled);
    const whole = answerTo(ask());
    expect(sweepReducer(shown, { type: 'done', answer: whole })).toEqual({ phase: 'ready', answer: whole, failed: [] });
  });

  test('the whole answer of before stands until the new one is whole; after a Cancel both can be chosen', () => {
    const again = part(start(ask()), 3);
    expect(again.answer).toBe(ready.answer);
    const cancelled = sweepReducer(again, { type: 'cancel' });
    expect(cancelled).toMatchObject({ answer: ready.answer, aside: { soFar: { done: 3 } } });
    expect(sweepReducer(cancelled, { type: 'accept' }).answer?.soFar?.done).toBe(3);
    const other = answerTo(ask({ time: recent }), { soFar: { done: 3, of: 9, unnamed: 1 } });
    expect(sweepReducer(start(other.question), { type: 'part', answer: other }).answer).toBe(other);
  });

  test('a sweep that is begun again replaces what the last one found only when it has more', () => {
    const stopped: SweepState = { phase: 'cancelled', answer: soFar(5), failed: [] };
    const again = sweepReducer(stopped, { type: 'start', question: ask() });
    expect(part(again, 3).answer?.soFar?.done).toBe(5);
    expect(part(part(again, 3), 6).answer?.soFar?.done).toBe(6);
  });

  test('what is known so far of the fleet answers no question about a part of it', () => {
    const store = new AnswerStore();
    store.put(soFar(5));
    expect(store.find(ask())?.soFar?.done).toBe(5);
    expect(store.find(ask({ namespaces: ['x'] }))).toBeUndefined();
  });

  test('progress counts only while loading; cancelling keeps the report', () => {
    const progress = { answered: 1, total: 2, waitingFor: '' };
    expect(sweepReducer(ready, { type: 'progress', progress })).toBe(ready);
    expect(sweepReducer(start(ask()), { type: 'progress', progress }).progress).toEqual(progress);
    expect(sweepReducer(start(ask()), { type: 'cancel' })).toMatchObject({ phase: 'cancelled', answer: ready.answer });
  });
});

describe('a sweep', () => {
  const transport = () => {
    throw new Error('not asked');
  };
  const judge = judgeHere(() => Promise.resolve(analyzeInSteps));
  const tools = { open: () => readySource(), transport, judge, clusterLabel: 'auto', thresholds: {}, now: () => 7 };

  test('asks for what the question says and counts its queries', async () => {
    const requests: unknown[] = [];
    const source = readySource({ ...seriesSet(), asked: ['hpa.info'] });
    const open = () => ({
      fetch: (...args: Parameters<typeof source.fetch>) => {
        requests.push(args[0]);
        return source.fetch(...args);
      },
    });
    const progress: string[] = [];
    const answer = await runSweep(ask({ namespaces: ['x'] }), { ...tools, open }, new AbortController().signal, {
      onProgress: (step) => progress.push(step.isJudging ? 'judging' : `${step.answered}/${step.total}`),
    });
    expect(requests).toEqual([
      {
        range: { from: 1795397301000, to: 1795401801000 },
        cluster: undefined,
        namespaces: ['x'],
        clusterLabel: 'auto',
      },
    ]);
    expect(progress).toEqual(['3/3', 'judging']);
    expect(answer).toMatchObject({ asked: 3, readAt: 7, failed: [] });
    expect(answer.kinds.get('hpa.info')).toBe(0);
    expect(answer.report.unassessed.flatMap((item) => item.missing).join()).not.toContain('hpa.info');
  });

  test('a large fleet is told part by part, and what was not read yet is unread, not calm', async () => {
    const parts = ['shop', 'bank'].map((ns) => seriesSetOf(workload({ ns, name: 'web', replicas: '3x40' })));
    const open = (): SeriesSource => ({
      fetch: async (_, options) => {
        for (const [i, part] of parts.entries()) {
          await options?.take?.({ ...part, part: 'workloads' }, { done: i + 1, of: 3, unnamed: 5 });
        }
        return { ...seriesSetOf(), part: 'nodes', fleet: { suspects: 3, quiet: [], unscanned: [] } };
      },
    });
    const told: Answer[] = [];
    const answer = await runSweep(ask(), { ...tools, open }, new AbortController().signal, {
      onProgress: () => undefined,
      onPart: (tell) => told.push(tell()),
    });
    expect(told.map(({ soFar, report }) => [soFar, report.workloads.length, report.verdict])).toEqual([
      [{ done: 1, of: 3, unnamed: 5 }, 1, 'calm-as-far-as-seen'],
      [{ done: 2, of: 3, unnamed: 5 }, 2, 'calm-as-far-as-seen'],
    ]);
    expect(told[0]?.report.unread).toEqual([
      expect.objectContaining({ why: 'unfinished', message: expect.stringMatching(/^2 of 3 workloads/) as unknown }),
    ]);
    expect([answer.soFar, answer.report.unread, answer.report.workloads.length]).toEqual([undefined, undefined, 2]);
    expect(isFresh(told[0] as Answer, ask(), 7)).toBe(false);
  });

  test('no part is lost to who asks for the answer so far while it is judged', async () => {
    const places = ['shop', 'bank', 'desk'];
    const open = (): SeriesSource => ({
      fetch: async (_, options) => {
        for (const [i, ns] of places.entries()) {
          const part = seriesSetOf(workload({ ns, name: 'web', replicas: '3x40' }));
          await options?.take?.({ ...part, part: 'workloads' }, { done: i + 1, of: 3, unnamed: 0 });
        }
        return { ...seriesSetOf(), part: 'nodes', fleet: { suspects: 3, quiet: [], unscanned: [] } };
      },
    });
    let tellSoFar: (() => Answer) | undefined;
    const slowJudge: typeof judge = async (...args) => {
      const report = await judge(...args);
      tellSoFar?.();
      return report;
    };
    const answer = await runSweep(ask(), { ...tools, open, judge: slowJudge }, new AbortController().signal, {
      onProgress: () => undefined,
      onPart: (tell) => (tellSoFar = tell),
    });
    expect(answer.report.workloads.map(({ workload: { namespace } }) => namespace)).toEqual([...places].sort());
  });

  test.each([
    ['the past is asked once', past, false],
    ['a range that follows the clock is followed, between whole seconds', recent, true],
  ])('%s', async (_, time, isFollowed) => {
    const source = readySource();
    const fetch = jest.fn(source.fetch);
    await runSweep(ask({ time }), { ...tools, open: () => ({ fetch }) }, new AbortController().signal, {
      onProgress: () => undefined,
    });
    const [request, options] = fetch.mock.calls[0] ?? [];
    expect(options?.isFollowed).toBe(isFollowed);
    expect((Number(request?.range.from) % 1000) + (Number(request?.range.to) % 1000)).toBe(0);
  });

  test('however long a sweep takes, what it read is as old as its beginning, and stands for as long as it took', async () => {
    let now = 1000;
    const source = readySource();
    const open = (): SeriesSource => ({
      fetch: (...args) => {
        now += 40 * 60_000;
        return source.fetch(...args);
      },
    });
    const live = ask({ time: recent });
    const answer = await runSweep(live, { ...tools, open, now: () => now }, new AbortController().signal, {
      onProgress: () => undefined,
    });
    expect(answer.readAt).toBe(1000);
    const { doneAt = NaN } = answer;
    expect(doneAt).toBe(now);
    const isFreshAfter = (minutes: number) => isFresh(answer, live, doneAt + minutes * 60_000);
    expect([0, 39, 40].map(isFreshAfter)).toEqual([true, true, false]);
  });

  test('rejects when it was aborted before it was judged', async () => {
    const abort = new AbortController();
    const sweep = runSweep(ask(), tools, abort.signal, { onProgress: () => abort.abort(new Error('newer')) });
    await expect(sweep).rejects.toBeDefined();
  });
});
