/** @jest-environment node */
// The program as a container runs it: it listens, says how it is, is scraped, and goes when it is told to.
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { closedAddress } from '../../tests/faults/closedAddress';
import { database, FakeServer } from '../../tests/support/commandLine';
import { readColumns } from '../../tests/support/recordedSource';
import { RECORDED, recording } from '../../tests/support/truth';

const ROOT = join(__dirname, '../..');
const server = new FakeServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

/** A test that fails leaves nothing running. */
const children = new Set<ChildProcess>();
afterEach(() => children.forEach((child) => child.kill('SIGKILL')));

/** The end of a recorded fight as if it were now. */
function fightNow() {
  const shift = Date.now() - RECORDED.to;
  return readColumns(recording('30s'), ['gitops-between']).map(({ labels, times, values }) => ({
    labels,
    times: Float64Array.from(times, (t) => t + shift),
    values: Float64Array.from(values),
  }));
}

interface Running {
  readonly said: () => string;
  /** Waits for a line on stderr. */
  readonly line: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<number | null>;
  readonly stop: () => void;
}

function start(argv: readonly string[], environment: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/watch/main.ts'), ...argv], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
  });
  children.add(child);
  let text = '';
  const ended = new Promise<number | null>((done) => child.on('close', done));
  void ended.then(() => children.delete(child));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const line: Running['line'] = (pattern) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(text);
        if (match) {
          child.stderr.off('data', look);
          resolve(match);
        }
      };
      child.stderr.on('data', look);
      void ended.then(() => reject(new Error(`ended: ${text}`)));
      look();
    });
  return { said: () => text, line, ended, stop: () => child.kill('SIGTERM') };
}

const get = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
};

test('it is scraped, says that it is well, and ends with 0 on SIGTERM', async () => {
  server.answer = database(fightNow());
  const watcher = start(['--listen', '127.0.0.1:0'], {
    TRUCE_URL: `live=${server.url.replace('//', '//ada:s3cret@')}`,
  });
  const [, address = ''] = await watcher.line(/Listening on (http:\/\/127\.0\.0\.1:\d+)\/metrics/);
  await watcher.line(/live: 1 workload read/);
  const metrics = await get(`${address}/metrics`);
  expect(metrics.type).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(metrics.text).toMatch(
    /^truce_finding\{source="live",.*rule="hpa-gitops-replicas",about="",severity="\w+",state="(fighting|ended)"\} 1$/m
  );
  expect(metrics.text).toMatch(/^process_resident_memory_bytes /m);
  expect(await get(`${address}/healthz`)).toMatchObject({ status: 200, text: 'ok\n' });
  expect(await get(`${address}/api`)).toMatchObject({ status: 404 });
  expect((await fetch(`${address}/metrics`, { method: 'POST' })).status).toBe(405);
  watcher.stop();
  expect(await watcher.ended).toBe(0);
  expect(`${watcher.said()}${metrics.text}`).not.toContain('s3cret');
}, 60_000);

test('a database that nobody answers for: unwell, with the reason, and still scraped', async () => {
  const watcher = start(['--listen', '127.0.0.1:0', '--url', `away=${await closedAddress()}`]);
  const [, address = ''] = await watcher.line(/Listening on (http:\/\/127\.0\.0\.1:\d+)/);
  await watcher.line(/away: Nothing was read/);
  expect(await get(`${address}/healthz`)).toMatchObject({
    status: 503,
    text: expect.stringMatching(/^away: .*did not answer/),
  });
  expect((await get(`${address}/metrics`)).text).toContain(
    'truce_sweeps_total{source="away",shard="",result="failed"} 1'
  );
  watcher.stop();
  expect(await watcher.ended).toBe(0);
}, 60_000);

test('a port that is taken: one line, status 2', async () => {
  const taken: Server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => taken.once('listening', done));
  const { port } = taken.address() as AddressInfo;
  const watcher = start(['--listen', `127.0.0.1:${port}`, '--url', server.url]);
  expect(await watcher.ended).toBe(2);
  expect(watcher.said()).toMatch(/^.*EADDRINUSE.*\n$/);
  taken.close();
}, 60_000);
