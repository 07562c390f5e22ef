/** @jest-environment node */
// What was left out of a question is never calm: the workloads it concerns, and the fleet.
import type { FailedQuery, LeftOut, SeriesSet } from '../../model/series';
import { readRecording } from '../../../tests/support/recordedSource';
import { RECORDED, recording } from '../../../tests/support/truth';
import { analyze } from '../analyze';
import { unreadOf } from './unread';

const set: SeriesSet = readRecording(recording('30s'), RECORDED, ['ok-diurnal']);

/** Without rules a workload whose core was read is calm: what is left is how far it was read. */
const verdictsOf = (more: Partial<SeriesSet>): string[] => {
  const { verdict, workloads } = analyze({ ...set, ...more }, { rules: [] });
  return [verdict, ...workloads.map((history) => history.verdict)];
};

const window: LeftOut = {
  kinds: ['hpa.desired'],
  range: { from: RECORDED.from - 3_600_000, to: RECORDED.from },
  error: { kind: 'shortened', message: 'Only the last 75 min were read', advice: 'Choose a shorter time range.' },
};
const failed: FailedQuery = { kinds: ['quota.limit'], query: 'q', message: 'too slow', namespaces: ['elsewhere'] };

test.each([
  ['all of it was read', {}, ['calm', 'calm']],
  ['a shortened window', { leftOut: [window] }, ['calm-as-far-as-seen', 'calm-as-far-as-seen']],
  [
    'a shortened window here',
    { leftOut: [{ ...window, namespaces: ['ok-diurnal'] }] },
    ['calm-as-far-as-seen', 'calm-as-far-as-seen'],
  ],
  [
    'other namespaces left out',
    { leftOut: [{ ...window, namespaces: ['elsewhere'] }] },
    ['calm-as-far-as-seen', 'calm'],
  ],
  ['a query that failed elsewhere', { failed: [failed] }, ['calm-as-far-as-seen', 'calm']],
])('%s', (_, more, verdicts) => expect(verdictsOf(more)).toEqual(verdicts));

test('told with kind, place and range; nothing is told where everything was read', () => {
  expect(unreadOf({ ...set, failed: [failed], leftOut: [window] })).toEqual([
    { why: 'other', message: 'too slow', kinds: ['quota.limit'], namespaces: ['elsewhere'] },
    {
      why: 'shortened',
      message: 'Only the last 75 min were read. Choose a shorter time range.',
      kinds: ['hpa.desired'],
      range: window.range,
    },
  ]);
  expect(analyze(set, { rules: [] })).not.toHaveProperty('unread');
});
