/** @jest-environment node */
// Values of a failed pass are no readings; those of a pass that dropped the broken metric are.
import type { Signal } from '../../model/signal';
import type { MetricFacts } from './facts';
import { withoutStaleStatus } from './staleStatus';

const SCRAPE = 30_000;

/** One sample every 30 s; undefined is a hole. */
function signal(values: ReadonlyArray<number | undefined>): Signal {
  const known = [...values.keys()].filter((i) => values[i] !== undefined);
  return {
    times: Float64Array.from(known, (i) => i * SCRAPE),
    values: Float64Array.from(known, (i) => values[i] ?? NaN),
    staleAfter: 2.5 * SCRAPE,
  };
}

function metric(name: string, status: ReadonlyArray<number | undefined>): MetricFacts {
  return {
    name,
    container: '',
    type: 'average',
    target: signal([5, 5, 5, 5]),
    status: signal(status),
    average: undefined,
  };
}

function statusOf(metrics: readonly MetricFacts[], active: readonly number[]): number[][] {
  return withoutStaleStatus(metrics, signal(active)).map(({ status }) => [...(status?.values ?? [])]);
}

test('all metrics told while the HPA is blind: what the last good pass read is left standing', () => {
  const metrics = [metric('cpu', [40, 70, 70, 50]), metric('queue', [9, 9, 9, 8])];
  expect(statusOf(metrics, [1, 0, 0, 1])).toEqual([
    [40, 50],
    [9, 8],
  ]);
});

test('the broken metric is missing: the other one was read in that pass', () => {
  const metrics = [metric('cpu', [40, 30, 31, 50]), metric('queue', [9, undefined, undefined, 8])];
  expect(statusOf(metrics, [1, 0, 0, 1])).toEqual([
    [40, 30, 31, 50],
    [9, 8],
  ]);
});

test('without the condition nothing is taken away', () => {
  const [kept] = withoutStaleStatus([metric('cpu', [40, 70])], undefined);
  expect([...(kept?.status?.values ?? [])]).toEqual([40, 70]);
});
