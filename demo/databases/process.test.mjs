// Programs and folders of the demo end with it: node --test demo/databases/
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { removeStale } from './stale.mjs';
import {
  createScope,
  freePort,
  removeLeftover,
  runProcess,
  startProcess,
  temporaryFolder,
  waitUntil,
} from './process.mjs';

const NODE = process.execPath;
/** A zombie that nobody has collected yet has ended as well. */
const isAlive = (pid) => /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout);

const childrenOf = (pid) =>
  spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.trim() !== '')
    .map(Number);

test('stop ends a program together with what it started', async () => {
  const script =
    "const c = require('child_process').spawn('sleep', ['60']); console.log(c.pid); setInterval(() => {}, 1000)";
  let grandchild;
  const running = startProcess({
    name: 'parent',
    command: NODE,
    args: ['-e', script],
    onLine: (line) => (grandchild = Number(line)),
  });
  await waitUntil(async () => grandchild > 0, { what: 'the grandchild runs', running });
  await running.stop();
  await waitUntil(async () => !isAlive(grandchild), { what: 'the grandchild has ended', timeoutMs: 2000 });
  assert.match(await running.exited, /parent ended with SIGTERM/);
});

test('a program that fails says what it printed', async () => {
  const failing = { name: 'it', command: NODE, args: ['-e', "console.error('no disk'); process.exit(3)"] };
  await assert.rejects(runProcess(failing), /it ended with code 3\nno disk/);
  await assert.rejects(runProcess({ name: 'it', command: '/nowhere', args: [] }), /it could not be started/);
});

test('waiting ends early when the program behind it has ended', async () => {
  const running = startProcess({ name: 'it', command: NODE, args: ['-e', ''] });
  await assert.rejects(
    waitUntil(async () => false, { what: 'it answers', running }),
    /it ended with code 0 before it answers/
  );
});

test('a scope undoes once, last first, also when one step fails', async () => {
  const done = [];
  const scope = createScope();
  scope.defer(() => done.push('first'));
  scope.defer(() => Promise.reject(new Error('expected in this test')));
  scope.defer(() => done.push('last'));
  await Promise.all([scope.close(), scope.close()]);
  assert.deepEqual(done, ['last', 'first']);
});

test('folders go, ports are free', async () => {
  const folder = await temporaryFolder('test');
  assert.ok(existsSync(folder));
  await removeLeftover(folder);
  assert.ok(!existsSync(folder));
  assert.ok((await freePort()) > 0);
});

/** Starts a program and keeps a folder, tells of both, and waits to be killed. */
const PARENT = `
  import { startProcess, temporaryFolder } from ${JSON.stringify(new URL('./process.mjs', import.meta.url).href)};
  const script = "process.on('SIGTERM', () => console.log('asked') || process.exit()); console.log(process.pid); setInterval(() => {}, 1000)";
  const folder = await temporaryFolder('orphan');
  startProcess({ name: 'child', command: process.execPath, args: ['-e', script], onLine: (pid) => console.log(JSON.stringify({ pid: Number(pid), folder })) });
`;

test('kill -9 of the parent: its programs end by themselves and its folders go', async () => {
  const parent = spawn(NODE, ['--input-type=module', '-e', PARENT], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told = await new Promise((resolve) => parent.stdout.once('data', (text) => resolve(JSON.parse(String(text)))));
  assert.ok(isAlive(told.pid) && existsSync(told.folder));
  parent.kill('SIGKILL');
  await waitUntil(async () => !isAlive(told.pid) && !existsSync(told.folder), {
    what: 'the program has ended and the folder is gone',
    timeoutMs: 8000,
  });
});

test('an orderly end leaves nobody to look after things', async () => {
  const script = `${PARENT} setTimeout(() => process.exit(), 1000)`;
  const parent = spawn(NODE, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { pid, folder } = await new Promise((resolve) =>
    parent.stdout.once('data', (text) => resolve(JSON.parse(String(text))))
  );
  const watchdog = childrenOf(parent.pid).find((child) => child !== pid);
  assert.ok(isAlive(watchdog));
  await new Promise((resolve) => parent.once('close', resolve));
  await waitUntil(async () => ![pid, watchdog].some(isAlive) && !existsSync(folder), { what: 'all is gone' });
});

test('folders of programs that are gone are removed once they are old, all others stay', async () => {
  const gone = spawnSync(NODE, ['-e', '']).pid;
  const [stale, ours] = [gone, process.pid].map((pid) => mkdtempSync(join(tmpdir(), `truce-test-${pid}-`)));
  await removeStale();
  assert.ok(existsSync(stale) && existsSync(ours));
  await removeStale(Date.now() + 7_200_000);
  assert.ok(!existsSync(stale) && existsSync(ours));
  rmSync(ours, { recursive: true });
});
