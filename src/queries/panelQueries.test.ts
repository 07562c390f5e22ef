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
    'sum by (cluster, k8s_cluster, kubernetes_cluster, cluster_name, namespace, pod)'
  );
});

test('CPU use comes from the kubelet, whose namespaces are never exported', () => {
  expect(panelQueries(WEB, { exported: true }).at(-1)?.expr).toContain('{namespace="shop"');
});
