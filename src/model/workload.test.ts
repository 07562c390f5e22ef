/** @jest-environment node */
// Workloads are never joined across clusters, namespaces or kinds.
import { compareWorkloads, isOutside, sameScaler, workloadKey } from './workload';

const web = { cluster: 'eu', namespace: 'shop', kind: 'Deployment', name: 'web' };

test('every part of a reference counts', () => {
  const others = [
    { ...web, cluster: 'us' },
    { ...web, namespace: 'ads' },
    { ...web, kind: 'StatefulSet' },
    { ...web, name: 'api' },
  ];
  expect(new Set([web, ...others].map(workloadKey)).size).toBe(5);
  expect([...others, web].sort(compareWorkloads).map((w) => w.namespace)[0]).toBe('ads');
});

test('scalers and outsiders', () => {
  expect(sameScaler({ family: 'hpa', name: 'a' }, { family: 'hpa', name: 'a' })).toBe(true);
  expect(sameScaler({ family: 'hpa', name: 'a' }, { family: 'hpa', name: 'b' })).toBe(false);
  expect((['gitops', 'human', 'external', 'hpa', 'keda', 'rollout'] as const).map(isOutside)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
