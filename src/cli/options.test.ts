/** @jest-environment node */
// Arguments of `npm run analyze`, and what is said when they are wrong.
import { readArguments } from './options';

const NOW = Date.UTC(2026, 10, 23, 12);
const read = (...argv: string[]) => readArguments(argv, NOW);
const URL = ['--url', 'http://127.0.0.1:9090'];

test('everything given', () => {
  const args = read(
    ...URL,
    '--from',
    'now-6h',
    '--to',
    'now-1h',
    '--namespace',
    'a',
    '--namespace',
    'b',
    '--cluster',
    'eu',
    '--cluster-label',
    'site',
    '--header',
    'Authorization: Bearer x:y',
    '--deadline',
    '90',
    '--json'
  );
  expect(args).toEqual({
    ok: true,
    value: {
      url: 'http://127.0.0.1:9090',
      range: { from: NOW - 21_600_000, to: NOW - 3_600_000 },
      namespaces: ['a', 'b'],
      cluster: 'eu',
      clusterLabel: 'site',
      headers: { Authorization: 'Bearer x:y' },
      deadline: 90_000,
      json: true,
      strict: false,
    },
  });
});

test('the last hour, all namespaces, text', () => {
  expect(read(...URL)).toMatchObject({
    value: {
      range: { from: NOW - 3_600_000, to: NOW },
      namespaces: [],
      clusterLabel: 'auto',
      deadline: 60_000,
      json: false,
    },
  });
});

test.each([
  [[], /--url is missing/],
  [['--url', 'prometheus:9090'], /not an http\(s\) address/],
  [['--url', 'file:///etc/passwd'], /not an http\(s\) address/],
  [[...URL, '--from', 'monday'], /"monday" is not a time/],
  [[...URL, '--from', 'now', '--to', 'now-1h'], /--from is not before --to/],
  [[...URL, '--header', 'nonsense'], /Name: value/],
  [[...URL, '--unknown'], /unknown/i],
  [[...URL, '--deadline', '0'], /between 1 and 3600/],
  [[...URL, '--deadline', 'soon'], /"soon" is not a number of seconds/],
  [[...URL, '--deadline', '1e9'], /between 1 and 3600/],
  [['--help'], /Exit status/],
])('%j', (argv, message) => expect(read(...argv)).toMatchObject({ ok: false, error: expect.stringMatching(message) }));

test.each([
  ['--url', 'htp://ada:hunter2@db.example'],
  ['--url', 'ada:hunter2@db.example:9090'],
  [...URL, 'http://ada:hunter2@db.example'],
  [...URL, '--header', 'hunter2'],
])('no word of a password: %j', (...argv) => {
  const args = read(...argv);
  expect(args.ok).toBe(false);
  expect(JSON.stringify(args)).not.toContain('hunter2');
});
