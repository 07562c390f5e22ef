/** @jest-environment node */
// What a terminal, a pipe, a typo and a hostile database do to the command: a status that means what it says, one line of
// reason, no stack trace, no password, nothing that a terminal would obey.
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { database, FakeServer, runCli, type Ended } from '../../tests/support/commandLine';
import { readColumns } from '../../tests/support/recordedSource';
import { RECORDED, recording } from '../../tests/support/truth';
import type { Stored } from '../../tests/support/fakeDatabase';

const server = new FakeServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

const NAMESPACE = 'gitops-between';
const range = ['--from', String(RECORDED.from / 1000), '--to', String(RECORDED.to / 1000)];

/** A recorded fight, with another name for its workload. */
function fight(name = 'web'): Stored[] {
  return readColumns(recording('30s'), [NAMESPACE])
    .filter(({ labels }) => labels.namespace === NAMESPACE)
    .map((c) => ({
      labels: Object.fromEntries(Object.entries(c.labels).map(([key, value]) => [key, value === 'web' ? name : value])),
      times: Float64Array.from(c.times),
      values: Float64Array.from(c.values),
    }));
}

/** Ended with 2, nothing on stdout, and one line that says why. */
function expectRefusal({ status, out, err }: Ended, reason: RegExp): void {
  expect({ status, out, lines: err.split('\n').length }).toEqual({ status: 2, out: '', lines: 2 });
  expect(err).toMatch(reason);
  expect(err).not.toMatch(/\bat .+:\d+:\d+/);
}

test('names and labels that a terminal would obey are written out', async () => {
  const name = 'we\u001b[2Jb\u202egpj\u009b31m\nCRITICAL forged/line';
  server.answer = database(fight(name));
  const [text, json] = await Promise.all([
    runCli(['--url', server.url, ...range]),
    runCli(['--url', server.url, ...range, '--json']),
  ]);
  expect([text.status, json.status]).toEqual([1, 1]);
  expect(text.out).toContain('we\\u{1b}[2Jb\\u{202e}gpj\\u{9b}31m\\u{a}CRITICAL forged/line');
  expect(`${text.out}${text.err}`).not.toMatch(/[^\P{C}\n]/u);
  expect(text.out).not.toMatch(/^CRITICAL forged/m);
  expect(json.out.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(JSON.stringify(JSON.parse(json.out))).toContain('\u202e');
  expect(text.out).toMatch(/^1 workload from 2026-\d\d-\d\d \d\d:\d\d:\d\d to \d\d:\d\d:\d\d UTC: /);
}, 60_000);

test('a reader that goes early has got what it wanted: the status stands, nothing is said', async () => {
  server.answer = database(fight());
  expect(await runCli(['--url', server.url, ...range], { isDeaf: true })).toEqual({ status: 1, out: '', err: '' });
}, 60_000);

test('a password is never shown, whatever the server says back', async () => {
  server.answer = async (_, { headers }) => ({ status: 500, body: `no: ${headers.authorization} for ada, p@ss/wd9` });
  const address = server.url.replace('http://', 'http://ada:p%40ss%2Fwd9@');
  const [text, json, broken] = await Promise.all([
    runCli(['--url', address, ...range]),
    runCli(['--url', address, ...range, '--json']),
    runCli(['--url', address.replace('%2F', '/'), ...range]),
  ]);
  expect([text.status, json.status, broken.status]).toEqual([2, 2, 2]);
  const basic = Buffer.from('ada:p@ss/wd9').toString('base64');
  for (const { out, err } of [text, json, broken]) {
    for (const secret of ['p%40ss', 'p@ss', 'wd9', basic]) {
      expect(`${out}${err}`).not.toContain(secret);
    }
  }
}, 60_000);

test.each([
  ['thrown where nobody catches', `setTimeout(() => { throw new Error('one\\ntwo'); }, 300);`],
  ['a rejected promise of nobody', `setTimeout(() => void Promise.reject(new Error('one two')), 300);`],
  [
    'thrown where the program asks',
    `globalThis.AbortSignal.any = () => null; URL.canParse = () => { throw 'one two'; };`,
  ],
])(
  '%s: status 2 and one line',
  async (name, code) => {
    const file = join(tmpdir(), `truce-${process.pid}-${name.length}.mjs`);
    writeFileSync(file, code);
    server.answer = () => new Promise(() => undefined);
    const ended = await runCli(['--url', server.url, ...range], { before: [pathToFileURL(file).href] });
    expectRefusal(ended, /^one two\n$/);
  },
  60_000
);

test('a wrong argument: status 2 and one line; help: status 0', async () => {
  const [wrong, help] = await Promise.all([
    runCli(['--url', server.url, '--from', 'now', '--from', 'now']),
    runCli(['--help']),
  ]);
  expectRefusal(wrong, /--from is given more than once/);
  expect(help).toMatchObject({ status: 0, err: '', out: expect.stringMatching(/--url .*\n[^]*Exit status/) as string });
}, 60_000);
