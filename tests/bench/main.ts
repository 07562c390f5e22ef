// `npm run bench`: what the plugin adds to the work that must be done anyway, as ratios. Nothing is asserted: the table
// goes to docs/performance.md, and whoever changes a hot path looks at it before and after.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBoth } from '../../demo/databases/both.mjs';
import { createScope } from '../../demo/databases/process.mjs';
import { ensureInstalled } from '../../demo/databases/programs.mjs';
import { loadRecording, recordingBounds } from '../../demo/databases/recording.mjs';
import { analyze } from '../../src/engine';
import type { Interval } from '../../src/kit/interval';
import { median } from '../../src/kit/stats';
import type { Report } from '../../src/model/report';
import type { SeriesSet } from '../../src/model/series';
import { alternate, type Ratio } from './alternate';
import { measureDrawing, type Measured } from './drawing';
import { measureFleet } from './fleet/measure';
import { heldBy } from './heap';
import { measureHostileTexts } from './hostileTexts';
import { measureRefresh } from './refresh';
import { askBare, recordSweep, sweep, sweepFromMemory } from './requests';
import { keep, measuredOn, megabytes, ms, table, type Row } from './table';

const RECORDING = { dir: join(__dirname, '..', 'recordings'), scrape: '15s' as const };
const ROUNDS = 7;
const MARKS = [1000, 10_000];
/** In the window that is moved. */
const ACTIONS = 10_000;
/** `--fleet 10000` measures a large fleet, `--database prometheus` on one only, `--once` with one sweep, `--keep FOLDER` loads it once. */
const OPTIONS = {
  fleet: { type: 'string' },
  database: { type: 'string' },
  keep: { type: 'string' },
  once: { type: 'boolean' },
} as const;

/** Samples of a series for which the aim is stated: three hours, one every 15 s. */
const SAMPLES = 720;

/** What one workload takes, with as many samples a series as the aim is about. */
function judgingRow(name: string, judged: number, { series }: SeriesSet, { workloads }: Report): Row {
  // Most series of a sweep are constants, read as one value: what a rule goes through are the curves.
  const curves = series.filter(({ kind }) => kind === 'workload.replicas');
  const samples = median(curves.map(({ times }) => times.length)) ?? NaN;
  const each = (judged / workloads.length) * (SAMPLES / samples);
  return {
    what: `${name}: judging a workload (${samples} samples a series, reckoned up to ${SAMPLES})`,
    ours: ms(each),
    against: '1 ms',
    ratio: each,
    aim: 1,
  };
}

async function measureDatabase(name: string, url: string, range: Interval): Promise<{ rows: Row[]; report: Report }> {
  const { set, requests } = await recordSweep(url, range);
  if (set.failed.length > 0) {
    throw new Error(`${name}: ${set.failed[0]?.message ?? 'a query failed'}`);
  }
  const report = analyze(set);
  const samples = set.series.reduce((sum, series) => sum + series.times.length, 0);
  const bytes = requests.reduce((sum, one) => sum + one.bytes, 0);
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
      ratio: asked.ratio,
      aim: 1.25,
    },
    {
      what: `${name}: decoding and analysis (${samples} samples, ${report.workloads.length} workloads)`,
      ours: `${ms(decoded.ours)} + ${ms(judged.ours)}`,
      against: `${ms(parsed)}, JSON.parse of the same bodies`,
      ratio: both / parsed,
    },
    judgingRow(name, judged.ours, set, report),
    {
      what: `${name}: memory held by series and report`,
      ours: megabytes(held),
      against: `${megabytes(bytes)} of JSON`,
      ratio: held / bytes,
    },
  ];
  return { rows, report };
}

function drawingRows({ painted, panned }: Measured): Row[] {
  const row = (what: string, { ours, theirs, ratio }: Ratio): Row => ({
    what,
    ours: ms(ours),
    against: `${ms(theirs)}, uPlot with as many points`,
    ratio,
    aim: 2,
  });
  const worst = panned.reduce((most, frame) => (frame.ratio > most.ratio ? frame : most));
  return [
    ...painted.map((result, i) => row(`drawing ${MARKS[i] ?? 0} marks`, result)),
    row(
      `panning ${ACTIONS} marks: a frame (the worst of ${panned.length} stories; ${worst.marks} can be told apart)`,
      worst
    ),
  ];
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
    const refreshed = [
      ...(await measureRefresh('Prometheus', prometheus.url, range)),
      ...(await measureRefresh('VictoriaMetrics', victoriametrics.url, range)),
    ];
    const drawing = drawingRows(await measureDrawing(one.report, { counts: MARKS, actions: ACTIONS, rounds: ROUNDS }));
    const { worst, count } = measureHostileTexts(ROUNDS);
    const texts = {
      what: `cleaning the worst of ${count} error texts of 200 kB`,
      ours: ms(worst),
      against: '20 ms',
      ratio: worst / 20,
      aim: 1,
    };
    return [...one.rows, ...other.rows, ...refreshed, ...drawing, texts];
  } finally {
    await scope.close();
  }
}

async function main(): Promise<void> {
  const { fleet, database, once, keep: folder } = parseArgs({ options: OPTIONS }).values;
  if (fleet !== undefined) {
    return measureFleet(Number(fleet), { database, folder, once });
  }
  const text = `${measuredOn()}, ${ROUNDS} rounds in turns, minima.\n\n${table(await measureAll())}`;
  console.log(`\n${text}\n`);
  keep('bench', text);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
