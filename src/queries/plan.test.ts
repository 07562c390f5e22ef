/** @jest-environment node */
// The texts of a sweep: every kind is asked for, and a real Prometheus takes every text. Parsed by promtool where it is
// installed; the integration tests send the same texts to running databases.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from './catalogue';
import { evidenceQuery } from './evidenceQuery';
import { panelQueries } from './panelQueries';
import {
  censusQueries,
  kindsOf,
  mainQueries,
  nodeQueries,
  resizedQueries,
  resizeQueries,
  usageQueries,
  type PlanScope,
} from './plan';
import { presenceQueries, repeatedQuery, sampleQuery, samplesOfQuery, scrapeQuery } from './probeQueries';
import { plannedTexts } from '../../tests/support/plannedTexts';

const scope: PlanScope = { range: { from: 0, to: 3_600_000 }, namespaces: [], clusterLabel: 'auto', exported: false };
const hostile = ['a"b', 'c\\d', '${v}', 'x.y|z', 'é{}'];
const web = { cluster: 'eu', namespace: 'a"b\\', kind: 'Deployment', name: 'web' };

const ALL = [
  ...plannedTexts(scope),
  ...plannedTexts({ ...scope, namespaces: hostile, cluster: 'e"u', exported: undefined }),
  ...plannedTexts({ ...scope, namespaces: ['shop'], exported: true, clusterLabel: 'site' }),
  ...plannedTexts({ ...scope, namespaces: ['shop'], between: { from: 'a.b-1', to: 'team-01' }, exported: undefined }),
  ...presenceQueries().map((query) => query.expr),
  sampleQuery(),
  repeatedQuery(),
  samplesOfQuery(['we"b', 'x']),
  scrapeQuery({ __name__: 'x', namespace: 'a"b', horizontalpodautoscaler: 'web' }),
  ...CATALOGUE.map((spec) => evidenceQuery([spec.kind], web)),
  ...panelQueries({ ...web, cluster: '' }).map((query) => query.expr.replace('$__range', '1h')),
];

test('every kind is asked for', () => {
  const asked = kindsOf([...mainQueries(scope), ...nodeQueries(scope), ...usageQueries(scope, 15)]);
  expect(CATALOGUE.map((spec) => spec.kind).filter((kind) => !asked.includes(kind))).toEqual([]);
});

test('an unknown dialect is asked in both spellings, a known one in its own', () => {
  const texts = (exported: PlanScope['exported']): string[] =>
    censusQueries({ ...scope, namespaces: ['shop'], exported }).map((q) => q.expr);
  expect(texts(undefined)).toHaveLength(6);
  expect(texts('some')).toEqual(texts(undefined));
  expect(texts('some').filter((text) => text.includes('namespace="shop",exported_namespace=""'))).toHaveLength(3);
  expect(texts(true).every((text) => text.includes('exported_namespace="shop"'))).toBe(true);
  expect(texts(false).some((text) => text.includes('{exported_'))).toBe(false);
});

test('CPU use keeps whatever names the cluster', () => {
  expect(usageQueries(scope, 15)[0]?.expr).toContain(
    'sum by (cluster, k8s_cluster, kubernetes_cluster, cluster_name, k8s_cluster_name, cluster_id, clusterID, clustername, namespace, exported_namespace, pod, exported_pod)'
  );
  expect(usageQueries({ ...scope, clusterLabel: 'site' }, 15)[0]?.expr).toContain(
    'sum by (site, namespace, exported_namespace, pod, exported_pod)'
  );
  expect(usageQueries(scope, 60)[0]?.stepSeconds).toBe(60);
});

test('ids are unique, so that answers find their questions', () => {
  const ids = [...censusQueries(scope), ...mainQueries(scope), ...nodeQueries(scope)].map((q) => q.id);
  expect(new Set(ids).size).toBe(ids.length);
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

(hasPromtool ? test : test.skip)('Prometheus parses every text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'truce-plan-'));
  const rules = ALL.map((expr, i) => ({ record: `text:${i}`, expr }));
  writeFileSync(join(folder, 'rules.json'), JSON.stringify({ groups: [{ name: 'plan', rules }] }));
  const run = spawnSync('promtool', ['check', 'rules', join(folder, 'rules.json')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(run.stderr.split('\n').filter((line) => /error|could not/i.test(line))).toEqual([]);
  expect(run.stdout).toContain(`${ALL.length} rules found`);
});

test('what changed on living pods is found first, and only those pods are read', () => {
  const [found] = resizedQueries({ ...scope, namespaces: ['shop'] });
  expect(found?.expr).toMatch(
    /^stdvar_over_time\(kube_pod_container_resource_requests\{.*namespace="shop".*\}\[\d+s\]\) > 0$/
  );
  const [read] = resizeQueries({ ...scope, namespaces: ['shop'] }, { label: 'exported_pod', pods: ['web-a', 'web-b'] });
  expect(read?.expr).toMatch(/\{resource=~"cpu\|memory.*",exported_pod=~"web-a\|web-b",namespace="shop"\}\[/);
});
