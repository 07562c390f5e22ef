// `npm run bench`: what the plugin adds to the work that must be done anyway, as ratios. Nothing is asserted: the table
// goes to docs/performance.md, and whoever changes a hot path looks at it before and after.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startBoth } from '../../demo/databases/both.mjs';
import { createScope } from '../../demo/databases/process.mjs';
import { ensureInstalled } from '../../demo/databases/programs.mjs';
import { loadRecording, recordingBounds } from '../../demo/databases/recording.mjs';
import { analyze } from '../../src/engine';
import type { Interval } from '../../src/kit/interval';
import type { Report } from '../../src/model/report';
import { alternate } from './alternate';
import { measureDrawing } from './drawing';
import { measureHostileTexts } from './hostileTexts';
import { askBare, recordSweep, sweep, sweepFromMemory } from './requests';

const DOC = join(__dirname, '..', '..', 'docs', 'performance.md');
const RECORDING = { dir: join(__dirname, '..', 'recordings'), scrape: '15s' as const };
const ROUNDS = 7;
const MARKS = [1000, 10_000];

interface Row {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: string;
  readonly aim: string;
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Bytes in use; buffers are freed a moment after their owners. */
async function heapUsed(): Promise<number> {
  setFlagsFromString('--expose-gc');
  for (let i = 0; i < 3; i++) {
    (runInNewContext('gc') as () => void)();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { heapUsed: heap, arrayBuffers } = process.memoryUsage();
  return heap + arrayBuffers;
}

/** What stays in memory of one sweep and its report, when everything else is gone. */
async function heldBy(make: () => Promise<unknown>): Promise<number> {
  const before = await heapUsed();
  const kept = await make();
  const after = await heapUsed();
  return kept === undefined ? 0 : after - before;
}

async function measureDatabase(name: string, url: string, range: Interval): Promise<{ rows: Row[]; report: Report }> {
  const { set, requests } = await recordSweep(url, range);
  if (set.failed.length > 0) {
    throw new Error(`${name}: ${set.failed[0]?.message ?? 'a query failed'}`);
  }
  const report = analyze(set);
  const samples = set.series.reduce((sum, series) => sum + series.times.length, 0);
  const bytes = requests.reduce((sum, { text }) => sum + text.length, 0);
  const parseAll = (): void => requests.forEach(({ text }) => void JSON.parse(text));
  const asked = await alternate(
    ROUNDS,
    () => sweep(url, range),
    () => askBare(requests)
  );
  const decoded = await alternate(ROUNDS, () => sweepFromMemory(url, range, requests), parseAll);
  const judged = await alternate(ROUNDS, () => analyze(set), parseAll);
  const both = decoded.ours + judged.ours;
  const parsed = Math.min(decoded.theirs, judged.theirs);
  const held = await heldBy(async () => {
    const again = await sweepFromMemory(url, range, requests);
    return { again, report: analyze(again) };
  });
  const rows = [
    {
      what: `${name}: a sweep (${requests.length} requests, ${megabytes(bytes)}, ${set.series.length} series)`,
      ours: ms(asked.ours),
      against: `${ms(asked.theirs)}, a bare client with the same requests`,
      ratio: asked.ratio.toFixed(2),
      aim: '1.25',
    },
    {
      what: `${name}: decoding and analysis (${samples} samples, ${report.workloads.length} workloads)`,
      ours: `${ms(decoded.ours)} + ${ms(judged.ours)}`,
      against: `${ms(parsed)}, JSON.parse of the same bodies`,
      ratio: (both / parsed).toFixed(2),
      aim: '2',
    },
    {
      what: `${name}: memory held by series and report`,
      ours: megabytes(held),
      against: `${megabytes(bytes)} of JSON`,
      ratio: (held / bytes).toFixed(2),
      aim: '',
    },
  ];
  return { rows, report };
}

async function measureAll(): Promise<Row[]> {
  await ensureInstalled((text) => console.log(text));
  const scope = createScope();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => process.exit(130)); // leaving ends the servers: demo/databases/process.mjs
  }
  try {
    const range = await recordingBounds(RECORDING);
    const { prometheus, victoriametrics } = await startBoth({ sources: [() => loadRecording(RECORDING)], scope });
    const one = await measureDatabase('Prometheus', prometheus.url, range);
    const other = await measureDatabase('VictoriaMetrics', victoriametrics.url, range);
    const drawn = await measureDrawing(one.report, MARKS, ROUNDS);
    const drawing = drawn.map((result, i) => ({
      what: `drawing ${MARKS[i] ?? 0} marks`,
      ours: ms(result.ours),
      against: `${ms(result.theirs)}, uPlot with as many points`,
      ratio: result.ratio.toFixed(2),
      aim: '1.5',
    }));
    const { worst, count } = measureHostileTexts(ROUNDS);
    const texts = {
      what: `cleaning the worst of ${count} error texts of 200 kB`,
      ours: ms(worst),
      against: '20 ms',
      ratio: (worst / 20).toFixed(2),
      aim: '1',
    };
    return [...one.rows, ...other.rows, ...drawing, texts];
  } finally {
    await scope.close();
  }
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ what, ours, against, ratio, aim }) => `| ${[what, ours, against, ratio, aim].join(' | ')} |`
  );
  return ['| what | plugin | against | ratio | aim |', '|---|---|---|---|---|', ...lines].join('\n');
}

/** Puts the table between the two marks of the document. */
function write(text: string): void {
  const [before = '', rest = ''] = readFileSync(DOC, 'utf8').split('<!-- bench -->');
  const after = rest.split('<!-- /bench -->')[1] ?? '';
  writeFileSync(DOC, `${before}<!-- bench -->\n\n${text}\n\n<!-- /bench -->${after}`);
}

async function main(): Promise<void> {
  const rows = table(await measureAll());
  const machine = `${cpus().length} cores, ${process.platform} ${process.arch}, Node.js ${process.versions.node.split('.')[0] ?? ''}`;
  const text = `Measured on ${new Date().toISOString().slice(0, 10)} (${machine}), ${ROUNDS} rounds in turns, minima.\n\n${rows}`;
  console.log(`\n${text}\n`);
  write(text);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
