// `npm run check`: every static check, two at a time, one line each; only those that fail say more.
//   npm run check -- [name ...] [--report FILE]     FILE gets {"passed", "failed"} as JSON
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(__dirname, '..', '..');
const AT_A_TIME = Math.min(2, cpus().length);

interface Check {
  readonly name: string;
  /** A program of `node_modules/.bin`. */
  readonly program: string;
  readonly args: readonly string[];
  /** Why it cannot be done now. */
  readonly blocked?: () => string | undefined;
}

/** Slowest first, so that the short ones fill the gap at the end. */
const CHECKS: readonly Check[] = [
  {
    name: 'lint',
    program: 'eslint',
    args: ['.', '--cache', '--cache-location', 'node_modules/.cache/eslint/', '--max-warnings', '0'],
  },
  { name: 'types', program: 'tsc', args: ['--noEmit', '-p', '.'] },
  {
    name: 'types of tests and demo',
    program: 'tsc',
    args: ['--noEmit', '-p', 'tests'],
  },
  { name: 'format', program: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'unused',
    program: 'knip',
    args: ['--no-progress'],
  },
  {
    name: 'pure rooms',
    program: 'tsc',
    args: ['-p', 'tsconfig.pure.json'],
  },
  {
    name: 'imports',
    program: 'depcruise',
    args: ['src', 'tests', 'demo'],
  },
  {
    name: 'size',
    program: 'size-limit',
    args: [],
    blocked: () => (existsSync(join(ROOT, 'dist', 'module.js')) ? undefined : 'there is no dist; npm run build'),
  },
];

interface Outcome {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
  readonly output: string;
}

function run(check: Check): Promise<Outcome> {
  const why = check.blocked?.();
  if (why !== undefined) {
    return Promise.resolve({ name: check.name, state: 'skipped', seconds: 0, output: why });
  }
  const started = performance.now();
  const child = spawn(join(ROOT, 'node_modules', '.bin', check.program), check.args, {
    cwd: ROOT,
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = (performance.now() - started) / 1000;
      resolve({ name: check.name, state: code === 0 ? 'passed' : 'failed', seconds, output: output.trim() });
    });
  });
}

const SIGNS: Record<Outcome['state'], string> = { passed: 'ok', failed: 'FAILED', skipped: 'skipped' };

function print({ name, state, seconds, output }: Outcome): void {
  const detail = state === 'skipped' ? `  (${output})` : '';
  console.log(`${SIGNS[state].padEnd(8)}${`${seconds.toFixed(1)} s`.padStart(8)}  ${name}${detail}`);
  if (state === 'failed') {
    console.log(`\n${output}\n`);
  }
}

async function runAll(checks: readonly Check[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = [...checks];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const outcome = await run(check);
      print(outcome);
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return outcomes;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { report: { type: 'string' } } });
  const unknown = positionals.filter((name) => !CHECKS.some((check) => check.name === name));
  if (unknown.length > 0) {
    throw new Error(`No such check: ${unknown.join(', ')}. There are: ${CHECKS.map((check) => check.name).join(', ')}`);
  }
  const outcomes = await runAll(CHECKS.filter(({ name }) => positionals.length === 0 || positionals.includes(name)));
  const count = (state: Outcome['state']): number => outcomes.filter((outcome) => outcome.state === state).length;
  if (values.report !== undefined) {
    writeFileSync(values.report, JSON.stringify({ passed: count('passed'), failed: count('failed') }));
  }
  process.exitCode = count('failed') > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
