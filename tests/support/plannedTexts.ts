// Every text that a sweep may send, whatever the size of the fleet: two suites parse them, one by the grammar, one by promtool.
import {
  capQueries,
  listQueries,
  modeQueries,
  rareQuery,
  recommendationQueries,
  sampleKindsQueries,
  scaledObjectQueries,
  spellingQuery,
} from '../../src/queries/fleetCensus';
import { keptBackQueries } from '../../src/queries/keptBackQueries';
import {
  censusQueries,
  mainQueries,
  nodeQueries,
  resizedQueries,
  resizeQueries,
  scrapeProbe,
  usageQueries,
  type PlanScope,
} from '../../src/queries/plan';
import { rareNamesQuery, scanQueries } from '../../src/queries/scans';
import { sharedUseQueries } from '../../src/queries/sharedUse';

const NAMES = { hpas: ['web'], deployments: ['a"b', 'web'], statefulSets: [], vpas: ['v'], scaledObjects: ['s', 't'] };

/** What only a large fleet is asked. */
function fleetQueries(scope: PlanScope) {
  return [
    listQueries(scope),
    scaledObjectQueries(scope),
    [spellingQuery('vpa.target', scope), rareQuery(scope)],
    modeQueries('kube_verticalpodautoscaler_spec_updatepolicy_updatemode', scope),
    recommendationQueries(['kube_vpa_containerrecommendations_target_cpu'], scope),
    sampleKindsQueries(['shop', 'a"b'], scope),
    capQueries(scope),
    keptBackQueries(scope),
    [rareNamesQuery(scope)],
    sharedUseQueries({ ...scope, names: NAMES }, 'Deployment', ['web', 'a"b', 'x.y|z']),
    sharedUseQueries({ ...scope, names: NAMES }, 'StatefulSet', ['db']),
    mainQueries({ ...scope, names: NAMES }),
  ];
}

/** The texts of a sweep of this scope. */
export function plannedTexts(scope: PlanScope): string[] {
  const queries = [
    censusQueries(scope),
    mainQueries(scope),
    nodeQueries(scope),
    scanQueries(scope),
    ...fleetQueries(scope),
    usageQueries(scope, 15),
    resizedQueries(scope),
    resizeQueries(scope, { label: 'pod', pods: ['a"b', 'web-0'] }),
    [scrapeProbe(scope, scope.namespaces[0] ?? 'web', scope.namespaces[0] ?? 'shop')],
  ];
  return queries.flat().map((query) => query.expr);
}
