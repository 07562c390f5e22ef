/** @jest-environment node */
import { clueOfLabels, cluesOfQuery, hintOf } from './workloadClues';

const ofQuery = (...exprs: string[]) => hintOf(exprs.flatMap(cluesOfQuery));
const ofLabels = (...all: Array<Record<string, string>>) => hintOf(all.map(clueOfLabels));
const page = (kind: string, name: string, namespace = 'shop', cluster = '') => ({
  kind: 'workload',
  cluster,
  namespace,
  workload: { kind, name },
});
const fleet = (namespaces: string[], text = '', cluster = '') => ({ kind: 'fleet', cluster, namespaces, text });

test('queries that name one workload lead to its page', () => {
  expect(ofQuery('kube_deployment_spec_replicas{namespace="shop",deployment="web"}')).toEqual(
    page('Deployment', 'web')
  );
  expect(ofQuery('a{namespace="shop"}', 'b{statefulset=~"db"} / c{namespace="shop",statefulset="db"}')).toEqual(
    page('StatefulSet', 'db')
  );
  expect(ofQuery('a{k8s_cluster="eu", exported_namespace="shop", namespace="monitoring", deployment="web"}')).toEqual(
    page('Deployment', 'web', 'shop', 'eu')
  );
  expect(ofQuery('x{namespace="shop", workload="web", workload_type="deployment"}')).toEqual(page('Deployment', 'web'));
});

test('labels of series and alerts are read too: pods and ReplicaSets tell their owner', () => {
  expect(ofLabels({ namespace: 'shop', pod: 'web-front-6d4cf56db6-x7k2v' })).toEqual(page('Deployment', 'web-front'));
  expect(ofLabels({ namespace: 'shop', pod: 'db-0' }, { namespace: 'shop', pod: 'db-12' })).toEqual(
    page('StatefulSet', 'db')
  );
  expect(ofLabels({ namespace: 'shop', replicaset: 'web-6d4cf56db6' })).toEqual(page('Deployment', 'web'));
  expect(ofLabels({ namespace: 'shop', deployment: 'web', pod: 'kube-state-metrics-6d4cf56db6-x7k2v' })).toEqual(
    page('Deployment', 'web')
  );
});

test('several workloads, or one whose kind or namespace is not told, lead to that part of the fleet', () => {
  expect(ofQuery('a{namespace="shop",deployment=~"web|api"}')).toEqual(fleet(['shop']));
  expect(ofQuery('a{namespace=~"shop|pay",deployment="web"}')).toEqual(fleet(['shop', 'pay'], 'web'));
  expect(ofQuery('a{deployment="web"}')).toEqual(fleet([], 'web'));
  expect(ofQuery('a{namespace="shop",workload="web"}')).toEqual(fleet(['shop'], 'web'));
  expect(ofLabels({ namespace: 'shop', horizontalpodautoscaler: 'web-hpa' })).toEqual(fleet(['shop'], 'web-hpa'));
});

test.each([
  'up',
  'up{namespace="shop"}',
  'a{namespace="shop",deployment=~".*"}',
  'a{namespace="shop",deployment=~"web-.*"}',
  'a{namespace="shop",deployment!="web"}',
  'a{namespace="shop",deployment=""}',
  'a{namespace="shop",deployment="$deployment"}',
  'a{namespace="shop",workload="agent",workload_type="daemonset"}',
  'a{namespace="shop",pod="agent-x7k2v"}',
])('%s says nothing of a workload', (expr) => {
  expect(ofQuery(expr)).toBeUndefined();
});

test('what Grafana puts in for a variable with several values is read as these values', () => {
  expect(ofQuery('a{namespace="shop",deployment=~"(web)"}')).toEqual(page('Deployment', 'web'));
  expect(ofQuery('a{namespace="shop",deployment=~"(web|api)"}')).toEqual(fleet(['shop']));
  expect(ofQuery('a{namespace="shop",deployment=~"web\\\\.v2"}')).toEqual(page('Deployment', 'web.v2'));
});
