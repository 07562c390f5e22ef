/** @jest-environment node */
// Since when an HPA has which target is read of those that changed it, and of no other.
import { fakeDatabase, type Behaviour, type Stored } from '../../tests/support/fakeDatabase';
import type { Labels } from '../model/series';
import { sweepSource } from './sweep';

const RANGE = { from: 1_795_397_271_000, to: 1_795_400_871_000 };
const STEP = 60_000;

const one = (__name__: string, labels: Labels, from = RANGE.from, to = RANGE.to - STEP): Stored => {
  const times = Float64Array.from({ length: Math.floor((to - from) / STEP) + 1 }, (_, i) => from + i * STEP);
  return { labels: { __name__, namespace: 'shop', ...labels }, times, values: times.map(() => 1) };
};

const CHANGE = RANGE.from + 30 * STEP;
const info = (hpa: string, target: string, from?: number, to?: number): Stored => {
  const labels = { horizontalpodautoscaler: hpa, scaletargetref_kind: 'Deployment', scaletargetref_name: target };
  return one('kube_horizontalpodautoscaler_info', labels, from, to);
};
const STORED = [
  ...['web-green', 'web-blue', 'cart'].map((deployment) => one('kube_deployment_spec_replicas', { deployment })),
  info('web', 'web-green', RANGE.from, CHANGE - STEP),
  info('web', 'web-blue', CHANGE),
  info('cart', 'cart'),
];

/** What was asked for by the target, and the samples of each target: how many, the first and the last. */
async function read(stored: readonly Stored[], behaviour: Behaviour = {}) {
  const asked: string[] = [];
  const sees = ({ id, expr }: { id: string; expr: string }): void =>
    void (id.startsWith('targets-') && asked.push(expr));
  const set = await sweepSource(fakeDatabase(stored, { ...behaviour, sees })).fetch({
    range: RANGE,
    clusterLabel: 'auto',
  });
  const told = set.series.filter(({ kind }) => kind === 'hpa.info');
  return {
    asked,
    told: told.map(({ attributes, times }) => [attributes.targetName, times.length, times[0], times.at(-1)]),
  };
}

test('each target of an HPA that changed it bears the time in which it held', async () => {
  const { asked, told } = await read(STORED);
  expect(asked).toEqual([expect.stringContaining('horizontalpodautoscaler=~"web|"')]);
  expect(told).toContainEqual(['web-green', 30, RANGE.from, CHANGE - STEP]);
  expect(told).toContainEqual(['web-blue', 30, CHANGE, RANGE.to - STEP]);
});

test('nothing is asked where every HPA kept its target', async () => {
  expect((await read(STORED.filter(({ labels }) => labels.scaletargetref_name !== 'web-green'))).asked).toEqual([]);
});

test('what was read once stays where that question failed', async () => {
  const fails = ({ id }: { id: string }): string | undefined => (id.startsWith('targets-') ? 'boom' : undefined);
  const { told } = await read(STORED, { fails });
  expect(told.map(([name]) => name).sort()).toEqual(['cart', 'web-blue', 'web-green']);
});
