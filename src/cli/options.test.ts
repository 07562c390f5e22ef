/** @jest-environment node */
// Arguments of `npm run analyze`, and what is said when they are wrong.
import fc from 'fast-check';
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
  [[...URL, '--from', 'now-6h', '--from', 'now-1h'], /--from is given more than once/],
  [[...URL, ...URL], /--url is given more than once/],
  [[...URL, '--namespace', ''], /--namespace is empty\. Is a variable of the shell empty/],
  [[...URL, '--namespace='], /--namespace is empty/],
  [[...URL, '--cluster', ' '], /--cluster is empty/],
  [[...URL, '--cluster-label', 'a="b"'], /not a label name/],
  [[...URL, '--from'], /--from needs a value/],
  [[...URL, '--from', '--json'], /--from needs a value, and what follows begins with a dash/],
  [[...URL, '--from', '-3600'], /--from=VALUE/],
  [[...URL, '--json=yes'], /--json takes no value/],
  [[...URL, '-u'], /^-u is no option of this command/],
  [[...URL, 'shop'], /Argument number 3 belongs to no option/],
  [[...URL, '--', 'shop'], /belongs to no option/],
  [[...URL, '--__proto__', 'x'], /Argument number 3 is no option/],
  [[...URL, '--constructor=x'], /--constructor is no option/],
  [['--url', 'http://127.0.0.1:9090/?tenant=1'], /query string/],
  [[...URL, '--from', '-1'], /--from needs a value/],
  [[...URL, '--from=-1'], /"-1" is not a time/],
  [[...URL, '--from=NaN'], /"NaN" is not a time/],
  [[...URL, '--from=1e9'], /"1e9" is not a time/],
  [[...URL, '--from=99999-01-01T00:00:00Z'], /is not a time/],
  [[...URL, '--to', '99999999999999999999'], /--to .* outside the years 2000 to 2099/],
  [[...URL, '--from', 'now-99999999999999999999999w'], /--from .* outside the years/],
  [[...URL, '--from', '2026'], /"2026" lies outside the years 2000 to 2099\. Write unix seconds/],
  [[...URL, '--from', 'now', '--to', 'now'], /--from is not before --to: 2026-\S+Z to 2026-\S+Z/],
  [[...URL, '--from', 'now-5s'], /is 5 s\. Choose at least 60 s/],
  [[...URL, '--from', '2016-01-01T00:00:00Z'], /at most 90 d are read\. Choose a later --from/],
])('%j', (argv, message) => expect(read(...argv)).toMatchObject({ ok: false, error: expect.stringMatching(message) }));

test.each([
  ['--url', 'htp://ada:hunter2@db.example'],
  ['--url', 'ada:hunter2@db.example:9090'],
  [...URL, 'http://ada:hunter2@db.example'],
  [...URL, '--header', 'hunter2'],
  ['--url', 'http://ada:hunter2/x@db.example:99999'],
  ['--url', 'http://ada:hunter2@db.example#here'],
  [...URL, '--urlhttp://ada:hunter2@db.example'],
  [...URL, '-hunter2'],
])('no word of a password: %j', (...argv) => {
  const args = read(...argv);
  expect(args).toMatchObject({ ok: false, error: expect.stringMatching(/^[^\n]+$/) as string });
  expect(JSON.stringify(args)).not.toContain('hunter2');
});

test('any words at all: an answer in one line, no exception', () => {
  const word = fc.oneof(
    fc.constantFrom(
      '--url',
      'http://a',
      '--from',
      'now-1h',
      '--to',
      '--namespace',
      '--header',
      'A: b',
      '--json',
      '--',
      '-'
    ),
    fc.string({ unit: 'binary' })
  );
  fc.assert(
    fc.property(fc.array(word), (argv) => {
      const args = readArguments(argv, NOW);
      expect(args.ok || args.error).toEqual(args.ok || expect.stringMatching(/^.{10,400}$/));
    })
  );
});
