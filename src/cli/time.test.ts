/** @jest-environment node */
// Times as people type them.
import { parseTime } from './time';

const NOW = Date.UTC(2026, 10, 23, 12);

test.each([
  ['now', NOW],
  ['now-90s', NOW - 90_000],
  ['now-6h', NOW - 21_600_000],
  ['now-1w', NOW - 604_800_000],
  ['1795435200', 1_795_435_200_000],
  ['1795435200.5', 1_795_435_200_500],
  ['2026-11-23T10:00:00Z', Date.UTC(2026, 10, 23, 10)],
  ['2026-11-23T10:00:00+02:00', Date.UTC(2026, 10, 23, 8)],
])('%s', (text, wanted) => expect(parseTime(text, NOW)).toEqual({ ok: true, value: wanted }));

test.each([
  '',
  'yesterday',
  'now+1h',
  '6h',
  '10:00',
  'now-6',
  '2026-13-40T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-11-23T10:00:00',
])('"%s" is told what to write instead', (text) =>
  expect(parseTime(text, NOW)).toMatchObject({ ok: false, error: expect.stringContaining('RFC 3339') })
);
