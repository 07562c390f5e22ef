/** @jest-environment node */
// Four verdicts, one function: calm is only what was judged whole.
import type { Unjudged } from './knowledge';
import { verdictOf, verdictOfAll, verdictWords, tallyWords, whereUnjudged } from './verdict';

const gap: Unjudged = { rule: 'hpa-flapping', kinds: ['hpa.desired'], state: 'failed', reason: 'timed out' };
const loud = { severity: 'high' as const };
const note = { severity: 'info' as const };

test('one workload', () => {
  expect(verdictOf({ findings: [loud], unjudged: [gap], coreRead: false })).toBe('fights');
  expect(verdictOf({ findings: [note], unjudged: [], coreRead: true })).toBe('calm');
  expect(verdictOf({ findings: [], unjudged: [gap], coreRead: true })).toBe('calm-as-far-as-seen');
  expect(verdictOf({ findings: [], unjudged: [], coreRead: true, seenThroughout: false })).toBe('calm-as-far-as-seen');
  expect(verdictOf({ findings: [], unjudged: [], coreRead: false })).toBe('not-judged');
});

test('a fleet is calm only where all of it is, and not judged where none of it is', () => {
  expect(verdictOfAll([])).toBe('not-judged');
  expect(verdictOfAll(['calm', 'calm'])).toBe('calm');
  expect(verdictOfAll(['calm', 'calm'], false)).toBe('calm-as-far-as-seen');
  expect(verdictOfAll(['calm', 'fights'], false)).toBe('fights');
  expect(verdictOfAll(['calm', 'not-judged'])).toBe('calm-as-far-as-seen');
  expect(verdictOfAll(['not-judged', 'not-judged'])).toBe('not-judged');
  expect(verdictOfAll(['not-judged', 'fights', 'calm'])).toBe('fights');
});

test('in words', () => {
  expect(verdictWords({ verdict: 'calm-as-far-as-seen', unjudged: [gap] })).toBe(
    'calm as far as seen, 1 kind not judged'
  );
  expect(verdictWords({ verdict: 'calm-as-far-as-seen', unjudged: [] })).toBe(
    'calm as far as seen, not in the whole range'
  );
  expect(verdictWords({ verdict: 'not-judged', unjudged: [gap] })).toBe('not judged: timed out');
  expect(verdictWords({ verdict: 'calm', unjudged: [] })).toBe('calm, everything judged');
});

test('what is told of several at once does not say that everything was judged', () => {
  expect(tallyWords('calm', 11)).toBe('11 calm, judged on every kind');
  expect([tallyWords('fights', 1), tallyWords('fights', 3)]).toEqual(['1 fights', '3 fight']);
  expect(tallyWords('calm-as-far-as-seen', 2)).toBe('2 calm as far as seen');
});

test('kinds that were not judged say on how many', () => {
  const whole = { unjudged: [] };
  const lacking = { unjudged: [{ rule: 'vpa-capped', kinds: [], state: 'unexported', reason: '' }] } as const;
  expect(whereUnjudged([lacking, whole, whole])).toBe(' on 1 of 3 workloads');
  expect(whereUnjudged([lacking, lacking])).toBe('');
  expect(whereUnjudged([whole])).toBe(' on the nodes');
  expect(whereUnjudged([lacking], true)).toBe(' on 1 of 1 workload read so far');
  expect(whereUnjudged([whole], true)).toBe(' on the nodes');
  const many = Array.from({ length: 1200 }, () => lacking);
  expect(whereUnjudged(many, true)).toBe(' on 1\u2009200 of 1\u2009200 workloads read so far');
  expect(whereUnjudged([...many, whole])).toBe(' on 1\u2009200 of 1\u2009201 workloads');
});
