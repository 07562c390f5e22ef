// Programs and folders of the demo end with it: node --test demo/databases/
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import test from 'node:test';
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
