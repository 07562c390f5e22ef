// Whether the scans of a large fleet are necessary, on both databases: over the recordings, the cases from the field and the
// stories of the corpus each finding above info stands on a workload that a scan of its rule names.
import { join } from 'node:path';
import { STORIES } from '../../demo/cluster';
import { createScope } from '../../demo/databases/process.mjs';
import { ensureInstalled } from '../../demo/databases/programs.mjs';
import { analyze } from '../../src/engine';
import type { Interval } from '../../src/kit/interval';
import type { SeriesSet } from '../../src/model/series';
import { httpTransport } from '../../src/sources/httpTransport';
import { sweepSource } from '../../src/sources/sweep';
import { loadFleet } from '../bench/fleet/load';
import { FIELD_CASES } from '../support/fieldCases';
import { readColumns, type Column } from '../support/recordedSource';
import { largestNodes, loudOf, scanDatabase, unnamedIn } from '../support/scansNecessary';
import { readSimulated } from '../support/simulatedSource';
import { RECORDINGS } from '../support/truth';
import { recordLife } from './recordLife';

const FIELD = join(__dirname, '../field');
const DATABASES = ['prometheus', 'victoriametrics'] as const;

export interface ScanTally {
  /** Findings above info that were looked for. */
  readonly findings: number;
  /** Those that no scan of their rule names, and scans without an answer, in words. */
  readonly breaches: readonly string[];
}

/** The same where nobody exports how often an object was written to. */
function withoutGenerations(columns: readonly Column[]): Column[] {
  return columns.filter(({ labels }) => !/_metadata_generation$/.test(labels.__name__ ?? ''));
}

/** What stands in a database, and what is asked of it. */
interface Held {
  readonly name: string;
  readonly range: Interval;
  readonly namespaces: readonly string[];
  /** What it comes to, where the database holds more than that. */
  readonly set?: SeriesSet;
}

/** Series that several of them bring are held once. */
function distinctColumns(columns: readonly Column[]): Column[] {
  return [...new Map(columns.map((one) => [JSON.stringify(Object.entries(one.labels).sort()), one])).values()];
}

async function tryOne(url: string, { range, namespaces, set }: Held): Promise<ScanTally> {
  const request = { range, namespaces, clusterLabel: 'auto' };
  const read = set ?? (await sweepSource(httpTransport({ url })).fetch(request));
  const report = analyze(read);
  const scanned = await scanDatabase(url, range, largestNodes(read), namespaces);
  return { findings: loudOf(report).length, breaches: [...scanned.failed, ...unnamedIn(report, scanned)] };
}

/** Loads these series into a pair of databases and asks both. */
async function tryAll(columns: readonly Column[], all: readonly Held[]): Promise<ScanTally[]> {
  const scope = createScope();
  const tallies: ScanTally[] = [];
  try {
    const loaded = await loadFleet(distinctColumns(columns), [], scope);
    for (const database of DATABASES) {
      for (const held of all) {
        const { findings, breaches } = await tryOne(loaded[database], held);
        tallies.push({ findings, breaches: breaches.map((text) => `${held.name}, ${database}: ${text}`) });
      }
    }
  } finally {
    await scope.close();
  }
  return tallies;
}

/** Lives of every story, with the series of all of them. */
function livesOf(seed: number, only: readonly string[] | undefined): { columns: Column[]; all: Held[] } {
  const lives = STORIES.filter(({ id }) => !only || only.includes(id)).map((story) => {
    const { series, range } = recordLife(story, seed);
    const namespaces = [...new Set(story.build(seed).scenarios.map(({ namespace }) => namespace))];
    return { name: `${story.id}, seed ${seed}`, series, range, namespaces };
  });
  return {
    columns: lives.flatMap(({ series }) =>
      series.map((one) => ({ ...one, times: [...one.times], values: [...one.values] }))
    ),
    all: lives.map(({ series, ...held }) => ({ ...held, set: readSimulated(series, held.range) })),
  };
}

export interface ScanOptions {
  /** Only these: `recordings`, `field`, `stories`, or ids of stories and names of cases. All when absent. */
  readonly only?: readonly string[];
  /** Lives of each story. */
  readonly seeds: number;
}

/** Tries everything; `tell` hears of each load as it is done. */
export async function tryScans(
  { only, seeds }: ScanOptions,
  tell: (name: string, tally: ScanTally) => void
): Promise<ScanTally> {
  await ensureInstalled((text) => tell(text, { findings: 0, breaches: [] }));
  const all: ScanTally[] = [];
  const run = async (name: string, columns: readonly Column[], held: readonly Held[]): Promise<void> => {
    const tally = sumOf(await tryAll(columns, held));
    all.push(tally);
    tell(name, tally);
  };
  const runBoth = async (held: Held, columns: readonly Column[]): Promise<void> => {
    await run(held.name, columns, [held]);
    const name = `${held.name}, without generations`;
    await run(name, withoutGenerations(columns), [{ ...held, name }]);
  };
  const isWanted = (group: string, name: string): boolean => !only || only.includes(group) || only.includes(name);
  for (const { name, range, folder } of RECORDINGS.filter((one) => isWanted('recordings', one.name))) {
    await runBoth({ name: `recording ${name}`, range, namespaces: [] }, readColumns(folder('30s')));
  }
  for (const { name, from, to } of FIELD_CASES.filter((one) => isWanted('field', one.name))) {
    const range = { from: from * 1000, to: to * 1000 };
    await runBoth({ name, range, namespaces: [] }, readColumns(join(FIELD, name)));
  }
  for (let seed = 0; seed < seeds; seed++) {
    const ids = STORIES.map(({ id }) => id).filter((id) => isWanted('stories', id));
    if (ids.length > 0) {
      const lives = livesOf(seed, ids);
      await run(`${ids.length} stories, seed ${seed}`, lives.columns, lives.all);
    }
  }
  return sumOf(all);
}

function sumOf(tallies: readonly ScanTally[]): ScanTally {
  return {
    findings: tallies.reduce((n, { findings }) => n + findings, 0),
    breaches: tallies.flatMap(({ breaches }) => breaches),
  };
}
