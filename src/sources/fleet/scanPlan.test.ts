/** @jest-environment node */
// Which scans a large fleet is asked, and where: what few objects have is asked once, and not where nobody has it.
import { fakeDatabase, type Behaviour, type Stored } from '../../../tests/support/fakeDatabase';
import type { Labels } from '../../model/series';
import { sweepSource } from '../sweep';

const RANGE = { from: 1_795_397_271_000, to: 1_795_400_871_000 };
const times = Float64Array.of(RANGE.to - 60_000, RANGE.to - 30_000);
const one = (__name__: string, labels: Labels): Stored => ({
  labels: { __name__, ...labels },
  times,
  values: Float64Array.of(1, 1),
});

/** HPAs with their targets, in two namespaces that are two shards where they are chosen by such names. */
const PLACES = ['a', 'b'].map((name) => name.repeat(900));
function fleet(kind: string, more: readonly Stored[] = [], isCounted = true): Stored[] {
  const all = PLACES.flatMap((namespace) => {
    const hpa = { namespace, horizontalpodautoscaler: 'scaler' };
    return [
      one('kube_deployment_spec_replicas', { namespace, deployment: 'web' }),
      one('kube_deployment_status_replicas_ready', { namespace, deployment: 'web' }),
      ...(isCounted ? [one('kube_deployment_metadata_generation', { namespace, deployment: 'web' })] : []),
      one('kube_horizontalpodautoscaler_info', { ...hpa, scaletargetref_kind: kind, scaletargetref_name: 'web' }),
      one('kube_horizontalpodautoscaler_status_current_replicas', hpa),
    ];
  });
  return [...all, ...more];
}

/** Texts of the scans that are sent. */
async function scansOf(stored: readonly Stored[], behaviour: Behaviour = {}, namespaces: readonly string[] = []) {
  const sent: string[] = [];
  const sees = (query: { id: string; expr: string }): void =>
    void (query.id.startsWith('scan-') && sent.push(query.expr));
  const source = sweepSource(fakeDatabase(stored, { ...behaviour, sees }), { wholeUpTo: 0 });
  await source.fetch({ range: RANGE, clusterLabel: 'auto', namespaces });
  return sent;
}

const custom = (texts: readonly string[]): string[] =>
  texts.filter((text) => /min_over_time\([^)]*status_current_replicas/.test(text));
const numbers = (texts: readonly string[]): string[] =>
  texts.filter((text) => /changes\([^)]*kube_deployment_spec_replicas/.test(text));
const keda = (texts: readonly string[]): string[] => texts.filter((text) => text.includes('keda_'));

test('of custom resources only their HPAs are asked for, by name, and where there are none nobody', async () => {
  expect(custom(await scansOf(fleet('Deployment')))).toEqual([]);
  const [text, ...others] = custom(await scansOf(fleet('Rollout')));
  expect(others).toEqual([]);
  expect(text).toContain('horizontalpodautoscaler=~"scaler|"');
  const chosen = custom(await scansOf(fleet('Rollout'), {}, PLACES));
  expect(PLACES.every((place) => chosen.some((expr) => expr.includes(place)))).toBe(true);
  expect(chosen.every((expr) => !expr.includes('scaler|'))).toBe(true);
});

test('whom no generation counts is asked for by number, and every HPA that scales it, by name where those are few', async () => {
  expect(numbers(await scansOf(fleet('Deployment')))).toEqual([]);
  const texts = await scansOf(fleet('Deployment', [], false));
  expect([numbers(texts).length, custom(texts).length]).toEqual([1, 1]);
  expect(numbers(texts)[0]).toContain('deployment=~"web|",statefulset=""');
  expect(custom(texts)[0]).toContain('horizontalpodautoscaler=~"scaler|"');
  const chosen = numbers(await scansOf(fleet('Deployment', [], false), {}, PLACES));
  expect(PLACES.every((place) => chosen.some((expr) => expr.includes(place)))).toBe(true);
});

test('a namespace that keeps its generations back is asked for like a fleet without them', async () => {
  const kept = fleet('Deployment').filter(
    ({ labels }) => labels.__name__ !== 'kube_deployment_metadata_generation' || labels.namespace !== PLACES[1]
  );
  const chosen = numbers(await scansOf(kept, {}, PLACES));
  expect(chosen.map((expr) => PLACES.map((place) => expr.includes(place)))).toEqual(chosen.map(() => [false, true]));
  expect(chosen.length).toBeGreaterThan(0);
});

test('where HPAs are not all listed every one may be of a custom resource', async () => {
  const unlisted = fleet('Deployment').map((series) => ({ ...series, labels: { ...series.labels, cluster: 'north' } }));
  const south = one('kube_horizontalpodautoscaler_status_current_replicas', {
    cluster: 'south',
    namespace: PLACES[0] ?? '',
    horizontalpodautoscaler: 'other',
  });
  expect(custom(await scansOf(unlisted))).toEqual([]);
  expect(custom(await scansOf([...unlisted, south]))).toHaveLength(1);
  const fails = ({ id }: { id: string }): string | undefined => (id.startsWith('census-hpa.info') ? 'boom' : undefined);
  expect(custom(await scansOf(fleet('Deployment'), { fails }))).toHaveLength(1);
});

test('exporters of which nothing stands in the range are not scanned, and all are where that is not known', async () => {
  expect(keda(await scansOf(fleet('Deployment')))).toEqual([]);
  const paused = one('keda_scaled_object_paused', { namespace: PLACES[0] ?? '', scaledObject: 'web' });
  const [text, ...others] = keda(await scansOf(fleet('Deployment', [paused])));
  expect([text?.includes('keda_scaled_object_paused'), others]).toEqual([true, []]);
  const fails = ({ id }: { id: string }): string | undefined => (id === 'rare-names' ? 'boom' : undefined);
  expect(keda(await scansOf(fleet('Deployment'), { fails })).length).toBeGreaterThan(3);
});
