// `npm run bench -- --fleet N`: a recording inside N other workloads, on both databases. Whether every finding of the
// recording is still found, word for word, and what that costs, in parts of F: the time in which the database itself reads
// one window of every HPA and answers with one number.
import { createScope } from '../../../demo/databases/process.mjs';
import { ensureInstalled } from '../../../demo/databases/programs.mjs';
import { analyze, mergeReports } from '../../../src/engine';
import type { Interval } from '../../../src/kit/interval';
import { number } from '../../../src/kit/text';
import type { Report } from '../../../src/model/report';
import type { SeriesSet } from '../../../src/model/series';
import { alternate } from '../alternate';
import { heldBy } from '../heap';
import { askBare, recordSweep, sweep, type Recorded } from '../requests';
import { megabytes, ms, table, type Row } from '../table';
import { readHay, type Hay } from './hay';
import { judgingTime, liveSuspects } from './judging';
import { loadFleet, type Loaded } from './load';
import { findNeedle } from './needle';
import type { Placed } from './plan';
import { scrapesOf } from './scrapes';

const ROUNDS = 3;
const BASE = 1000;
const DATABASES = { prometheus: 'Prometheus', victoriametrics: 'VictoriaMetrics' } as const;
type Database = keyof typeof DATABASES;
/** What scans and lists of the whole fleet may cost, in F. */
const SCAN_AIM: Readonly<Record<Database, number>> = { prometheus: 4.5, victoriametrics: 6.5 };
/** Ids of questions about the fleet as a whole; the rest reads what was chosen by them. */
const WHOLE_FLEET = /^(census|scan|moved|blind|spelling|cluster-label|rare-kinds|scrape)/;

interface Swept {
  readonly report: Report;
  readonly requests: readonly Recorded[];
  /** Milliseconds for all of it, for what came up to the first finding, and for judging alone. */
  readonly took: number;
  readonly first: number;
  readonly judged: number;
}

/** Judges each part as it comes and lets its samples go, as command line, pages and watcher do. */
class Judge {
  private readonly reports: Report[] = [];
  public readonly started = performance.now();
  public first = NaN;
  public judged = 0;

  public readonly take = (part: SeriesSet): void => {
    const began = performance.now();
    const report = analyze(part);
    this.reports.push(report);
    this.judged += performance.now() - began;
    if (Number.isNaN(this.first) && report.findings.length > 0) {
      this.first = performance.now() - this.started;
    }
  };

  public report(): Report {
    const [first, ...others] = this.reports;
    if (!first) {
      throw new Error('nothing came');
    }
    return mergeReports([first, ...others]);
  }
}

async function sweepOnce(url: string, range: Interval): Promise<Swept> {
  const judge = new Judge();
  const { set, requests } = await recordSweep(url, range, judge.take);
  judge.take(set);
  const report = judge.report();
  return { report, requests, took: performance.now() - judge.started, first: judge.first, judged: judge.judged };
}

async function least(work: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < ROUNDS; i++) {
    const started = performance.now();
    await work();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

/** The same request, answered anew: VictoriaMetrics would remember its answer. */
function anew({ url, init }: Recorded): () => Promise<string> {
  const body = `${typeof init.body === 'string' ? init.body : ''}&nocache=1`;
  return async () => (await fetch(url, { ...init, body })).text();
}

/** F: the database reads the range of every HPA and answers with one number. */
function timeF(url: string, range: Interval): Promise<number> {
  const window = `${Math.round((range.to - range.from) / 1000)}s`;
  const query = `count(last_over_time(kube_horizontalpodautoscaler_status_desired_replicas[${window}]))`;
  const form = new URLSearchParams({ query, time: String(range.to / 1000), nocache: '1' });
  return least(async () => (await fetch(`${url}/api/v1/query`, { method: 'POST', body: form })).text());
}

const bytesOf = (requests: readonly Recorded[]): number => requests.reduce((sum, { text }) => sum + text.length, 0);

/** Says in words what the needle property says in numbers. */
function needleRow(name: string, alone: Report, inside: Report, fleet: readonly Placed[]): Row {
  const others = new Set(fleet.map(({ namespace }) => namespace));
  const astray = findNeedle(alone, inside, others);
  const all = alone.findings.flatMap((finding) => [finding, ...finding.caused]).length;
  const of = (how: string): number => astray.filter((one) => one.how === how).length;
  const wrong = `${of('missing')} missing, ${of('added')} added, ${of('changed')} changed`;
  return {
    what: `${name}: findings of the recording that the fleet hides or changes`,
    ours: astray.length === 0 ? 'none' : wrong,
    against: `${all} findings of the recording alone`,
    ratio: astray.length,
    aim: 0,
  };
}

async function measureDatabase(
  database: Database,
  url: string,
  { range, own }: Hay,
  fleet: readonly Placed[],
  alone: Report,
  atBase: Swept | undefined
): Promise<Row[]> {
  const name = DATABASES[database];
  const { report, requests, took, first, judged } = await sweepOnce(url, range);
  const f = await timeF(url, range);
  const scans = requests.filter(({ id }) => WHOLE_FLEET.test(id));
  let scanned = 0;
  for (const scan of scans) {
    scanned += await least(anew(scan));
  }
  const asked = await alternate(
    ROUNDS,
    () => sweep(url, range, () => undefined),
    () => askBare(requests)
  );
  const held = await heldBy(async () => {
    const judge = new Judge();
    judge.take(await sweep(url, range, judge.take));
    return judge.report();
  });
  const quiet = (report.quiet ?? []).reduce((sum, group) => sum + group.workloads.length, 0);
  const workloads = fleet.length + own;
  const bytes = bytesOf(requests);
  const perWorkload = took / workloads;
  return [
    needleRow(name, alone, report, fleet),
    {
      what: `${name}: scans and lists of the whole fleet (${scans.length} of ${requests.length} requests, ${megabytes(bytesOf(scans))})`,
      ours: ms(scanned),
      against: `${ms(f)}, F`,
      ratio: scanned / f,
      aim: SCAN_AIM[database],
    },
    {
      what: `${name}: first finding (the last after ${ms(took)}; ${number(report.workloads.length)} workloads read, ${number(quiet)} named by no scan)`,
      ours: ms(first),
      against: `${ms(f)}, F`,
      ratio: first / f,
      aim: 2,
    },
    {
      what: `${name}: bytes per workload of the fleet, kB`,
      ours: megabytes(bytes),
      against: `${number(workloads)} workloads`,
      ratio: bytes / workloads / 1000,
      aim: 2.5,
    },
    {
      what: `${name}: a sweep`,
      ours: ms(asked.ours),
      against: `${ms(asked.theirs)}, a bare client with the same requests`,
      ratio: asked.ratio,
      aim: 1.25,
    },
    {
      what: `${name}: judging in that sweep, per workload read, against 1 ms`,
      ours: ms(judged),
      against: `${number(report.workloads.length)} workloads read`,
      ratio: judged / report.workloads.length,
    },
    {
      what: `${name}: sweep and judging per workload, against the same at ${number(BASE)} workloads`,
      ours: `${perWorkload.toFixed(2)} ms`,
      against: atBase ? `${(atBase.took / (BASE + own)).toFixed(2)} ms` : '',
      ratio: atBase ? perWorkload / (atBase.took / (BASE + own)) : 'not measured',
      aim: 1,
    },
    {
      what: `${name}: held by the report, MB`,
      ours: megabytes(held),
      against: '150 MB at 30,000 workloads',
      ratio: held / 1e6,
      aim: 150,
    },
    {
      what: `${name}: a refresh of 30 s`,
      ours: '',
      against: 'the first sweep',
      ratio: 'not measured: a refresh reads everything again',
      aim: 0.05,
    },
  ];
}

function judgingRow({ recorded, range }: Hay, workloads: number): Row {
  const lives = liveSuspects(scrapesOf(recorded, range, 30));
  const few = judgingTime(BASE / 10, lives, ROUNDS);
  const many = judgingTime(workloads / 10, lives, 1);
  return {
    what: `judging a suspect of ${number(BASE / 10)}, 720 samples a series`,
    ours: `${few.toFixed(2)} ms (of ${number(workloads / 10)}: ${many.toFixed(2)} ms)`,
    against: '1 ms',
    ratio: few,
    aim: 1,
  };
}

/** Loads what it is given for as long as the work takes. */
async function withFleet<T>(hay: Hay, fleet: readonly Placed[], work: (loaded: Loaded) => Promise<T>): Promise<T> {
  const scope = createScope();
  try {
    const started = performance.now();
    const loaded = await loadFleet(hay.recorded, fleet, scope);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(
      `${number(fleet.length)} workloads around the recording: ${number(loaded.series)} series, ${number(loaded.samples)} samples, loaded in ${seconds} s`
    );
    return await work(loaded);
  } finally {
    await scope.close();
  }
}

/** The table for a fleet of so many workloads. */
export async function measureFleet(workloads: number): Promise<string> {
  await ensureInstalled((text) => console.log(text));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => process.exit(130)); // leaving ends the servers: demo/databases/process.mjs
  }
  const hay = await readHay('b');
  const each = async (loaded: Loaded): Promise<Record<Database, Swept>> => ({
    prometheus: await sweepOnce(loaded.prometheus, hay.range),
    victoriametrics: await sweepOnce(loaded.victoriametrics, hay.range),
  });
  const alone = await withFleet(hay, [], each);
  const base = workloads > BASE ? await withFleet(hay, hay.around(BASE), each) : undefined;
  const fleet = hay.around(workloads);
  const rows = await withFleet(hay, fleet, async (loaded) => {
    const databases = Object.keys(DATABASES) as Database[];
    const all: Row[] = [];
    for (const database of databases) {
      const before = base?.[database];
      all.push(...(await measureDatabase(database, loaded[database], hay, fleet, alone[database].report, before)));
    }
    return all;
  });
  const page: Row = {
    what: "longest task on the page's main thread",
    ours: '',
    against: '50 ms',
    ratio: 'not measured here: judging has no worker yet',
  };
  return table([...rows, judgingRow(hay, workloads), page]);
}
