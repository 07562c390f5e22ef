/** @jest-environment node */
// What an exit status of 0 may stand on: a remark is no gap, a part that was left out is one.
import { analyze } from '../engine';
import { NOTHING_CLEANED } from '../model/cleaned';
import type { SeriesSet } from '../model/series';
import { readRecording } from '../../tests/support/recordedSource';
import { RECORDED, recording } from '../../tests/support/truth';
import { dropScrapes } from '../../tests/support/thin';
import { unreadOf } from './reading';

const set: SeriesSet = readRecording(recording('30s'), RECORDED, ['ok-diurnal']);
const unread = (more: Partial<SeriesSet>, ...namespaces: string[]): string[] => {
  const asked = { ...set, ...more };
  return unreadOf(asked.failed, analyze(asked), namespaces);
};

test.each([
  ['everything read', {}],
  ['a remark on the text of a query', { notices: ['PromQL info: metric might not be a counter'] }],
  ['doubles, disorder, odd labels', { cleaned: { ...NOTHING_CLEANED, duplicates: 5, unsorted: 1, labels: 2 } }],
])('%s: nothing is missing', (_, more) => expect(unread(more, 'ok-diurnal')).toEqual([]));

test.each<[string, Partial<SeriesSet>, RegExp]>([
  [
    'a shortened window',
    { leftOut: [{ kinds: [], range: RECORDED, error: { kind: 'shortened', message: 'Only the last 6 h were read' } }] },
    /^Only the last 6 h were read$/,
  ],
  ['values that are none', { cleaned: { ...NOTHING_CLEANED, wild: 3 } }, /^3 samples were left out/],
  [
    'a query that was cut',
    { failed: [{ kinds: ['quota.limit'], query: 'q', message: 'limit reached', partial: true }] },
    /^1 answer incomplete: limit reached/,
  ],
  [
    'scrapes that failed',
    { series: dropScrapes(set, 0.1).series },
    /^1 workload judged on incomplete samples, \d+ % of the scrapes left no sample: ok-diurnal/,
  ],
])('%s: said in one line', (_, more, line) => {
  expect(unread(more, 'ok-diurnal')).toEqual([expect.stringMatching(line)]);
});

test('a namespace that was asked for and is not there', () => {
  expect(unread({}, 'ok-diurnal', 'shop')).toEqual(['no workload seen in shop']);
});
