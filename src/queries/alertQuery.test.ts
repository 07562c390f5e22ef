/** @jest-environment node */
import type { Finding } from '../model/finding';
import type { SignalKind } from '../model/series';
import { alertQuery } from './alertQuery';
import { cluesOfQuery, hintOf } from './workloadClues';

const workload = { cluster: '', namespace: 'shop', kind: 'Deployment', name: 'web' };

function told(...signals: SignalKind[]): Finding {
  return {
    workload,
    actors: [{ family: 'gitops' }, { family: 'hpa', name: 'web-hpa' }],
    evidence: [{ what: '', seen: '', certainty: 'observed', signals }],
  } as unknown as Finding;
}

test('what is written is counted, per workload, and compared with going and coming back once', () => {
  expect(alertQuery(told('workload.generation'))).toBe(
    'max by (namespace, deployment) (changes({__name__=~"kube_deployment_metadata_generation|kube_statefulset_metadata_generation",namespace="shop",deployment="web"}[30m])) > bool 2'
  );
});

test('a scaler is asked for by its own name', () => {
  expect(alertQuery(told('hpa.condition', 'hpa.desired'))).toMatch(
    /^max by \(namespace, horizontalpodautoscaler\) \(changes\(.*namespace="shop",horizontalpodautoscaler="web-hpa"/
  );
});

test('cluster and dialect are those of the data source', () => {
  const finding = { ...told('vpa.evicted'), workload: { ...workload, cluster: 'eu', kind: 'StatefulSet' } };
  const labels = { exported: true, clusterLabel: 'site' };
  expect(alertQuery(finding, labels)).toContain('max by (site, vpa_namespace, vpa_name) (increase(');
  expect(alertQuery({ ...finding, ...{ evidence: told('workload.replicas').evidence } }, labels)).toMatch(
    /^max by \(site, exported_namespace, statefulset\) .*site="eu",exported_namespace="shop",statefulset="web"/
  );
});

test('an alert on it leads back to the workload', () => {
  expect(hintOf(cluesOfQuery(alertQuery(told('workload.replicas'))))).toMatchObject({
    kind: 'workload',
    namespace: 'shop',
    workload: { kind: 'Deployment', name: 'web' },
  });
});

test('where nothing moves it is the series of the first proof, and without series nothing', () => {
  expect(alertQuery(told('pdb.allowed'))).toMatch(/^kube_poddisruptionbudget\w+\{namespace="shop"\}$/);
  expect(alertQuery(told())).toBe('');
});
