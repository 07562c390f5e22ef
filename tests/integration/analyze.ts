// Runs `npm run analyze` as a person or a CI job would, and scores what it says.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const RECORDINGS = join(ROOT, 'tests', 'recordings');

export interface Finding {
  readonly id: string;
  readonly rule: string;
  readonly severity: string;
  readonly state: string;
  readonly summary: string;
  readonly detail: string;
  readonly impact: Readonly<Record<string, number | undefined>>;
  readonly workload: { readonly namespace: string; readonly name: string };
  readonly consequences: readonly string[];
}

export interface AnalyzeReport {
  readonly format: string;
  readonly findings: readonly Finding[];
  readonly unassessed: ReadonlyArray<{
    readonly rule: string;
    readonly missing: readonly string[];
    readonly remedy: string;
  }>;
  readonly diagnostics: ReadonlyArray<{ readonly severity: string; readonly message: string; readonly query?: string }>;
  readonly swept: { readonly series: number; readonly samples: number };
}

export interface Analysis {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[]): Promise<Analysis> {
  return new Promise((resolve) => {
    execFile(command, [...args], { cwd: ROOT, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      resolve({ code, stdout, stderr });
    });
  });
}

/** The command line's answer to these arguments; bundled once for all files, see start.mjs. */
export function analyze(...args: string[]): Promise<Analysis> {
  return run(process.execPath, [process.env.TRUCE_CLI ?? '', ...args]);
}

/** The same through the npm script. */
export function analyzeByScript(...args: string[]): Promise<Analysis> {
  return run('npm', ['run', '--silent', 'analyze', '--', ...args]);
}

/** `--from` and `--to` of these unix milliseconds. */
export function between({ from, to }: { from: number; to: number }): string[] {
  return ['--from', String(from / 1000), '--to', String(to / 1000)];
}

export function reportOf({ stdout }: Analysis): AnalyzeReport {
  return JSON.parse(stdout) as AnalyzeReport;
}

export interface Score {
  readonly summary: {
    readonly recall: number;
    readonly precision: number;
    readonly actorsRight: number;
    readonly writerRight: number;
    readonly expected: number;
  };
  /** What was missed, wrong or a false alarm. */
  readonly rows: ReadonlyArray<{ readonly ns: string; readonly rule: string; readonly result: string }>;
}

/** Scores a report against the recording's truth; only these rules when given. */
export async function score(report: string, rules?: readonly string[]): Promise<Score> {
  const folder = mkdtempSync(join(tmpdir(), 'truce-score-'));
  try {
    const file = join(folder, 'report.json');
    writeFileSync(file, report);
    const { stdout } = await run(process.execPath, [
      join(RECORDINGS, 'score.mjs'),
      ...['--truth', join(RECORDINGS, 'truth.json'), '--writes', join(RECORDINGS, 'writes.jsonl.gz')],
      ...['--report', file, '--json'],
      ...(rules ? ['--rules', rules.join(',')] : []),
    ]);
    return JSON.parse(stdout) as Score;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
