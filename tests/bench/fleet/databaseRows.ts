// The rows of one database about a large fleet: whether the needle is found, and what it costs, in parts of F: the time in
// which the database itself reads one window of every HPA and answers with one number.
import type { Interval } from '../../../src/kit/interval';
import { number } from '../../../src/kit/text';
import type { Report } from '../../../src/model/report';
import { heldBy } from '../heap';
import { askBare, type Recorded } from '../requests';
import { measureRefresh } from '../refresh';
import { megabytes, ms, type Row } from '../table';
import type { Hay } from './hay';
import type { ServerName } from './load';
import { findNeedle } from './needle';
import type { Placed } from './plan';
import { mannersRows, sizeRows } from './mannersRows';
import { sweepOnce, watchSweep, type Swept, type Watched } from './sweeping';

/** Workloads of the small fleet that a large one is compared with. */
export const BASE = 1000;
/** Above, one round has to do: it takes minutes. */
const ONE_ROUND = 5000;
const ROUNDS = 3;
const MINUTE = 60_000;
export const NAMES: Readonly<Record<ServerName, string>> = {
  prometheus: 'Prometheus',
  victoriametrics: 'VictoriaMetrics',
};
/** What scans and lists of the whole fleet may cost, in F. */
const SCAN_AIM: Readonly<Record<ServerName, number>> = { prometheus: 4.5, victoriametrics: 6.5 };
/** Ids of questions about the fleet as a whole; the rest reads what was chosen by them. */
const WHOLE_FLEET = /^(census|scan|moved|blind|spelling|cluster-label|rare-kinds|scrape)/;

export interface Inside {
  readonly database: ServerName;
  readonly url: string;
  readonly hay: Hay;
  readonly fleet: readonly Placed[];
  /** The recording's report where nothing is around it. */
  readonly alone: Report;
  /** A sweep of the small fleet, on the same database. */
  readonly atBase: Swept | undefined;
  /** One sweep and no more. */
  readonly once: boolean;
}

async function least(work: () => Promise<unknown>, rounds: number): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < rounds; i++) {
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
  return least(async () => (await fetch(`${url}/api/v1/query`, { method: 'POST', body: form })).text(), ROUNDS);
}

const bytesOf = (requests: readonly Recorded[]): number => requests.reduce((sum, { bytes }) => sum + bytes, 0);

/** Says in words what the needle property says in numbers, and what differs where something does. */
function needleRow(name: string, alone: Report, inside: Report, fleet: readonly Placed[]): Row {
  const others = new Set(fleet.map(({ namespace }) => namespace));
  const astray = findNeedle(alone, inside, others);
  astray.forEach((one) => console.log(`  ${name}: ${JSON.stringify(one)}`));
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

async function scanRows(name: string, inside: Inside, swept: Swept, rounds: number): Promise<Row[]> {
  const { database, url, hay, fleet } = inside;
  const { requests, report, first, took } = swept;
  const f = await timeF(url, hay.range);
  const scans = requests.filter(({ id }) => WHOLE_FLEET.test(id));
  let scanned = 0;
  for (const scan of inside.once ? [] : scans) {
    scanned += await least(anew(scan), rounds);
  }
  const quiet = (report.quiet ?? []).reduce((sum, group) => sum + group.workloads.length, 0);
  const workloads = fleet.length + hay.own;
  const bytes = bytesOf(requests);
  return [
    {
      what: `${name}: scans and lists of the whole fleet (${number(scans.length)} of ${number(requests.length)} requests, ${megabytes(bytesOf(scans))})`,
      ours: inside.once ? '' : ms(scanned),
      against: `${ms(f)}, F`,
      ratio: inside.once ? 'not measured' : scanned / f,
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
  ];
}

function growthRows(name: string, { fleet, hay, atBase }: Inside, swept: Swept): Row[] {
  const perWorkload = swept.took / (fleet.length + hay.own);
  const before = atBase && atBase.took / (BASE + hay.own);
  return [
    {
      what: `${name}: judging in that sweep, per workload read, against 1 ms`,
      ours: ms(swept.judged),
      against: `${number(swept.report.workloads.length)} workloads read`,
      ratio: swept.judged / swept.report.workloads.length,
    },
    {
      what: `${name}: sweep and judging per workload, against the same at ${number(BASE)} workloads`,
      ours: `${perWorkload.toFixed(2)} ms`,
      against: before === undefined ? '' : `${before.toFixed(2)} ms`,
      ratio: before === undefined ? 'not measured' : perWorkload / before,
      aim: 1,
    },
  ];
}

/** The same sweep by the plugin, watched, and by a bare client, in turns; the least of each. */
async function inTurns(
  { url, hay }: Inside,
  { requests }: Swept,
  rounds: number
): Promise<{ ours: Watched; theirs: number }> {
  let ours = await watchSweep(url, hay.range);
  let theirs = await least(() => askBare(requests), 1);
  for (let i = 1; i < rounds; i++) {
    const again = await watchSweep(url, hay.range);
    ours = again.took < ours.took ? again : ours;
    theirs = Math.min(theirs, await least(() => askBare(requests), 1));
  }
  return { ours, theirs };
}

/** What only further sweeps show. */
async function againRows(name: string, inside: Inside, swept: Swept, rounds: number): Promise<Row[]> {
  const { ours, theirs } = await inTurns(inside, swept, rounds);
  return [
    {
      what: `${name}: a sweep`,
      ours: ms(ours.took),
      against: `${ms(theirs)}, a bare client with the same requests`,
      ratio: ours.took / theirs,
      aim: 1.25,
    },
    ...(await mannersRows(name, inside.url, inside.hay.range, ours)),
  ];
}

/** Measures one database. */
export async function databaseRows(inside: Inside): Promise<Row[]> {
  const { url, hay, fleet, alone } = inside;
  const name = NAMES[inside.database];
  const span = hay.range.to - hay.range.from - MINUTE;
  const rounds = fleet.length > ONE_ROUND ? 1 : ROUNDS;
  const swept = await sweepOnce(url, hay.range);
  const needle = needleRow(name, alone, swept.report, fleet);
  console.log(`  ${name}: swept in ${ms(swept.took)}, ${needle.ours} astray`);
  // As a worker hands it to the page.
  const held = await heldBy(() => Promise.resolve(structuredClone(swept.report)));
  const scans = await scanRows(name, inside, swept, rounds);
  return [
    needle,
    ...scans,
    ...growthRows(name, inside, swept),
    ...sizeRows(name, swept),
    ...(inside.once ? [] : await againRows(name, inside, swept, rounds)),
    {
      what: `${name}: held by the report, MB`,
      ours: megabytes(held),
      against: '150 MB at 30,000 workloads',
      ratio: held / 1e6,
      aim: 150,
    },
    ...(inside.once ? [] : await measureRefresh(name, url, hay.range, { span, rounds: 1 })),
  ];
}
