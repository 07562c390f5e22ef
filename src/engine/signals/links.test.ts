// Which links between scalers and workloads are read and which are concluded, and the apiVersion that comes with them.
import { CATALOGUE } from '../../queries/catalogue';
import type { Series, SignalKind } from '../../model/series';
import { seriesSet, workload, type WorkloadCase } from '../../../tests/support/workload';
import { analyze } from '..';
import { readSignals } from './readSignals';

const web: WorkloadCase = {
  ns: 'shop',
  name: 'web',
  replicas: '3x20',
  hpas: [{ name: 'web' }],
  vpas: [{ name: 'sizer', mode: 'Auto', cpu: 0.3 }],
};

/** The facts of the first workload, with further labels on the series of some kinds. */
function factsOf(one: WorkloadCase, labels: Partial<Record<SignalKind, Series['attributes']>> = {}) {
  const set = seriesSet(workload(one).map((s) => ({ ...s, attributes: { ...s.attributes, ...labels[s.kind] } })));
  const [facts] = readSignals(set).workloads.filter(({ workload: ref }) => ref.name === 'web');
  return facts;
}

test('the labels of kube-state-metrics that tell an apiVersion are read', () => {
  const labelled = CATALOGUE.filter(({ attributes }) => attributes?.targetApi).map(({ kind }) => kind);
  expect(labelled).toEqual(expect.arrayContaining(['hpa.info', 'vpa.target', 'vpa.mode', 'scaledobject.info']));
});

test('the HPA tells the apiVersion of its target, or nobody does', () => {
  expect(factsOf(web)?.apiVersion).toBeUndefined();
  expect(factsOf(web, { 'hpa.info': { targetApi: 'games.example.com/v1' } })?.apiVersion).toBe('games.example.com/v1');
});

test("a VPA tells it too, unless the label carries the VPA's own", () => {
  expect(factsOf(web, { 'vpa.target': { targetApi: 'apps/v1' } })?.apiVersion).toBe('apps/v1');
  expect(factsOf(web, { 'vpa.target': { targetApi: 'autoscaling.k8s.io/v1' } })?.apiVersion).toBeUndefined();
});

test('an owner that only a name tells is concluded; the operator or a label makes it read', () => {
  const keda = { ...web, hpas: [{ name: 'keda-hpa-worker' }] };
  expect(factsOf(web)?.hpas[0]).toMatchObject({ scaledObject: undefined, isOwnerInferred: false });
  expect(factsOf(keda)?.hpas[0]).toMatchObject({ scaledObject: 'worker', isOwnerInferred: true });
  const told = { ...keda, scaledObjects: [{ name: 'worker', triggers: [{ metric: 's0-x', active: '1x20' }] }] };
  expect(factsOf(told)?.hpas[0]).toMatchObject({ scaledObject: 'worker', isOwnerInferred: false });
  const labelled = { ...web, hpas: [{ name: 'any', scaledObject: 'worker' }] };
  expect(factsOf(labelled)?.hpas[0]).toMatchObject({ scaledObject: 'worker', isOwnerInferred: false });
});

test('a VPA that tells no kind of its target is joined by a guess', () => {
  expect(factsOf(web)?.vpas[0]?.isInferred).toBe(false);
  const blind = { 'vpa.target': { targetKind: '' }, 'vpa.mode': { targetKind: '' } } as const;
  expect(factsOf(web, blind)?.vpas[0]?.isInferred ?? true).toBe(true);
});

test('an HPA that points at nothing is not first told to be deleted', () => {
  const lost: WorkloadCase = {
    ns: 'shop',
    name: 'other',
    replicas: '3x60',
    hpas: [
      { name: 'old', target: { kind: 'Deployment', name: 'gone' }, able: '0x60', desired: '0x60', current: '0x60' },
    ],
  };
  const finding = analyze(seriesSet(workload(lost))).findings.find(({ rule }) => rule === 'hpa-dangling-target');
  expect(finding?.fixes.map(({ title }) => title)).toEqual([
    'Point it at the right object',
    'Delete the HPA if its target is gone for good',
  ]);
  expect(finding?.fixes[0]?.confirm.command).toContain("get hpa old -o jsonpath='{.spec.scaleTargetRef}");
  expect(finding?.fixes[0]?.confirm.command).toContain('get deployment/gone');
  expect(finding?.fixes[0]?.confirm.expect).toContain('NotFound');
});
