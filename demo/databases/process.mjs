// Child processes, free ports and temporary folders of the demo. Whatever is started here is ended here, by its own
// process id, also when this process ends by surprise: a demo must leave nothing behind. For kill -9 there is a watchdog.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { folderPrefix, removeStale } from './stale.mjs';
import { dismiss, forget, guard, keep, release } from './watchdog.mjs';

const OUTPUT_KEPT = 8_000;
const STOP_PATIENCE_MS = 10_000;

/** What is still ours to end and to remove: stop functions by process group, and files or folders. */
const groups = new Map();
const leftovers = new Set();

process.on('exit', () => {
  for (const pid of groups.keys()) {
    signalGroup(pid, 'SIGKILL');
  }
  for (const path of leftovers) {
    rmSync(path, { recursive: true, force: true });
  }
  dismiss();
});

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches only us and we end the parts in order.
 * @param {{name: string, command: string, args: string[], cwd?: string, env?: Record<string, string>, onLine?: (line: string) => void}} what
 * @returns {{name: string, exited: Promise<string>, output: () => string, hasExited: () => boolean, stop: () => Promise<void>}}
 */
export function startProcess({ name, command, args, cwd, env, onLine }) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let over = false;
  const keep = (text) => (output = (output + text).slice(-OUTPUT_KEPT));
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  if (onLine) {
    onLines(child.stdout, onLine);
  }
  child.on('exit', () => {
    signalGroup(child.pid, 'SIGKILL'); // whatever the program started and left running
    groups.delete(child.pid);
    release(child.pid);
  });
  const exited = new Promise((resolve) => {
    const end = (why) => {
      over = true;
      resolve(why);
    };
    child.on('error', (error) => end(`${name} could not be started: ${error.message}`));
    child.on('close', (code, signal) => end(`${name} ended with ${signal ?? `code ${code}`}`));
  });
  const stop = () => stopGroup(child.pid, exited);
  if (child.pid) {
    groups.set(child.pid, stop);
    guard(child.pid);
  }
  return { name, exited, output: () => output.trim(), hasExited: () => over, stop };
}

/** Ends whatever still runs, installations and builds included. */
export async function stopAll() {
  await Promise.all([...groups.values()].map((stop) => stop()));
}

/**
 * Runs a program to its end; rejects with its last output when it fails.
 * @returns {Promise<string>} what it printed (the last part of it)
 */
export async function runProcess(what) {
  const running = startProcess(what);
  const why = await running.exited;
  if (!why.endsWith(' code 0')) {
    throw new Error(`${why}\n${running.output()}`);
  }
  return running.output();
}

/** Asks a group to end, and after a while no longer asks. Does nothing when it has ended. */
async function stopGroup(pid, exited) {
  if (groups.has(pid)) {
    signalGroup(pid, 'SIGTERM');
  }
  const late = setTimeout(() => groups.has(pid) && signalGroup(pid, 'SIGKILL'), STOP_PATIENCE_MS);
  await exited;
  clearTimeout(late);
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

function onLines(stream, onLine) {
  let rest = '';
  stream.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    lines.forEach(onLine);
  });
}

/**
 * A port of the loopback interface that nobody listens on at this moment.
 * @param {number} [wanted] taken if it is free
 */
export async function freePort(wanted = 0) {
  const probe = (port) =>
    new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        const found = server.address().port;
        server.close(() => resolve(found));
      });
    });
  return probe(wanted).catch(() => probe(0));
}

/** Old folders are looked for once. */
let swept;

/** A folder that is removed by `removeLeftover`, or at the latest when this process ends. */
export async function temporaryFolder(prefix) {
  swept ??= removeStale();
  await swept;
  const folder = await mkdtemp(folderPrefix(prefix));
  removeAtExit(folder);
  return folder;
}

/**
 * Where a server keeps its data: the caller's folder, which stays, or one of ours, which `clean` removes.
 * @param {string | undefined} given
 * @param {string} prefix
 */
export async function dataFolder(given, prefix) {
  const folder = given ?? (await temporaryFolder(prefix));
  const clean = () => (given ? undefined : removeLeftover(folder));
  return { folder, clean };
}

/** Has a file or folder removed when this process ends, unless `removeLeftover` did it before. */
export function removeAtExit(path) {
  leftovers.add(path);
  keep(path);
}

/** Removes a file or folder of ours. */
export async function removeLeftover(path) {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
  leftovers.delete(path);
  forget(path);
}

/**
 * Asks again and again until `check` answers true; gives up when time is over or the program behind it has ended.
 * @param {() => Promise<boolean>} check an exception counts as "not yet"
 * @param {{what: string, running?: ReturnType<typeof startProcess>, timeoutMs?: number}} options
 */
export async function waitUntil(check, { what, running, timeoutMs = 60_000 }) {
  const deadline = Date.now() + timeoutMs;
  let last;
  while (Date.now() < deadline) {
    if (running?.hasExited()) {
      throw new Error(`${await running.exited} before ${what}\n${running.output()}`);
    }
    try {
      if (await check()) {
        return;
      }
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(
    `Waited ${timeoutMs / 1000} s in vain: ${what}${last ? ` (${last.message})` : ''}\n${running?.output() ?? ''}`
  );
}

/**
 * Calls back when the parent of this process has gone: npm, asked to end, ends without passing that on. Only under npm; a
 * program that a shell left running in the background is meant to go on.
 * @param {() => void} orphaned
 */
export function whenOrphaned(orphaned) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => process.ppid !== parent && orphaned(), 1000).unref();
  }
}

/**
 * Collects what has to be undone and undoes it once, last first.
 * @returns {{defer: (undo: () => unknown) => void, close: () => Promise<void>}}
 */
export function createScope() {
  const undos = [];
  let closing;
  const closeAll = async () => {
    while (undos.length > 0) {
      try {
        await undos.pop()();
      } catch (error) {
        console.error(error.message);
      }
    }
  };
  return { defer: (undo) => undos.push(undo), close: () => (closing ??= closeAll()) };
}
