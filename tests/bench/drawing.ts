// Bundles page.ts and runs it in Chromium.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import type { Interval } from '../../src/kit/interval';
import type { Finding } from '../../src/model/finding';
import type { Report, WorkloadHistory } from '../../src/model/report';
import type { Ratio } from './alternate';

/** What the page gets; columns as plain arrays. */
export interface Drawn {
  readonly histories: readonly WorkloadHistory[];
  readonly findings: readonly Finding[];
  readonly range: Interval;
  /** How many marks to paint. */
  readonly counts: readonly number[];
  /** How many actions the window shows that is moved. */
  readonly actions: number;
  readonly rounds: number;
}

/** A frame while the window moves over one story. */
export interface Panned extends Ratio {
  /** What was painted of the actions: those that nobody could tell apart are one mark. */
  readonly marks: number;
}

export interface Measured {
  /** For each count. */
  readonly painted: readonly Ratio[];
  /** For each story. */
  readonly panned: readonly Panned[];
}

interface Measuring {
  readonly measure: (drawn: unknown) => Promise<Measured>;
}

const CHROMIUM = '/usr/bin/chromium';

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'page.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}

function plain(drawn: Drawn): string {
  return JSON.stringify(drawn, (_, value: unknown) => (value instanceof Float64Array ? [...value] : value));
}

/** Our marks against uPlot's points: painted at once, and while a window moves over so many actions. */
export async function measureDrawing(
  report: Report,
  { counts, actions, rounds }: Pick<Drawn, 'counts' | 'actions' | 'rounds'>
): Promise<Measured> {
  const script = await bundle();
  const browser = await chromium.launch({
    ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    const drawn = {
      histories: report.workloads,
      findings: report.findings,
      range: report.range,
      counts,
      actions,
      rounds,
    };
    return await page.evaluate(
      (text) => (window as unknown as Measuring).measure(JSON.parse(text) as unknown),
      plain(drawn)
    );
  } finally {
    await browser.close();
  }
}
