import { panelQueries } from './panelQueries';

const WEB = { cluster: 'eu', namespace: 'shop', kind: 'Deployment', name: 'web' };

test('every instant query says how far to look back', () => {
  const instant = panelQueries(WEB).filter((query) => query.instant);
  expect(instant).toHaveLength(5);
  expect(instant.map((query) => query.interval)).toEqual(instant.map(() => '5m'));
});

test('the chosen cluster label cuts every query and survives every sum', () => {
  const queries = panelQueries(WEB, { clusterLabel: 'site' });
  expect(queries.filter(({ expr }) => !expr.includes('site="eu"'))).toEqual([]);
  expect(queries.at(-1)?.expr).toContain('sum by (site, namespace, pod)');
});

test('where no label was chosen, all the usual ones survive', () => {
  expect(panelQueries().at(-1)?.expr).toContain(
    'sum by (cluster, k8s_cluster, kubernetes_cluster, cluster_name, k8s_cluster_name, cluster_id, clusterID, clustername, namespace, pod)'
  );
});

test('where some series spell namespaces in one way and some in the other, both are asked', () => {
  const texts = panelQueries(WEB, { exported: 'some' }).map(({ expr }) => expr);
  expect(texts).toHaveLength(10);
  expect(texts.filter((text) => text.includes('exported_namespace="shop"'))).toHaveLength(4);
  expect(texts.filter((text) => text.includes('namespace="shop",exported_namespace=""'))).toHaveLength(4);
});

test('CPU use comes from the kubelet, whose namespaces are never exported', () => {
  expect(panelQueries(WEB, { exported: true }).at(-1)?.expr).toContain('{namespace="shop"');
});
