// The recording's truth and its scorer: what was really done in each namespace, by whom, and how much of it a report tells.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportJson } from '../../src/cli/reportJson';
import type { Interval } from '../../src/kit/interval';
import type { Report } from '../../src/model/report';

const FOLDER = join(__dirname, '../recordings');

export interface Expectation {
  readonly rule: string;
  readonly actors?: readonly string[];
  readonly optional?: boolean;
  /** When it begins, unix milliseconds. */
  readonly from: number;
}

export interface Truth {
  readonly recorded: { readonly t0: number; readonly end: number };
  readonly scenarios: ReadonlyArray<{
    readonly namespace: string;
    readonly kind: 'conflict' | 'healthy';
    readonly title: string;
    readonly expect: readonly Expectation[];
    /** Rules that are true of it too and count neither way. */
    readonly allowed: readonly string[];
  }>;
}

export const TRUTH = JSON.parse(readFileSync(join(FOLDER, 'truth.json'), 'utf8')) as Truth;

/** The hours of the recording. */
export const RECORDED: Interval = { from: TRUTH.recorded.t0, to: TRUTH.recorded.end };

/** Folder of the samples at one pace. */
export function recording(pace: '15s' | '30s'): string {
  return join(FOLDER, pace);
}

/** A recording with its truth. */
export interface Recording {
  readonly name: string;
  readonly truth: Truth;
  readonly range: Interval;
  readonly root: string;
  /** Folder of the samples at one pace. */
  readonly folder: (pace: '15s' | '30s') => string;
}

function recordingIn(name: string, folder: string): Recording {
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth;
  const range = { from: truth.recorded.t0, to: truth.recorded.end };
  return { name, truth, range, root: folder, folder: (pace) => join(folder, pace) };
}

/** Both recordings: other stories, names, sizes and rhythms of the same controllers. */
export const RECORDINGS: readonly Recording[] = [recordingIn('a', FOLDER), recordingIn('b', join(FOLDER, 'b'))];

/** What the scorer says; shares are 0 to 1. */
export interface Score {
  readonly summary: {
    readonly recall: number;
    readonly precision: number;
    readonly actorsRight: number;
    readonly writerNamedExactly: number;
    readonly medianStartErrorSeconds: number;
    readonly medianEndErrorSeconds: number;
    readonly writerRight: number;
    readonly writesCounted: number;
    readonly actions: {
      readonly edges: number;
      readonly invented: number;
      readonly writes: number;
      readonly claimed: number;
    };
    readonly expected: number;
    readonly found: number;
    readonly falseAlarms: number;
  };
  readonly rows: ReadonlyArray<{
    readonly ns: string;
    readonly rule: string;
    readonly result: string;
    readonly severity?: string;
    readonly summary?: string;
  }>;
}

/** Scores a report of a recording (the first one if none is given) with the recordings' own scorer, in a process of its own. */
export function score(report: Report, { root }: Pick<Recording, 'root'> = { root: FOLDER }): Score {
  const folder = mkdtempSync(join(tmpdir(), 'truce-score-'));
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(reportJson(report)));
  const files = [
    '--truth',
    join(root, 'truth.json'),
    '--writes',
    join(root, 'writes.jsonl.gz'),
    '--report',
    file,
    '--json',
  ];
  const run = spawnSync(process.execPath, [join(FOLDER, 'score.mjs'), ...files], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) {
    throw new Error(run.stderr);
  }
  return JSON.parse(run.stdout) as Score;
}
