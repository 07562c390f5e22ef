// Every text of PromQL that the plugin can send is accepted by both real servers, and those that should find something do.
import type { Interval } from '../../src/kit/interval';
import { USUAL_LIMITS } from '../../src/model/scan';
import type { WorkloadRef } from '../../src/model/workload';
import { CATALOGUE } from '../../src/queries/catalogue';
import { evidenceQuery } from '../../src/queries/evidenceQuery';
import { panelQueries } from '../../src/queries/panelQueries';
import {
  censusQueries,
  mainQueries,
  resizedQueries,
  resizeQueries,
  scrapeProbe,
  usageQueries,
  type PlanScope,
} from '../../src/queries/plan';
import { capQueries } from '../../src/queries/fleetCensus';
import { presenceQueries, sampleQuery, scrapeQuery } from '../../src/queries/probeQueries';
import { scanQueries } from '../../src/queries/scans';
import { sharedUseQueries } from '../../src/queries/sharedUse';
import { httpTransport } from '../../src/sources/httpTransport';
import { DATABASES, pairOf } from './servers';

const range: Interval = { from: pairOf('15s').from, to: pairOf('15s').to };

/** Text that would break out of a matcher, or run as a pattern, if it were not escaped. */
const HOSTILE = ['it"s', 'back\\slash', 'two\nlines', '.*', '(', 'a|b', '{x="y"}', 'ünïcode ☃', "'", '$namespace'];

const SCOPES: Record<string, Partial<PlanScope>> = {
  'the whole fleet': {},
  'one namespace, dialect unknown': { namespaces: ['hpa-double'] },
  'two namespaces, honor_labels': { namespaces: ['hpa-double', 'keda-cliff'], exported: false },
  'two namespaces, exported_namespace': { namespaces: ['hpa-double', 'keda-cliff'], exported: true },
  'a cluster, label found': { cluster: 'prod' },
  'a cluster, label named': { cluster: 'prod', clusterLabel: 'k8s_cluster' },
  'hostile names': { namespaces: HOSTILE, cluster: 'pr"od\\', exported: false },
};

const NAMES = { hpas: ['web'], deployments: ['web'], statefulSets: ['db'], vpas: [], scaledObjects: [] };
/** So short a wait is looked for in the pods themselves. */
const EVERY_SCAN = { ...USUAL_LIMITS, waitedFor: 10_000 };

function everyPlan(part: Partial<PlanScope>) {
  const scope: PlanScope = { range, namespaces: [], clusterLabel: 'auto', exported: undefined, ...part };
  return [
    ...censusQueries(scope),
    ...scanQueries(scope),
    ...scanQueries(scope, EVERY_SCAN),
    ...capQueries(scope),
    ...sharedUseQueries({ ...scope, names: NAMES }, 'Deployment', ['web', 'w"eb']),
    ...sharedUseQueries({ ...scope, names: NAMES }, 'StatefulSet', ['db']),
    scrapeProbe(scope, 'web "1"', 'hpa-double'),
    ...mainQueries(scope),
    ...usageQueries(scope, 15),
    ...resizedQueries(scope),
    ...resizeQueries(scope, { label: 'pod', pods: ['web-0', 'web-1'] }),
  ];
}

const workload = (namespace: string, name: string, kind = 'Deployment', cluster = ''): WorkloadRef => ({
  cluster,
  namespace,
  kind,
  name,
});

/** The panel's queries as Grafana sends them: variables and the range filled in. */
function filledIn(queries: ReturnType<typeof panelQueries>, namespace: string, name: string) {
  const seconds = Math.round((range.to - range.from) / 1000);
  return queries.map(({ refId, expr }) => ({
    id: refId,
    expr: expr.replaceAll('$__range', `${seconds}s`).replaceAll('$namespace', namespace).replaceAll('$workload', name),
  }));
}

describe.each(DATABASES)('%s accepts', (database) => {
  const transport = httpTransport({ url: pairOf('15s')[database] });
  const ask = async (queries: ReadonlyArray<{ id: string; expr: string }>) => {
    const answers = await transport.instant(queries, range.to);
    const refused = answers.flatMap(({ error }, i) =>
      error ? [{ expr: queries[i]?.expr, error: error.message }] : []
    );
    expect(refused).toEqual([]);
    return answers;
  };

  it.each(Object.entries(SCOPES))('the plan for %s', async (_, scope) => {
    const queries = everyPlan(scope);
    expect(queries.length).toBeGreaterThan(20);
    const gridded = queries.filter((query) => query.stepSeconds !== undefined);
    expect(gridded).not.toEqual([]);
    await ask(queries.filter((query) => query.stepSeconds === undefined));
    for (const { id, expr, stepSeconds = 30 } of gridded) {
      const [answer] = await transport.range([{ id, expr }], { ...range, stepSeconds });
      expect(answer?.error).toBeUndefined();
    }
  });

  it('the plan, and hostile names find nothing', async () => {
    const answers = await ask(
      everyPlan({ namespaces: HOSTILE, exported: false }).filter((q) => q.stepSeconds === undefined)
    );
    expect(answers.flatMap((answer) => answer.series.map((series) => series.labels))).toEqual([]);
  });

  it('the questions of the capability probe', async () => {
    await ask(presenceQueries());
    const [sample] = await ask([{ id: 'sample', expr: sampleQuery() }]);
    const labels = sample?.series[0]?.labels ?? {};
    expect(labels.horizontalpodautoscaler).toBeDefined();
    const [samples] = await ask([{ id: 'scrape', expr: scrapeQuery(labels) }]);
    expect(samples?.series[0]?.times.length).toBeGreaterThan(10);
  });

  it('every query of a row of evidence', async () => {
    const names = [workload('gitops-between', 'web'), workload('it"s\\', 'a\nb', 'StatefulSet', 'prod')];
    const texts = names.flatMap((name) => CATALOGUE.map((spec) => evidenceQuery([spec.kind], name)));
    const queries = [...new Set(texts)].filter((expr) => expr !== '').map((expr, i) => ({ id: String(i), expr }));
    expect(queries.length).toBeGreaterThan(CATALOGUE.length);
    await ask(queries);
  });

  it.each([
    ['for people who type them', panelQueries()],
    ['of a workload', panelQueries(workload('keda-cliff', 'encoder'))],
    [
      'of a StatefulSet in a cluster',
      panelQueries(workload('x', 'db', 'StatefulSet', 'pr"od'), { clusterLabel: 'k8s' }),
    ],
    ['without honor_labels', panelQueries(workload('x', 'y'), { exported: true, kedaExported: true })],
  ])('the panel’s queries %s', async (_, queries) => {
    expect(queries.length).toBeLessThanOrEqual(6);
    await ask(filledIn(queries, 'hpa-double', 'web'));
  });
});
