// A Prometheus and a VictoriaMetrics that hold a recording and a fleet around it: the one finds a block in its data folder
// (promtool would need minutes for what takes seconds this way), the other takes it through remote write. What was loaded
// into a folder that is kept is found there again.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftover, temporaryFolder, type createScope } from '../../../demo/databases/process.mjs';
import { startPrometheus } from '../../../demo/databases/prometheus.mjs';
import { startVictoriaMetrics } from '../../../demo/databases/victoriametrics.mjs';
import type { Column } from '../../support/recordedSource';
import { writeBlock } from './block/writeBlock';
import type { Placed } from './plan';
import { remoteWrite, type Amount } from './remoteWrite';
import { sharedSeries } from './sharedSeries';

export type ServerName = 'prometheus' | 'victoriametrics';
type Scope = ReturnType<typeof createScope>;

/** Addresses of both. */
export type Loaded = Readonly<Record<ServerName, string>>;

interface Load {
  readonly recorded: readonly Column[];
  readonly fleet: readonly Placed[];
  readonly dataDir: string;
  /** Nothing is there yet. */
  readonly isNew: boolean;
}

interface Filled {
  readonly url: string;
  readonly stop: () => Promise<void>;
  readonly amount: Amount | undefined;
}

/** A server has some data to find again. */
const READY_MS = 300_000;

async function fillPrometheus({ recorded, fleet, dataDir, isNew }: Load): Promise<Filled> {
  const amount = isNew ? writeBlock(join(dataDir, 'data'), sharedSeries(recorded, fleet)) : undefined;
  return { ...(await startPrometheus({ dataDir, readyMs: READY_MS })), amount };
}

async function fillVictoriaMetrics({ recorded, fleet, dataDir, isNew }: Load): Promise<Filled> {
  const server = await startVictoriaMetrics({ dataDir, readyMs: READY_MS });
  const amount = isNew ? await remoteWrite(server.url, recorded, fleet) : undefined;
  for (const path of ['/internal/force_flush', '/internal/resetRollupResultCache']) {
    await (await fetch(`${server.url}${path}`, { method: 'POST' })).text();
  }
  return { ...server, amount };
}

const FILL = { prometheus: fillPrometheus, victoriametrics: fillVictoriaMetrics } as const;

/**
 * Starts one server with the recording and the fleet.
 * @param kept holds the data beyond the end; where they are loaded already nothing is written
 */
export async function loadInto(
  name: ServerName,
  recorded: readonly Column[],
  fleet: readonly Placed[],
  scope: Scope,
  kept?: string
): Promise<{ url: string; amount: Amount }> {
  const dataDir = kept === undefined ? await temporaryFolder(name) : join(kept, `${name}-${fleet.length}`);
  scope.defer(() => (kept === undefined ? removeLeftover(dataDir) : undefined));
  mkdirSync(dataDir, { recursive: true });
  const note = join(dataDir, 'amount.json');
  const { url, stop, amount } = await FILL[name]({ recorded, fleet, dataDir, isNew: !existsSync(note) });
  scope.defer(stop);
  if (amount) {
    writeFileSync(note, JSON.stringify(amount));
  }
  return { url, amount: amount ?? (JSON.parse(readFileSync(note, 'utf8')) as Amount) };
}

/** Starts both servers with the recording and the fleet. */
export async function loadFleet(recorded: readonly Column[], fleet: readonly Placed[], scope: Scope): Promise<Loaded> {
  const load = async (name: ServerName): Promise<string> => (await loadInto(name, recorded, fleet, scope)).url;
  return { prometheus: await load('prometheus'), victoriametrics: await load('victoriametrics') };
}
