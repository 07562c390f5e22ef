// Which of two answers knows more, and what a page does with the other one.
import { sampleReport } from '../../../tests/support/sampleReport';
import type { FailedQuery, SignalKind } from '../../model/series';
import { isPoorer, lostKinds } from './fuller';
import type { Answer, Question } from './question';
import { isSick, NO_SWEEP, sweepReducer } from './sweepState';

const QUESTION: Question = { ds: 'prom', time: { from: 'now-1h', to: 'now' }, cluster: '', namespaces: [] };
const hole = (kind: SignalKind, namespaces?: string[]): FailedQuery => ({
  kinds: [kind],
  query: kind,
  message: 'no',
  namespaces,
});
const answer = (failed: FailedQuery[], readAt = 1, question = QUESTION): Answer => ({
  question,
  report: sampleReport(),
  failed,
  asked: 10,
  kinds: new Map(),
  readAt,
});
const whole = answer([]);
const withoutVpa = answer([hole('vpa.target')], 2);

test('an answer with a new hole and no fewer of them is poorer', () => {
  expect(isPoorer(withoutVpa, whole)).toBe(true);
  expect(lostKinds(withoutVpa, whole)).toEqual(['vpa.target']);
  expect(isPoorer(whole, withoutVpa)).toBe(false);
  expect(isPoorer(withoutVpa, withoutVpa)).toBe(false);
  expect(isPoorer(answer([hole('hpa.info')]), withoutVpa)).toBe(true);
  expect(isPoorer(answer([hole('hpa.info')]), answer([hole('vpa.target'), hole('vpa.mode')]))).toBe(false);
  expect(
    isPoorer(answer([hole('vpa.target', ['a']), hole('vpa.target', ['b'])]), answer([hole('vpa.target', ['a'])]))
  ).toBe(true);
});

test('only answers to the same question, or to a part of it, are compared', () => {
  expect(isPoorer(withoutVpa, undefined)).toBe(false);
  expect(isPoorer(answer([hole('vpa.target')], 2, { ...QUESTION, ds: 'vm' }), whole)).toBe(false);
  expect(isPoorer(answer([hole('vpa.target')], 2, { ...QUESTION, namespaces: ['a'] }), whole)).toBe(true);
});

test('the poorer one is set aside until somebody wants it, and forgotten when a fuller one comes', () => {
  const reading = sweepReducer({ phase: 'ready', answer: whole, failed: [] }, { type: 'start', question: QUESTION });
  const set = sweepReducer(reading, { type: 'done', answer: withoutVpa });
  expect(set).toMatchObject({ phase: 'ready', answer: whole, aside: withoutVpa });
  expect(isSick(set)).toBe(true);
  expect(sweepReducer(set, { type: 'accept' })).toEqual({ phase: 'ready', answer: withoutVpa, failed: [] });
  const fuller = answer([], 3);
  expect(sweepReducer(set, { type: 'done', answer: fuller })).toEqual({ phase: 'ready', answer: fuller, failed: [] });
  expect(sweepReducer(NO_SWEEP, { type: 'accept' })).toBe(NO_SWEEP);
});

test('a page is sick after a failure, with holes, or with an answer set aside', () => {
  expect(isSick(NO_SWEEP)).toBe(false);
  expect(isSick({ phase: 'ready', answer: whole, failed: [] })).toBe(false);
  expect(isSick({ phase: 'ready', answer: withoutVpa, failed: [] })).toBe(true);
  expect(isSick({ phase: 'failed', failed: [] })).toBe(true);
});
