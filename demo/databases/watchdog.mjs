// Ends what a program leaves behind when it is killed without warning (kill -9, out of memory): a small process beside it that
// hears of every process group and every temporary path, and goes to work when the pipe to its standard input closes.
//   guard(pid) and release(pid), keep(path) and forget(path) in the program; the file itself is what runs beside it.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(import.meta.url);
const PATIENCE_MS = 5_000;
const LOOK_MS = 50;

/** The process beside this one; started with the first thing to look after. */
let beside;

function tell(line) {
  beside ??= start();
  beside.stdin.write(`${line}\n`);
}

/** In a session of its own, so that Ctrl-C and the end of our group pass it by; it never keeps us alive. */
function start() {
  const child = spawn(process.execPath, [FILE], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.on('error', () => {}); // without it everything else still works
  child.stdin.on('error', () => {});
  child.unref();
  child.stdin.unref();
  return child;
}

/** @param {number} pid a process group to end when this process dies by surprise */
export const guard = (pid) => tell(`+group ${pid}`);
/** @param {number} pid one that has ended */
export const release = (pid) => tell(`-group ${pid}`);
/** @param {string} path a file or folder to remove when this process dies by surprise */
export const keep = (path) => tell(`+path ${path}`);
/** @param {string} path one that is gone, or meant to stay */
export const forget = (path) => tell(`-path ${path}`);

/** For the orderly end of this process, which clears up by itself. */
export function dismiss() {
  beside?.kill('SIGKILL');
}

/** @returns {boolean} whether anybody was there to hear it */
function signal(pid, name) {
  try {
    process.kill(-pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Asks all groups to end, and after a while no longer asks. */
async function endAll(groups) {
  groups.forEach((pid) => signal(pid, 'SIGTERM'));
  const late = Date.now() + PATIENCE_MS;
  while ([...groups].some((pid) => signal(pid, 0)) && Date.now() < late) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  groups.forEach((pid) => signal(pid, 'SIGKILL'));
}

async function watch() {
  const groups = new Set();
  const paths = new Set();
  for await (const line of createInterface({ input: process.stdin })) {
    const [, sign, what, name] = /^([+-])(group|path) (.+)$/.exec(line) ?? [];
    const [known, item] = what === 'group' ? [groups, Number(name)] : [paths, name];
    known[sign === '+' ? 'add' : 'delete'](item);
  }
  await endAll(groups);
  paths.forEach((path) => rmSync(path, { recursive: true, force: true, maxRetries: 3 }));
}

if (process.argv[1] === FILE) {
  void watch(); // no await at this level: Jest loads the files that import this one by require
}
