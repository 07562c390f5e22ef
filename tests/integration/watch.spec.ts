// The watcher over real servers: what it exposes is what the command line finds, and a server that goes away and comes back
// is followed.
import { Exposition } from '../../src/watch/exposition';
import { Watcher } from '../../src/watch/watcher';
import { httpTransport } from '../../src/sources/httpTransport';
import { sweepSource } from '../../src/sources/sweep';
import { analyze, between, reportOf } from './analyze';
import { DATABASES, NOBODY, pairOf } from './servers';

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
