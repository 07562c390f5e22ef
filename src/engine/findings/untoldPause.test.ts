/** @jest-environment node */
// KEDA deletes its HPA with a pause: where no custom resource is exported nothing tells whom a paused ScaledObject scales.
import { seriesSet, workload, type ScaledObjectCase } from '../../../tests/support/workload';
import { analyze } from '../analyze';

const MESSAGE = 'ScaledObject shop/held is paused, and no series tells its target. Nothing was judged of it.';

/** A workload that stands, beside a ScaledObject of that name; another with an HPA tells that HPAs are exported. */
function reportOn(held: ScaledObjectCase) {
  const stands = workload({ ns: 'shop', name: 'held', replicas: '4x320', scaledObjects: [held] });
  const calm = workload({ ns: 'quiet', name: 'calm', replicas: '3x320', hpas: [{ name: 'calm' }] });
  // Nobody exports the custom resource anywhere.
  const all = seriesSet(stands, calm);
  const isCustom = (kind: string): boolean => kind.startsWith('scaledobject.');
  const set = { ...all, elsewhere: (all.elsewhere ?? []).filter((kind) => !isCustom(kind)) };
  const { diagnostics, workloads } = analyze(set);
  const [history] = workloads.filter(({ workload: { name } }) => name === 'held');
  return {
    warnings: diagnostics.filter(({ severity }) => severity === 'warning').map(({ message }) => message),
    paused: history?.unjudged.filter(({ rule }) => rule === 'keda-paused').map(({ state, reason }) => [state, reason]),
  };
}

test('a ScaledObject that is paused on nobody knows what is told, and the kind is not judged beside it', () => {
  expect(reportOn({ name: 'held', paused: '0x20 1x299' })).toEqual({
    warnings: [MESSAGE],
    paused: [['partial', 'no series tells the target of ScaledObject held']],
  });
});

test.each<[string, ScaledObjectCase]>([
  ['it is not paused', { name: 'held', paused: '0x319' }],
  ['it was paused for five minutes', { name: 'held', paused: '0x20 1x20 0x278' }],
  ['the custom resource tells its target', { name: 'held', paused: '0x20 1x299', cooldown: 300 }],
])('nothing is told where %s', (_, held) => {
  expect(reportOn(held)).toEqual({ warnings: [], paused: [] });
});
