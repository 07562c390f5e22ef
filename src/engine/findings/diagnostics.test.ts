/** @jest-environment node */
import { addCleaned, NOTHING_CLEANED } from '../../model/cleaned';
import type { SeriesSet } from '../../model/series';
import { diagnosticsOf } from './diagnostics';

const set: SeriesSet = {
  range: { from: 0, to: 1 },
  series: [],
  asked: [],
  failed: [{ kinds: ['hpa.info'], query: 'info', message: 'too slow' }],
  notices: ['a remark'],
};

test('failures with their query, then remarks', () => {
  expect(diagnosticsOf(set)).toEqual([
    { severity: 'error', message: 'too slow', query: 'info' },
    { severity: 'info', message: 'a remark' },
  ]);
  expect(diagnosticsOf({ ...set, cleaned: NOTHING_CLEANED })).toEqual(diagnosticsOf(set));
});

test('what was left out at the door is told with its number and its reason', () => {
  const cleaned = addCleaned(
    { labels: 1, unsorted: 1, duplicates: 2000, outside: 0, wild: 0 },
    { ...NOTHING_CLEANED, wild: 3, outside: 1 }
  );
  const told = diagnosticsOf({ ...set, failed: [], notices: [], cleaned });
  const texts = told.map(({ message }) => message);
  expect(texts).toEqual([
    expect.stringMatching(/^2\u2009000 samples came more than once and were counted once: .*-dedup\.minScrapeInterval/),
    '1 series came out of order and was sorted by time.',
    expect.stringMatching(/^1 sample outside the time range was left out/),
    '3 samples were left out: infinite, no number, or beyond 1e15 in size.',
    '1 label had a value that is not text.',
  ]);
  expect(told.map(({ severity }) => severity)).toEqual(['info', 'info', 'warning', 'warning', 'info']);
});
