/** @jest-environment node */
// The panel's words: a fight, and what may be said where none was found. Only what was judged whole is calm.
import { timeWords, UTC } from '../kit/times';
import type { Unjudged } from '../model/knowledge';
import type { WorkloadHistory } from '../model/report';
import { sampleReport } from '../../tests/support/sampleReport';
import type { ReadyState } from './readPanel';
import { verdictOfPanel } from './verdict';

const report = sampleReport();
const words = timeWords(UTC, report.range);
const gap: Unjudged = { rule: 'hpa-flapping', kinds: ['hpa.desired'], state: 'failed', reason: 'query timed out' };

function stateOf(more: Partial<WorkloadHistory>, findings: ReadyState['findings'] = []): ReadyState {
  const [first] = report.workloads;
  const history = { ...(first as WorkloadHistory), quietReason: '', ...more };
  return { kind: 'ready', report, history, findings, workloads: 1, problems: [], refreshing: false };
}

test('a fight has its severity and its words', () => {
  const [worst] = report.findings;
  const verdict = verdictOfPanel(stateOf({}, report.findings.slice(0, 1)), words);
  expect(verdict).toMatchObject({ severity: worst?.severity, sentence: worst?.summary, number: '1 fight' });
  expect(verdict.calmness).toBeUndefined();
});

test('a fight that has stopped says so in its sign and in its state, one that has just stopped in its state alone', () => {
  const [worst] = report.findings;
  const { to } = report.range;
  const ended = (ago: number) => {
    const intervals = [{ from: to - ago - 600_000, to: to - ago }];
    return verdictOfPanel(stateOf({}, [{ ...worst!, state: 'ended', intervals }]), words);
  };
  expect(ended(35 * 60_000)).toMatchObject({ isPast: true, isOver: true, state: 'ended 35 min ago', since: '10 min' });
  expect(ended(5 * 60_000)).toMatchObject({ isPast: false, isOver: true, state: 'ended 5 min ago' });
});

test('what was on when the range began is older than that', () => {
  const [worst] = report.findings;
  const intervals = [report.range];
  const verdict = verdictOfPanel(stateOf({}, [{ ...worst!, state: 'fighting', intervals }]), words);
  expect(verdict.state).toMatch(/^fighting since before /);
  expect(verdict.since).toMatch(/^since before /);
});

test('a note beside a fight is no second fight', () => {
  const [worst] = report.findings;
  const note = { ...worst!, id: 'note', severity: 'info' as const };
  expect(verdictOfPanel(stateOf({}, [worst!, note]), words).number).toBe('1 fight');
});

test('everything judged and nothing found: calm', () => {
  const verdict = verdictOfPanel(stateOf({ verdict: 'calm', quietReason: 'idle at min 2' }), words);
  expect(verdict).toMatchObject({ calmness: 'calm', number: 'calm', sentence: 'Nothing fought here: idle at min 2' });
});

test('not everything judged: never simply calm, at no size', () => {
  const verdict = verdictOfPanel(
    stateOf({ verdict: 'calm-as-far-as-seen', unjudged: [gap], quietReason: 'idle at min 2' }),
    words
  );
  expect(verdict).toMatchObject({
    calmness: 'calm-as-far-as-seen',
    sentence: 'Nothing seen fighting: idle at min 2, 1 kind not judged',
    state: 'calm as far as seen',
    shortest: '1 kind not judged',
  });
});

test('the query that matters failed: not judged, and why, at every size', () => {
  const verdict = verdictOfPanel(stateOf({ verdict: 'not-judged', unjudged: [gap] }), words);
  expect(verdict).toMatchObject({
    calmness: 'not-judged',
    sentence: 'Not judged, this is not a calm workload: query timed out',
    brief: 'not judged: query timed out',
    number: 'not judged',
    state: 'not judged',
  });
});
