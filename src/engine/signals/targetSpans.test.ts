/** @jest-environment node */
// A scaler that changes its target within the range: each target has it while it held, and the one of the end is told by time.
import type { Labels, Series, SeriesSet } from '../../model/series';
import { workload, seriesSet } from '../../../tests/support/workload';
import { analyze } from '../analyze';
import { readSignals } from './readSignals';

const CHANGE = 160;

/** Samples of a series in a part of its life. */
function cut(one: Series, from: number, to = Infinity): Series {
  return { ...one, times: one.times.slice(from, to), values: one.values.slice(from, to) };
}

/** An HPA that moves from one Deployment to the other at half time; the second then stands at its maximum, far above target. */
function moved(before: string, after: string): Series[] {
  const stands = workload({ ns: 'shop', name: before, replicas: '4x319' });
  const scaled = workload({
    ns: 'shop',
    name: after,
    replicas: '2x159 10x159',
    hpas: [
      {
        name: 'web',
        min: 2,
        max: 10,
        desired: '4x159 10x159',
        current: '4x159 10x159',
        metrics: [{ name: 'cpu', type: 'utilization', target: 60, status: '58x159 130x159' }],
      },
    ],
  });
  const info = scaled.filter(({ kind }) => kind === 'hpa.info');
  const lived = info.flatMap((one) => {
    const times = scaled.find(({ kind }) => kind === 'hpa.desired')?.times ?? one.times;
    const whole = { ...one, times, values: times.map(() => 1) };
    const old = { ...cut(whole, 0, CHANGE), attributes: { ...one.attributes, targetName: before } };
    return [old, cut(whole, CHANGE)];
  });
  return [...stands, ...scaled.filter(({ kind }) => kind !== 'hpa.info'), ...lived];
}

const loud = (set: SeriesSet): string[] =>
  analyze(set)
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, workload: { name } }) => `${rule} ${name}`);

test.each([
  ['web-green', 'web-blue'],
  ['web-blue', 'web-green'],
])('an HPA that went from %s to %s is judged on the one while it was there and on the other since', (before, after) => {
  const set = seriesSet(moved(before, after));
  expect(loud(set)).toEqual([`hpa-pinned-max ${after}`]);
  const { workloads } = readSignals(set);
  const wishes = new Map(workloads.map(({ workload: { name }, hpas }) => [name, hpas[0]?.desired?.values]));
  expect([...(wishes.get(before) ?? [])]).toEqual(Array(CHANGE).fill(4));
  expect([...(wishes.get(after) ?? [])]).toEqual(Array(CHANGE).fill(10));
});

test('where nothing tells which of several targets holds, the HPA is on none of them, and that is said', () => {
  const once = moved('web-green', 'web-blue').map((one) => (one.kind === 'hpa.info' ? cut(one, -1) : one));
  const end = Math.max(...once.map(({ times }) => times.at(-1) ?? 0));
  const set = seriesSet(once.map((one) => (one.kind === 'hpa.info' ? { ...one, times: Float64Array.of(end) } : one)));
  const report = analyze(set);
  expect(loud(set)).toEqual([]);
  expect(report.diagnostics.map(({ message }) => message)).toContain(
    '1 HPA does not tell which workload it scales: shop/web. Nothing was judged of it.'
  );
  expect(report.workloads.flatMap(({ unjudged }) => unjudged.map(({ rule }) => rule))).toContain('hpa-pinned-max');
});

/** The same series twice, of one target first and then of the other. */
function inTurn(series: readonly Series[], isTelling: (one: Series) => boolean, other: Labels): Series[] {
  return series.flatMap((one) =>
    isTelling(one) ? [{ ...cut(one, 0, CHANGE), attributes: { ...one.attributes, ...other } }, cut(one, CHANGE)] : [one]
  );
}

test('a ScaledObject and a VPA that change theirs are on the one of the end, whatever it is called', () => {
  const own = workload({
    ns: 'shop',
    name: 'web-green',
    replicas: '2x319',
    vpas: [{ name: 'sizes', mode: 'Recreate', cpu: '0.5x159 1x159' }],
    scaledObjects: [{ name: 'jobs', cooldown: 300, paused: '0x319' }],
  });
  const set = seriesSet(
    workload({ ns: 'shop', name: 'web-blue', replicas: '2x319' }),
    inTurn(own, ({ kind }) => /^(vpa|scaledobject)\./.test(kind), { targetName: 'web-blue' })
  );
  const { workloads } = readSignals(set);
  const green = workloads.find(({ workload: { name } }) => name === 'web-green');
  expect(green?.scaledObjects.map(({ name }) => name)).toEqual(['jobs']);
  expect([...(green?.vpas[0]?.recommendations[0]?.target?.values ?? [])]).toEqual(Array(CHANGE).fill(1));
  const blue = workloads.find(({ workload: { name } }) => name === 'web-blue');
  expect([...(blue?.vpas[0]?.recommendations[0]?.target?.values ?? [])]).toEqual(Array(CHANGE).fill(0.5));
});
