// The link in an alert is read by the page that it leads to, whatever stands in the labels.
import { readWorkloadUrl } from '../../app/url/workloadUrl';
import type { AlertQuestion, RuleGroup } from './alertModel';
import { plainGroups, watcherGroups } from './ruleGroups';

const QUESTION: AlertQuestion = {
  severities: ['critical', 'warning', 'info'],
  cluster: ['cluster'],
  rewrites: 30,
  grafanaUrl: 'https://g.example.com',
  datasourceUid: 'P1',
};

/** What a Go template of ours becomes with these labels: `if`, `else`, `end`, `urlquery`. */
function filledIn(template: string, labels: Readonly<Record<string, string>>): string {
  const inner =
    /\{\{ if \.Labels\.(\w+) \}\}((?:(?!\{\{ (?:if|else|end)).)*)(?:\{\{ else \}\}((?:(?!\{\{ (?:if|end)).)*))?\{\{ end \}\}/;
  let text = template;
  for (let match = inner.exec(text); match; match = inner.exec(text)) {
    const [whole, name = '', then = '', otherwise = ''] = match;
    text = text.replace(whole, () => ((labels[name] ?? '') === '' ? otherwise : then));
  }
  return text
    .replace(/\{\{ \.Labels\.(\w+) \| urlquery \}\}/g, (_, name: string) =>
      encodeURIComponent(labels[name] ?? '').replaceAll('%20', '+')
    )
    .replace(/\{\{ \.Labels\.(\w+) \}\}/g, (_, name: string) => labels[name] ?? '');
}

function linkOf(groups: readonly RuleGroup[], name: string, labels: Readonly<Record<string, string>>): URL {
  const rule = groups.flatMap(({ alerts }) => alerts).find(({ alert }) => alert === name);
  return new URL(filledIn(rule?.annotations.truce_url ?? '', labels));
}

test('the link of a finding is read by the page of the workload, whatever its names hold', () => {
  const workload = { cluster: 'e&u', namespace: 'a b', kind: 'Deployment', name: 'x#y=z?' };
  const { cluster, namespace, kind, name } = workload;
  const labels = { cluster, namespace, workload_kind: kind, workload: name };
  const url = linkOf(watcherGroups(QUESTION), 'TruceHpaFlapping', labels);
  expect(url.pathname).toBe('/a/truce-autoscaling-app/workload');
  const { state, problems, isComplete } = readWorkloadUrl(url.search);
  expect({ problems, isComplete, ds: state.ds }).toEqual({ problems: [], isComplete: true, ds: ['P1'] });
  expect(state).toMatchObject({ workload, finding: 'hpa-flapping' });
});

test('a plain alert leads to what its HPA scales, in either spelling, and to the fleet where nobody exports that', () => {
  const labels = { namespace: 'monitoring', exported_namespace: 'shop', horizontalpodautoscaler: 'h' };
  const target = { scaletargetref_kind: 'StatefulSet', scaletargetref_name: 'db' };
  const link = linkOf(plainGroups(QUESTION), 'TruceHpaPinnedMax', { ...labels, ...target });
  expect(readWorkloadUrl(link.search).state.workload).toEqual({
    cluster: '',
    namespace: 'shop',
    kind: 'StatefulSet',
    name: 'db',
  });
  const fleet = linkOf(plainGroups(QUESTION), 'TruceHpaPinnedMax', labels);
  expect(`${fleet.pathname}${fleet.search}`).toBe('/a/truce-autoscaling-app/fleet?ds=P1&namespace=shop');
  const both = linkOf(plainGroups({ ...QUESTION, cluster: ['site', 'region'] }), 'TruceWorkloadRewritten', {
    namespace: 'shop',
    deployment: 'web',
    site: 'eu',
    region: 'w/1',
  });
  expect(readWorkloadUrl(both.search).state.workload).toMatchObject({
    cluster: 'eu/w/1',
    kind: 'Deployment',
    name: 'web',
  });
});
