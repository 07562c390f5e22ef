import { finish } from '../../kit/steps';
import type { PlanScope } from '../../queries/plan';
import type { FleetCensus, ListedScaler } from './census';
import { kinQueries, relatedOf, untoldKin } from './kin';

const place = { cluster: '', namespace: 'shop' };
const workload = (name: string, replicas = 2) => ({ ...place, kind: 'Deployment', name, replicas });
const hpa = (name: string, kind = 'Deployment'): ListedScaler => ({
  ...place,
  name: `${name}-hpa`,
  target: { kind, name },
});
const census = (
  names: readonly string[],
  hpas: readonly ListedScaler[],
  asleep: readonly string[] = []
): FleetCensus => ({
  clusterLabel: 'auto',
  workloads: names.map((name) => workload(name, asleep.includes(name) ? 0 : 2)),
  hpas,
  vpas: [],
  caps: [],
  scaledObjects: [],
  present: [],
  keptBack: [],
  untold: [],
});
const scope: PlanScope = {
  range: { from: 0, to: 3_600_000 },
  namespaces: [],
  clusterLabel: 'cluster',
  exported: false,
};
const related = (fleet: FleetCensus): string[] => finish(relatedOf(fleet)).map(({ target }) => target.name);

it.each<[string, FleetCensus, string[]]>([
  ['a neighbour that nobody scales, by its name', census(['web', 'web-batch'], [hpa('web')]), ['web']],
  ['a neighbour without pods', census(['web', 'web-batch'], [hpa('web')], ['web-batch']), []],
  ['a neighbour with an HPA of its own', census(['web', 'web-batch'], [hpa('web'), hpa('web-batch')]), []],
  [
    'a prefix of the whole team: only names that go on',
    census(['shop', 'shop-api', 'shop-cron', 'shop-feed', 'shop-mail'], [hpa('shop-api')]),
    ['shop-api'],
  ],
  [
    'a prefix of the whole team, without one that goes on',
    census(['shop-web', 'shop-api', 'shop-cron', 'shop-feed', 'shop-mail'], [hpa('shop-api')]),
    [],
  ],
])('%s', (_, fleet, expected) => {
  expect(related(fleet)).toEqual(expected);
});

it('asks only about them, by name, as their series spell it', () => {
  const [query, ...more] = finish(kinQueries(census(['web', 'web-batch', 'docs'], [hpa('web'), hpa('docs')]), scope));
  expect(more).toEqual([]);
  expect(query).toMatchObject({ scan: 'shared-stem', about: 'workload', namespaces: ['shop'], stepSeconds: 300 });
  expect(query?.expr).toContain('pod=~"(?:web)-.+",namespace="shop"');
  expect(query?.expr).toContain('horizontalpodautoscaler=~"web-hpa|"');
  expect(query?.expr).not.toContain('docs');
});

it('keeps each query short, and asks about everybody', () => {
  const names = Array.from({ length: 400 }, (_, i) => `a-workload-of-a-fleet-${String(i).padStart(3, '0')}x`);
  const fleet = census(
    names.flatMap((name) => [name, `${name}-batch`]),
    names.map((name) => hpa(name))
  );
  const queries = finish(kinQueries(fleet, scope));
  expect(Math.max(...queries.map(({ expr }) => expr.length))).toBeLessThan(12_000);
  expect(names.filter((name) => !queries.some(({ expr }) => expr.includes(`${name}-hpa`)))).toEqual([]);
});

test('a name so long that Kubernetes cuts it in its pods is looked at: their names do not tell whose they are', () => {
  const long = `shop-${'x'.repeat(41)}`;
  const fleet = census([long, `${long}-batch`, 'web', 'web-batch'], [hpa(long), hpa('web')]);
  expect(finish(untoldKin(fleet)).map(({ target }) => target.name)).toEqual([long]);
  const asked = finish(kinQueries(fleet, scope)).map(({ expr }) => expr);
  expect(asked.some((expr) => expr.includes('web'))).toBe(true);
  expect(asked.some((expr) => expr.includes(long))).toBe(false);
});
