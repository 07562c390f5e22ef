import { Presence } from './presence';

test('what Deployments export is no witness of StatefulSets, where each has series of its own', () => {
  const present = new Presence();
  ['kube_deployment_metadata_generation', 'kube_deployment_status_condition', 'kube_statefulset_replicas'].forEach(
    (__name__) => present.addCounted({ __name__ }, 'auto')
  );
  const has = (kind: Parameters<Presence['has']>[1], workload?: string): boolean => present.has('', kind, workload);
  expect([has('workload.generation', 'Deployment'), has('workload.generation', 'StatefulSet')]).toEqual([true, false]);
  expect([has('workload.replicas', 'Deployment'), has('workload.replicas', 'StatefulSet')]).toEqual([false, true]);
  expect([has('workload.generation'), has('workload.generation', 'Rollout')]).toEqual([true, true]);
  expect(has('workload.condition', 'StatefulSet')).toBe(true);
});
