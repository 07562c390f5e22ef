/** @jest-environment node */
// The loop on a clock that obeys: what is told, what is counted once, what stands when a database goes away.
import { fakeDatabase } from '../../tests/support/fakeDatabase';
import { readColumns } from '../../tests/support/recordedSource';
import { RECORDED, recording } from '../../tests/support/truth';
import type { UnixMs } from '../kit/interval';
import type { Clock } from '../sources/clock';
import { sweepSource } from '../sources/sweep';
import type { Transport } from '../sources/transport';
import { Exposition } from './exposition';
import { Watcher } from './watcher';

const MINUTE = 60_000;
const stored = readColumns(recording('30s'), ['gitops-between', 'ok-diurnal', '_cluster']).map((column) => ({
  labels: column.labels,
  times: Float64Array.from(column.times),
  values: Float64Array.from(column.values),
}));
const whole = fakeDatabase(stored);
const gone = fakeDatabase(stored, { fails: () => 'connect ECONNREFUSED 127.0.0.1:9090' });

interface World {
  readonly exposition: Exposition;
  readonly lines: string[];
  readonly watcher: Watcher;
  /** Sweeps once a minute, from `first` on. */
  readonly sweeps: (times: number, transport?: (n: number) => Transport) => Promise<void>;
  readonly now: () => UnixMs;
}

function world(first: UnixMs, namespaces: readonly string[] = []): World {
  let now = first;
  let n = 0;
  let end = Infinity;
  let stop = new AbortController();
  let pick: (n: number) => Transport = () => whole;
  const clock: Clock = {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
      n += 1;
      if (n >= end) {
        stop.abort();
      }
    },
  };
  const transport: Transport = {
    instant: (...args) => pick(n).instant(...args),
    range: (...args) => pick(n).range(...args),
  };
  const exposition = new Exposition({ findings: 2000, workloads: 5000 });
  const lines: string[] = [];
  const watcher = new Watcher({
    sweep: { source: 'db', shard: '' },
    source: sweepSource(transport),
    clock,
    exposition,
    request: { namespaces, cluster: undefined, clusterLabel: 'auto' },
    every: MINUTE,
    window: 20 * MINUTE,
    deadline: MINUTE,
    say: (line) => lines.push(line),
  });
  const sweeps: World['sweeps'] = async (times, choose = () => whole) => {
    [stop, end, pick] = [new AbortController(), n + times, choose];
    await watcher.run(stop.signal);
  };
  return { exposition, lines, watcher, sweeps, now: () => now };
}

/** The lines of one series, without its name. */
async function rows({ exposition }: World, name: string): Promise<string[]> {
  const text = await exposition.registry.metrics();
  return text.split('\n').filter((line) => line.startsWith(`${name}{`));
}

const START = RECORDED.from + 30 * MINUTE;

test('a fight stands as a series with its begin and its confidence, a calm workload as a count', async () => {
  const w = world(START);
  await w.sweeps(1);
  const [finding] = await rows(w, 'truce_finding');
  expect(finding).toMatch(
    /namespace="gitops-between",workload_kind="Deployment",workload="\w+",rule="hpa-gitops-replicas"/
  );
  expect(finding).toMatch(/state="fighting"\} 1$/);
  const [begin] = await rows(w, 'truce_finding_begin_timestamp_seconds');
  const at = Number(begin?.split(' ').at(-1)) * 1000;
  expect(at).toBeGreaterThanOrEqual(START - 20 * MINUTE);
  expect(at).toBeLessThan(START);
  expect((await rows(w, 'truce_finding_confidence')).map((line) => Number(line.split(' ').at(-1)))).toEqual([3]);
  expect(await rows(w, 'truce_workloads')).toHaveLength(2);
  expect(await rows(w, 'truce_sweeps_total')).toEqual([expect.stringMatching(/result="(whole|incomplete)"\} 1$/)]);
  expect(w.watcher.problem(w.now())).toBeUndefined();
});

test('each write is counted once, however often the windows overlap', async () => {
  const often = world(START);
  await often.sweeps(11);
  const seldom = world(START);
  await seldom.sweeps(1);
  const later = world(START + 10 * MINUTE);
  await later.sweeps(1);
  // From the first sweep on: what was before belongs to nobody's count.
  expect(await rows(seldom, 'truce_writes_total')).toEqual([]);
  const counted = await rows(often, 'truce_writes_total');
  expect(counted).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/field="replicas",actor="hpa"/),
      expect.stringMatching(/actor="gitops"|actor="external"/),
    ])
  );
  const writes = counted
    .filter((line) => line.includes('field="replicas"'))
    .map((line) => Number(line.split(' ').at(-1)));
  // Ten minutes of a Git that writes every two or three minutes, and an HPA that answers.
  expect(Math.min(...writes)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...writes)).toBeLessThanOrEqual(12);
});

test('a database that goes away: its findings stand while a sweep could see them, then nothing is known', async () => {
  const w = world(START);
  await w.sweeps(1);
  await w.sweeps(2, () => gone);
  expect(await rows(w, 'truce_finding')).toHaveLength(1);
  expect(w.watcher.problem(w.now())).toBeUndefined();
  await w.sweeps(22, () => gone);
  expect(await rows(w, 'truce_finding')).toEqual([]);
  expect(await rows(w, 'truce_workloads')).toEqual([]);
  expect(w.watcher.problem(w.now())).toMatch(/^db: Nothing was read, so nothing is judged.* connect ECONNREFUSED/);
  expect(await rows(w, 'truce_sweeps_total')).toEqual(
    expect.arrayContaining([expect.stringContaining('result="failed"} 24')])
  );
  // Said when it begins and when it ends, not at every sweep.
  expect(w.lines).toHaveLength(2);
  await w.sweeps(1);
  expect(await rows(w, 'truce_finding')).toHaveLength(1);
  expect(w.lines).toHaveLength(3);
  expect(w.watcher.problem(w.now())).toBeUndefined();
});

test('as strict as the command line: a namespace without workloads is said once, and the sweep is not whole', async () => {
  const w = world(START, ['gitops-between', 'nowhere']);
  await w.sweeps(2);
  expect(w.lines.filter((line) => line === 'db: no workload seen in nowhere')).toHaveLength(1);
  expect(await rows(w, 'truce_sweeps_total')).toEqual([expect.stringMatching(/result="incomplete"\} 2$/)]);
  expect(Number((await rows(w, 'truce_sweep_gaps'))[0]?.split(' ').at(-1))).toBeGreaterThan(0);
  expect(await rows(w, 'truce_finding')).toHaveLength(1);
});

test('before the first sweep it is not well, and says so', () => {
  expect(world(START).watcher.problem(START)).toBe('db: no sweep has ended yet');
});
