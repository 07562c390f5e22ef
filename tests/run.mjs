#!/usr/bin/env node
// `npm test`: everything, from a fresh clone on. Sets up what is missing, runs the suites one after the other, prints a
// table of times and, as the last line, `N passed, N failed`. Plain Node: it starts before any package is installed.
//   npm test -- [suite ...] [--no-setup]      only some suites; with what is installed and built
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createScope, removeLeftover, runProcess, stopAll, temporaryFolder } from '../demo/databases/process.mjs';
import { ensureInstalled, isOnPath } from '../demo/databases/programs.mjs';
import { guard, release } from '../demo/databases/watchdog.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODE_AT_LEAST = 20;
const PATIENCE_MS = 20_000;
/** The language and the clock of every suite. */
const FIXED = { TZ: 'UTC', LC_ALL: 'C', CI: process.env.CI ?? '1', npm_config_update_notifier: 'false' };

/**
 * @typedef {{passed: number, failed: number, skipped?: number}} Counts
 * @typedef {object} Suite
 * @property {string} name
 * @property {(report: string) => string[]} command `node` or a program of node_modules/.bin, with arguments that make it
 *   write its counts into that file
 * @property {(text: string) => Counts} read counts from the report
 */

/** @type {Suite[]} */
const SUITES = [
  {
    name: 'check',
    command: (report) => ['tsx', 'tests/support/check.ts', '--report', report],
    read: (text) => JSON.parse(text),
  },
  { name: 'unit', command: (report) => jest(report, '--config', 'tests/together/jest.config.js'), read: readJest },
  {
    name: 'integration',
    command: (report) => jest(report, '--config', 'tests/integration/jest.config.js'),
    read: readJest,
  },
  { name: 'e2e', command: () => ['playwright', 'test', '--reporter=list,json'], read: readPlaywright },
  {
    // After e2e, which builds the shells of the preview host.
    name: 'demo',
    command: (report) => ['node', '--test', ...reporters({ spec: 'stdout', tap: report }), ...nodeTests('demo')],
    read: readTap,
  },
];

function jest(report, ...args) {
  return ['jest', ...args, '--ci', '--json', `--outputFile=${report}`];
}

/** Options of Node's test runner. */
function reporters(places) {
  return Object.entries(places).flatMap(([how, where]) => [
    `--test-reporter=${how}`,
    `--test-reporter-destination=${where}`,
  ]);
}

/** The files for Node's test runner, which looks for them in another way in every version. */
function nodeTests(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .filter((name) => name.endsWith('.test.mjs') && !name.includes('node_modules'))
    .map((name) => join(folder, name))
    .sort();
}

/** A file that could not even be loaded counts as one failure. */
function readJest(text) {
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(text);
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests };
}

function readPlaywright(text) {
  const { stats, errors } = JSON.parse(text);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/** The summary that Node's test runner prints at the end. */
function readTap(text) {
  const count = (what) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') };
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'no-setup': { type: 'boolean', default: false } },
});
const scope = createScope();
/** @type {{name: string, seconds: number, counts?: Counts}[]} */
const table = [];
let interrupted = false;
/** Process group of the program that runs at this moment. */
let running;

async function timed(name, work) {
  const started = performance.now();
  const row = { name, seconds: 0 };
  table.push(row);
  console.log(`\n=== ${name}`);
  try {
    row.counts = await work();
  } finally {
    row.seconds = (performance.now() - started) / 1000;
  }
}

/** What a fresh clone lacks. */
async function setUp() {
  if (Number(process.versions.node.split('.')[0]) < NODE_AT_LEAST) {
    throw new Error(`Node.js ${NODE_AT_LEAST} or newer is needed; this is ${process.versions.node}.`);
  }
  if (!packagesMatch()) {
    await timed('npm ci', () => show('npm', ['ci', '--no-audit', '--no-fund']));
  }
  await timed('programs', installPrograms);
  await timed('build', () => show('npm', ['run', '--silent', 'build']));
}

/** Whether node_modules holds what package-lock.json asks for: npm keeps a lock of what it installed. */
function packagesMatch() {
  const installed = readLock(join('node_modules', '.package-lock.json'));
  const wanted = readLock('package-lock.json');
  return (
    installed !== undefined &&
    Object.entries(wanted).every(
      ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version
    )
  );
}

/** @returns {Record<string, {version?: string, optional?: boolean}> | undefined} */
function readLock(file) {
  const path = join(ROOT, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

async function installPrograms() {
  await ensureInstalled((text) => console.log(text));
  if (['chromium', 'chromium-browser', 'google-chrome'].some(isOnPath)) {
    return;
  }
  if (!isOnPath('apt-get') || process.getuid?.() !== 0) {
    throw new Error('The browser tests need Chromium. As root on Debian: apt-get install chromium');
  }
  console.log('Installing chromium from Debian ...');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runProcess({ name: 'apt-get update', command: 'apt-get', args: ['update', '--quiet'], env });
  await runProcess({
    name: 'apt-get install chromium',
    command: 'apt-get',
    args: ['install', '--yes', '--quiet', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
    env,
  });
}

/** Runs a program and shows what it prints; rejects when it fails. */
async function show(command, args) {
  const why = await follow(command, args, {});
  if (!why.endsWith(' code 0')) {
    throw new Error(why);
  }
}

/**
 * In a process group of its own: Ctrl-C reaches only us, and we ask the whole group to end.
 * @returns {Promise<string>} how the program ended
 */
function follow(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...FIXED, ...env },
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    running = child.pid;
    if (child.pid) {
      guard(child.pid);
    }
    const end = (how) => {
      running = undefined;
      release(child.pid);
      resolve(`${[command, ...args].join(' ')} ${how}`);
    };
    child.on('error', (error) => end(`could not be started: ${error.message}`));
    child.on('close', (code, signal) => end(`ended with ${signal ?? `code ${code}`}`));
  });
}

/** Asks what is running to end, as Ctrl-C would, and after a while no longer asks. */
function interrupt() {
  interrupted = true;
  void stopAll();
  signalRunning('SIGINT');
  setTimeout(() => signalRunning('SIGKILL'), PATIENCE_MS).unref();
}

function signalRunning(signal) {
  try {
    if (running !== undefined) {
      process.kill(-running, signal);
    }
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

/** Runs one suite. One that ends badly without naming a failed test counts as one failure. */
async function runSuite({ command, read }, folder) {
  const report = join(folder, `report-${table.length}.json`);
  const [program, ...args] = command(report);
  const path = program === 'node' ? process.execPath : join(ROOT, 'node_modules', '.bin', program);
  const why = await follow(path, args, { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  const counts = countsOf(read, report);
  const fine = why.endsWith(' code 0');
  return fine || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function countsOf(read, report) {
  try {
    const counts = read(readFileSync(report, 'utf8'));
    return counts.passed + counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch (error) {
    console.error(`The suite left no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
}

function printTable() {
  console.log('');
  for (const { name, seconds, counts } of table) {
    const result = counts
      ? `${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`
      : '';
    console.log(`${name.padEnd(14)}${`${seconds.toFixed(0)} s`.padStart(7)}  ${result}`.trimEnd());
  }
  console.log(`${'all'.padEnd(14)}${`${table.reduce((sum, row) => sum + row.seconds, 0).toFixed(0)} s`.padStart(7)}\n`);
}

async function main() {
  const unknown = positionals.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    throw new Error(`No such suite: ${unknown.join(', ')}. There are: ${SUITES.map((suite) => suite.name).join(', ')}`);
  }
  const folder = await temporaryFolder('test');
  scope.defer(() => removeLeftover(folder));
  if (!options['no-setup']) {
    await setUp();
  }
  for (const suite of SUITES.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    if (!interrupted) {
      await timed(suite.name, () => runSuite(suite, folder));
    }
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, interrupt);
}
process.on('exit', () => signalRunning('SIGKILL'));

let failures = 0;
try {
  await main();
} catch (error) {
  failures = 1; // what the suites need could not be had
  console.error(`\n${error.message}`);
}
await scope.close();
const sum = (key) => table.reduce((total, { counts }) => total + (counts?.[key] ?? 0), 0);
failures += sum('failed');
printTable();
console.log(`${sum('passed')} passed, ${failures} failed`);
process.exitCode = interrupted ? 130 : failures > 0 ? 1 : 0;
