/** @jest-environment node */
// A sweep over a server that is not well: when it waits, when it stops, and that all it did not ask is named.
import { fakeClock, settled, type FakeClock } from '../../tests/support/fakeClock';
import { fakeDatabase, type Behaviour, type Stored } from '../../tests/support/fakeDatabase';
import type { Failure } from '../model/failure';
import type { SeriesSet } from '../model/series';
import type { SweepOptions, SweepProgress, SweepRequest } from './seriesSource';
import { sweepSource } from './sweep';
import type { TransportQuery } from './transport';

const RANGE = { from: 1_795_397_271_000, to: 1_795_400_871_000 };
const times = Float64Array.from({ length: 20 }, (_, i) => RANGE.to - (20 - i) * 30_000);
const STORED: Stored[] = ['a', 'b'].flatMap((namespace) =>
  ['kube_deployment_spec_replicas', 'kube_deployment_metadata_generation'].map((__name__) => ({
    labels: { __name__, namespace, deployment: 'web' },
    times,
    values: times.map(() => 3),
  }))
);
const BUSY: Failure = { kind: 'rate', message: 'HTTP 429: busy', retryAfterMs: 7000 };

interface Run {
  readonly asked: TransportQuery[];
  readonly steps: SweepProgress[];
  readonly result: Promise<SeriesSet>;
  readonly clock: FakeClock;
}

function start(behaviour: Behaviour, options: SweepOptions = {}, request: Partial<SweepRequest> = {}): Run {
  const clock = fakeClock();
  const asked: TransportQuery[] = [];
  const steps: SweepProgress[] = [];
  const database = fakeDatabase(STORED, { ...behaviour, sees: (query) => asked.push(query) });
  const result = sweepSource(database, { clock }).fetch(
    { range: RANGE, clusterLabel: 'auto', ...request },
    { ...options, onProgress: (step) => steps.push(step) }
  );
  result.catch(() => undefined);
  return { asked, steps, result, clock };
}

/** How many queries a healthy sweep sends. */
async function planned(): Promise<number> {
  const { asked, result } = start({});
  await result;
  return asked.length;
}

test('after three failures of one kind without an answer between nothing more is asked, and the rest is named', async () => {
  const { asked, result } = start({ fails: () => 'HTTP 503: down' });
  const { failed } = await result;
  expect(asked.length).toBeLessThanOrEqual(5);
  const left = failed.filter(({ notAsked }) => notAsked);
  expect(failed.length - left.length).toBe(asked.length);
  expect(left.length).toBeGreaterThan(10);
  expect(left[0]?.message).toMatch(/^Not asked: 3 queries in a row failed alike: HTTP 503: down\. The database is/);
  expect(left.every(({ kinds, error }) => kinds.length > 0 && error?.kind === 'unavailable')).toBe(true);
});

test('answers between failures keep it asking; so do failures of different kinds', async () => {
  let n = 0;
  const third = start({ fails: () => (n++ % 3 === 0 ? 'HTTP 503: down' : undefined) });
  expect((await third.result).failed.some(({ notAsked }) => notAsked)).toBe(false);
  const kinds = ['HTTP 503: down', 'connection refused', 'unexpected EOF', 'HTTP 401', 'query timed out'];
  let k = 0;
  const mixed = start({ fails: () => kinds[k++ % kinds.length] });
  await mixed.result;
  expect(mixed.asked.length).toBeGreaterThanOrEqual(11);
  expect(mixed.asked.length).toBeLessThan(20);
});

test('everything after the tenth failing: the ten stand, three more are tried', async () => {
  let n = 0;
  const { asked, result } = start({ fails: () => (n++ >= 10 ? 'connection refused' : undefined) });
  const { failed } = await result;
  expect(asked.length).toBeLessThanOrEqual(15);
  expect(failed.length).toBeGreaterThan(3);
});

test('a server that asks for time gets it, visibly, and then the question again', async () => {
  let n = 0;
  const { asked, steps, result, clock } = start({ fails: () => (n++ === 3 ? BUSY : undefined) });
  await settled();
  const before = asked.length;
  expect(steps.at(-1)?.pause).toBe('the server asks to wait 7 s');
  await clock.advance(6900);
  expect(asked.length).toBe(before);
  await clock.advance(200);
  const { failed } = await result;
  expect(failed).toEqual([]);
  expect(asked.length).toBe((await planned()) + 1);
  expect(steps.at(-1)?.pause).toBeUndefined();
});

test('refusals of one moment are one refusal; a third one ends it', async () => {
  const { asked, result, clock } = start({ fails: () => BUSY }, {}, { namespaces: ['a'] });
  await settled();
  expect(asked.length).toBeLessThanOrEqual(3);
  await clock.advance(7000);
  await clock.advance(7000);
  const { failed } = await result;
  expect(asked.length).toBeLessThanOrEqual(9);
  expect(failed.every(({ error }) => error?.kind === 'rate')).toBe(true);
  expect(failed.filter(({ notAsked }) => !notAsked).length).toBeGreaterThan(0);
});

test('too many queries without a Retry-After: a few seconds of patience', async () => {
  const { asked, result, clock } = start({ fails: () => ({ kind: 'rate', message: 'busy' }) });
  await settled();
  const first = asked.length;
  await clock.advance(5000);
  expect(asked.length).toBeGreaterThan(first);
  await clock.advance(5000);
  await result;
});

test('nobody waits beyond the deadline', async () => {
  const { asked, result } = start({ fails: () => ({ ...BUSY, retryAfterMs: 61_000 }) });
  const { failed } = await result;
  expect(asked.length).toBeLessThanOrEqual(3);
  expect(failed.at(-1)?.message).toMatch(/^Not asked: the server asks to wait 61 s, longer than the time left/);
});

test('a silent server: the deadline ends it, what was read stands, the rest is named', async () => {
  const { asked, result, clock } = start({ hangs: (query) => query.id.startsWith('workload') }, { deadline: 30_000 });
  await clock.advance(29_000);
  expect(clock.sleeping()).toEqual([30_000]);
  await clock.advance(1000);
  const { failed, asked: kinds } = await result;
  const late = failed.filter(({ notAsked }) => !notAsked);
  expect(late.length).toBeGreaterThan(0);
  expect(late.every(({ error }) => error?.kind === 'timeout')).toBe(true);
  expect(late[0]?.message).toMatch(/^No answer within the 30 s set for the whole question\. .*--deadline/);
  expect(failed.some(({ message }) => message.startsWith('Not asked: no answer within the 30 s'))).toBe(true);
  expect(kinds).toContain('node.created');
  expect(asked.length).toBeLessThan(await planned());
  expect(clock.sleeping()).toEqual([]);
});

test('the usual deadline is a minute', async () => {
  const { result, clock } = start({ hangs: () => true });
  await clock.advance(59_999);
  await clock.advance(1);
  expect((await result).failed[0]?.message).toMatch(/within the 60 s/);
});

test('a caller who goes away is not kept waiting, neither by silence nor by a pause', async () => {
  for (const behaviour of [{ hangs: () => true }, { fails: () => BUSY }] satisfies Behaviour[]) {
    const abort = new AbortController();
    const { result, clock } = start(behaviour, { abort: abort.signal });
    await settled();
    abort.abort(new Error('left'));
    await expect(result).rejects.toThrow('left');
    expect(clock.sleeping()).toEqual([]);
  }
});

test('what failed and what is not whole is named with its kinds and namespaces', async () => {
  const { result } = start(
    {
      fails: ({ id }) => (id.startsWith('vpa') ? 'HTTP 500: no' : undefined),
      partial: ({ id }) => (id.startsWith('workload-0') ? { kind: 'cut', message: 'a store is away' } : undefined),
    },
    {},
    { namespaces: ['a'] }
  );
  const { failed, series } = await result;
  expect(failed.find(({ kinds }) => kinds.includes('vpa.target'))).toMatchObject({
    namespaces: ['a'],
    error: { kind: 'unavailable' },
  });
  const partial = failed.filter(({ kinds }) => kinds.includes('workload.replicas'));
  expect(partial).toEqual([expect.objectContaining({ partial: true, namespaces: ['a'], message: 'a store is away' })]);
  expect(series.some(({ kind }) => kind === 'workload.replicas')).toBe(true);
});

test('node series are asked for everywhere, so their failure is everywhere', async () => {
  const { result } = start(
    { fails: ({ id }) => (id.startsWith('node.created') ? 'HTTP 500: no' : undefined) },
    {},
    { namespaces: ['a'] }
  );
  const [failure] = (await result).failed;
  expect(failure).toMatchObject({ kinds: ['node.created'] });
  expect(failure).not.toHaveProperty('namespaces');
});

/** Namespaces whose names fill several shards. */
const SHARDED = Array.from({ length: 300 }, (_, i) => `team-${String(i).padStart(4, '0')}-${'x'.repeat(50)}`);
const LARGE: Stored[] = SHARDED.flatMap((namespace) =>
  STORED.slice(0, 2).map((one) => ({ ...one, labels: { ...one.labels, namespace } }))
);

interface Sharded {
  readonly result: Promise<SeriesSet>;
  readonly clock: FakeClock;
  /** Scans that were sent, as the first namespace they ask for. */
  readonly scans: () => Set<string | undefined>;
}

/** A large fleet of which no scan names anything. */
function sharded(behaviour: Behaviour): Sharded {
  const clock = fakeClock();
  const scans: string[] = [];
  const database = fakeDatabase(LARGE, {
    ...behaviour,
    sees: ({ id, expr }) => id.startsWith('scan-') && scans.push(expr),
  });
  const result = sweepSource(
    {
      ...database,
      instant: async ([query, ...others], at, abort) => {
        const answers = await database.instant(query ? [query, ...others] : others, at, abort);
        return answers.map((one) => (one.id.startsWith('scan-') ? { ...one, series: [] } : one));
      },
    },
    { clock, wholeUpTo: 0 }
  ).fetch({ range: RANGE, clusterLabel: 'auto', namespaces: SHARDED }, { pause: async () => undefined });
  result.catch(() => undefined);
  return { result, clock, scans: () => new Set(scans.map((expr) => SHARDED.find((name) => expr.includes(name)))) };
}

/** True for what is asked of the first shard. */
const isOfFirst = (expr: string): boolean => expr.includes(SHARDED[0] as string);

test('every shard of a large fleet has its own time: what one of them loses the others keep', async () => {
  const { result, clock, scans } = sharded({
    hangs: ({ id, expr }) => id.startsWith('scan-quota-full') && isOfFirst(expr),
  });
  await clock.advance(30_000);
  await clock.advance(30_001);
  const { fleet, failed } = await result;
  expect(scans().size).toBeGreaterThan(3);
  const lost = fleet?.unscanned.filter(({ state }) => state === 'failed') ?? [];
  expect(lost.length).toBeGreaterThan(1);
  expect(new Set(lost.map(({ namespaces }) => namespaces?.[0]))).toEqual(new Set([SHARDED[0]]));
  expect(
    failed.some(({ message }) => message.startsWith('No answer within the 60 s set for each step of a large fleet'))
  ).toBe(true);
});

test('a database that answers no scan at all is not asked shard by shard', async () => {
  const { result, clock, scans } = sharded({ hangs: ({ id }) => id.startsWith('scan-') });
  await clock.advance(60_001);
  const { fleet } = await result;
  expect(scans().size).toBe(1);
  expect(new Set(fleet?.unscanned.flatMap(({ namespaces = [] }) => namespaces)).size).toBe(SHARDED.length);
});

test('three failures in a row end the scans of all shards', async () => {
  const { result, scans } = sharded({ fails: ({ id }) => (id.startsWith('scan-') ? 'HTTP 503: down' : undefined) });
  const { fleet } = await result;
  expect(scans().size).toBe(1);
  expect(new Set(fleet?.unscanned.flatMap(({ namespaces = [] }) => namespaces)).size).toBe(SHARDED.length);
});
