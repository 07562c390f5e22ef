// The watcher over real servers: what it exposes is what the command line finds, and a server that goes away and comes back
// is followed.
import type { Server } from 'node:http';
import { fightingQuery } from '../../src/queries/watcherAlerts';
import { Exposition } from '../../src/watch/exposition';
import { serve } from '../../src/watch/serve';
import { Watcher } from '../../src/watch/watcher';
import { httpTransport } from '../../src/sources/httpTransport';
import { sweepSource } from '../../src/sources/sweep';
import { analyze, between, reportOf } from './analyze';
import { DATABASES, NOBODY, pairOf, type DatabaseName } from './servers';

const few = pairOf('few');

/** One sweep of the whole recording at its end; the pause after it ends the watcher. */
async function sweepOnce(exposition: Exposition, url: string): Promise<Watcher> {
  const stop = new AbortController();
  const watcher = new Watcher({
    sweep: { source: 'db', shard: '' },
    source: sweepSource(httpTransport({ url })),
    clock: { now: () => few.to, sleep: async () => stop.abort() },
    exposition,
    request: { namespaces: [], cluster: undefined, clusterLabel: 'auto' },
    every: 60_000,
    window: few.to - few.from,
    deadline: 60_000,
    say: () => undefined,
  });
  await watcher.run(stop.signal);
  return watcher;
}

async function findingsOf({ registry }: Exposition): Promise<string[]> {
  const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith('truce_finding{'));
  return lines
    .map((line) => (name: string) => new RegExp(`[{,]${name}="([^"]*)"`).exec(line)?.[1] ?? '')
    .map((of) => `${of('namespace')}/${of('workload')} ${of('rule')} ${of('severity')} ${of('state')}`)
    .sort();
}

describe.each(DATABASES)('%s', (database) => {
  it('exposes what the command line finds', async () => {
    const { findings } = reportOf(await analyze('--url', few[database], ...between(few), '--json'));
    const exposition = new Exposition({ findings: 2000, workloads: 5000 });
    const watcher = await sweepOnce(exposition, few[database]);
    const own = findings
      .filter(({ severity }) => severity !== 'info')
      .map((f) => `${f.workload.namespace}/${f.workload.name} ${f.rule} ${f.severity} ${f.state}`);
    const exposed = await findingsOf(exposition);
    expect(exposed).toEqual(expect.arrayContaining(own));
    // Consequences have series too: they are told below their cause elsewhere.
    const told = [...own, ...findings.flatMap((f) => f.consequences.map((rule) => `${f.workload.name} ${rule}`))];
    expect(exposed.length).toBeLessThanOrEqual(told.length);
    expect(own.length).toBeGreaterThan(4);
    expect(watcher.problem(few.to)).toBeUndefined();
  });

  it('that goes away and comes back: what was found stands meanwhile', async () => {
    const exposition = new Exposition({ findings: 2000, workloads: 5000 });
    await sweepOnce(exposition, few[database]);
    const before = await findingsOf(exposition);
    const unwell = await sweepOnce(exposition, NOBODY);
    expect(unwell.problem(few.to)).toMatch(/did not answer/);
    expect(await findingsOf(exposition)).toEqual(before);
    await sweepOnce(exposition, few[database]);
    expect(await findingsOf(exposition)).toEqual(before);
    expect(await exposition.registry.metrics()).toMatch(/truce_sweeps_total\{source="db",shard="",result="failed"\} 1/);
  });
});

describe('scraped by real servers', () => {
  const watched = pairOf('watched');
  const listen = { host: '127.0.0.1', port: watched.watcherPort ?? 0 };
  let server: Server | undefined;
  const close = async () => {
    server?.closeAllConnections();
    await new Promise((done) => (server ? server.close(done) : done(undefined)));
    server = undefined;
  };
  afterEach(close);

  /** A watcher that has swept once; before that it has nothing to say. */
  async function startWatcher(): Promise<Exposition> {
    const exposition = new Exposition({ findings: 2000, workloads: 5000 });
    await sweepOnce(exposition, few.prometheus);
    server = await serve(listen, { registry: exposition.registry, problems: () => [] });
    return exposition;
  }

  async function ask(database: DatabaseName, query: string): Promise<ReadonlyArray<Record<string, string>>> {
    const url = `${watched[database]}/api/v1/query?query=${encodeURIComponent(query)}`;
    const body = (await (await fetch(url)).json()) as { data: { result: Array<{ metric: Record<string, string> }> } };
    return body.data.result.map(({ metric }) => metric);
  }

  /** Asks until so many series answer. */
  async function until(database: DatabaseName, query: string, series: number): Promise<Array<Record<string, string>>> {
    const giveUp = Date.now() + 15_000;
    let found = await ask(database, query);
    while (found.length !== series && Date.now() < giveUp) {
      await new Promise((done) => setTimeout(done, 200));
      found = await ask(database, query);
    }
    return [...found];
  }

  it('a finding is a series like any other: names of the workload kept, joined with its begin, gone when it stops, back after a restart', async () => {
    const exposed = await findingsOf(await startWatcher());
    const rowOf = (m: Record<string, string>) => `${m.namespace}/${m.workload} ${m.rule} ${m.severity} ${m.state}`;
    for (const database of DATABASES) {
      expect((await until(database, 'truce_finding', exposed.length)).map(rowOf).sort()).toEqual(exposed);
      const joined = 'max without (severity, state) (truce_finding) * truce_finding_begin_timestamp_seconds > 0';
      expect(await until(database, joined, exposed.length)).toHaveLength(exposed.length);
    }
    await close();
    for (const database of DATABASES) {
      expect(await until(database, 'truce_finding', 0)).toEqual([]);
      // An alert bridges the gap of a restart.
      const [severity = ''] = exposed.map((row) => row.split(' ')[2]);
      const bridged = fightingQuery(severity === 'critical' ? 'critical' : 'warning');
      expect((await ask(database, bridged)).length).toBeGreaterThan(0);
    }
    await startWatcher();
    for (const database of DATABASES) {
      expect((await until(database, 'truce_finding', exposed.length)).map(rowOf).sort()).toEqual(exposed);
      // Counters begin anew, and nothing was counted twice.
      expect(await until(database, 'truce_sweeps_total == 1', 1)).toHaveLength(1);
    }
  });
});
