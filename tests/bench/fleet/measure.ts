// `npm run bench -- --fleet N`: a recording inside N other workloads, on both databases, one server at a time. Whether every
// finding of the recording is still found, word for word, and what that costs.
import { createScope } from '../../../demo/databases/process.mjs';
import { ensureInstalled } from '../../../demo/databases/programs.mjs';
import { number } from '../../../src/kit/text';
import { keep, measuredOn, table, type Row } from '../table';
import { BASE, databaseRows, NAMES } from './databaseRows';
import { readHay, type Hay } from './hay';
import { judgingTime, liveSuspects } from './judging';
import { loadInto, type ServerName } from './load';
import type { Placed } from './plan';
import { scrapesOf } from './scrapes';
import { sweepOnce } from './sweeping';

const ROUNDS = 3;
/** Six hours of more would take more memory than a page or a bench has. */
const MOST_SUSPECTS = 1000;

export interface FleetOptions {
  /** Only this database. */
  readonly database?: string;
  /** Keeps what was loaded, for the next time. */
  readonly folder?: string;
  /** One sweep and no more: the needle and what it cost to find it. */
  readonly once?: boolean;
}

function judgingRow({ recorded, range }: Hay, workloads: number): Row {
  const lives = liveSuspects(scrapesOf(recorded, range, 30));
  const few = judgingTime(BASE / 10, lives, ROUNDS);
  const most = Math.min(MOST_SUSPECTS, workloads / 10);
  const many = judgingTime(most, lives, 1);
  return {
    what: `judging a suspect of ${number(BASE / 10)}, 720 samples a series`,
    ours: `${few.toFixed(2)} ms (of ${number(most)}: ${many.toFixed(2)} ms)`,
    against: '1 ms',
    ratio: few,
    aim: 1,
  };
}

/** Loads what it is given for as long as the work takes. */
async function withFleet<T>(
  name: ServerName,
  hay: Hay,
  fleet: readonly Placed[],
  folder: string | undefined,
  work: (url: string) => Promise<T>
): Promise<T> {
  const scope = createScope();
  try {
    const started = performance.now();
    const { url, amount } = await loadInto(name, hay.recorded, fleet, scope, folder);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(
      `${NAMES[name]}: ${number(fleet.length)} workloads around the recording, ${number(amount.series)} series, ${number(amount.samples)} samples, after ${seconds} s`
    );
    return await work(url);
  } finally {
    await scope.close();
  }
}

async function measureOn(
  database: ServerName,
  hay: Hay,
  fleet: readonly Placed[],
  { folder, once = false }: FleetOptions
): Promise<Row[]> {
  const swept = (around: readonly Placed[]) =>
    withFleet(database, hay, around, folder, (url) => sweepOnce(url, hay.range));
  const { report: alone } = await swept([]);
  const atBase = fleet.length > BASE ? await swept(hay.around(BASE)) : undefined;
  return withFleet(database, hay, fleet, folder, (url) =>
    databaseRows({ database, url, hay, fleet, alone, atBase, once })
  );
}

/** Measures a fleet of so many workloads; each table is printed and kept as it is ready. */
export async function measureFleet(workloads: number, options: FleetOptions): Promise<void> {
  await ensureInstalled((text) => console.log(text));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => process.exit(130)); // leaving ends the servers: demo/databases/process.mjs
  }
  const hay = await readHay('b');
  const fleet = hay.around(workloads);
  for (const name of (Object.keys(NAMES) as ServerName[]).filter((one) => (options.database ?? one) === one)) {
    tell(`fleet ${workloads} ${name}`, await measureOn(name, hay, fleet, options));
  }
  if (!options.once) {
    tell('judging', [judgingRow(hay, workloads)]);
  }
}

function tell(mark: string, rows: readonly Row[]): void {
  const text = `${measuredOn()}.\n\n${table(rows)}`;
  console.log(`\n${text}\n`);
  keep(mark, text);
}
