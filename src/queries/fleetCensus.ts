// The lists of a large fleet: who there is, who scales whom, what the VPAs recommend. One value per object, no samples.
import type { SignalKind } from '../model/series';
import { CATALOGUE, patternOf, specOf, type SignalSpec } from './catalogue';
import { objectLabels } from './objectLabels';
import { clusterLabelsOf } from './clusterLabels';
import {
  lastQuery,
  lengthOfRange,
  placeOf,
  selectorsFor,
  withMatchers,
  type PlannedQuery,
  type PlanScope,
} from './plan';
import { exportedQuery } from './probeQueries';
import { quote } from './selector';

/** Kinds of which a fleet has few or none: whether anybody exports them is asked once, for all of it. */
const RARE: readonly SignalKind[] = CATALOGUE.filter(({ group }) =>
  ['vpa-updater', 'keda', 'scaledobject', 'policy'].includes(group)
).map(({ kind }) => kind);

/** One value of each series over the range, with all its labels. */
function lastOf(kind: SignalKind, scope: PlanScope, matchers?: string): PlannedQuery[] {
  const spec = withMatchers(specOf(kind) as SignalSpec, matchers);
  return spec.pattern
    .split('|')
    .flatMap((name, i) => lastQuery(name, i, spec, scope))
    .map((query) => ({ ...query, id: `census-${query.id}` }));
}

/** One value of each object over the range. */
function foldOf(kind: SignalKind, scope: PlanScope): PlannedQuery[] {
  const spec = specOf(kind) as SignalSpec;
  const by = objectLabels(spec, scope.clusterLabel).join(', ');
  return selectorsFor(spec.pattern, spec, scope).map((text, i) => ({
    id: `census-${kind}-${i}`,
    expr: `max by (${by}) (last_over_time(${text}[${lengthOfRange(scope)}]))`,
    kinds: [kind],
    kind,
    ...placeOf(scope),
  }));
}

/** Workloads with their replicas; the first census of every sweep told the HPAs. */
export function listQueries(scope: PlanScope): PlannedQuery[] {
  return lastOf('workload.replicas', scope);
}

/** Which ScaledObject an HPA is of, and the ScaledObjects themselves. */
export function scaledObjectQueries(scope: PlanScope): PlannedQuery[] {
  return [
    ...lastOf('hpa.labels', scope, 'label_scaledobject_keda_sh_name!=""'),
    ...foldOf('keda.active', scope),
    ...foldOf('keda.paused', scope),
    ...lastOf('scaledobject.info', scope),
  ];
}

/** Which names a kind has here: custom resources are spelled by whoever set them up. At the end, and on the way to it. */
export function spellingQuery(kind: SignalKind, scope: PlanScope): PlannedQuery {
  const spec = specOf(kind) as SignalSpec;
  const text = `{__name__=~${quote(`(?:${spec.pattern})`)}}`;
  const span = Math.floor((scope.range.to - scope.range.from) / 1000);
  const counts = [0, 0.25, 0.5, 0.75, 0.95].map((share) => {
    const back = Math.floor(span * share);
    return `count by (__name__) (${text}${back > 0 ? ` offset ${back}s` : ''})`;
  });
  return { id: `spelling-${kind}`, expr: counts.join(' or '), kinds: [kind] };
}

/** Which of the rare kinds anybody exports, in which cluster. */
export function rareQuery({ clusterLabel }: PlanScope): PlannedQuery {
  return { id: 'rare-kinds', expr: exportedQuery(RARE, clusterLabel), kinds: RARE };
}

/** Kinds that every scaled workload has; one query for each spelling. */
const COMMON: readonly SignalKind[] = CATALOGUE.filter(
  ({ group, read }) => ['hpa', 'workload', 'pods'].includes(group) && read !== 'range'
).map(({ kind }) => kind);

/** Which of the common kinds anybody exports, in which cluster, seen in a few namespaces. */
export function sampleKindsQueries(namespaces: readonly string[], scope: PlanScope): PlannedQuery[] {
  const pattern = CATALOGUE.filter(({ kind }) => COMMON.includes(kind))
    .map(patternOf)
    .join('|');
  const spec = { ...(specOf('hpa.info') as SignalSpec), matchers: undefined };
  const by = ['__name__', ...clusterLabelsOf(scope.clusterLabel)].join(', ');
  return namespaces.length === 0
    ? []
    : selectorsFor(`(?:${pattern})`, spec, { ...scope, names: undefined, between: undefined, namespaces }).map(
        (text, i) => ({
          id: `common-kinds-${i}`,
          expr: `count by (${by}) (${text})`,
          kinds: COMMON,
        })
      );
}

/** Each mode in which a VPA was seen; a series of a mode that it is not in is 0. */
export function modeQueries(name: string, scope: PlanScope): PlannedQuery[] {
  const spec = specOf('vpa.mode') as SignalSpec;
  const labels = [...objectLabels(spec, scope.clusterLabel), 'update_mode'];
  return selectorsFor(name, spec, scope).map((text, i) => ({
    id: `census-vpa.mode-${i}`,
    expr: `max by (${labels.join(', ')}) (max_over_time(${text}[${lengthOfRange(scope)}])) > 0`,
    kinds: ['vpa.mode'],
    kind: 'vpa.mode',
    ...placeOf(scope),
  }));
}

/** The lowest maximum that a LimitRange sets, by namespace, resource and LimitRange. */
export function capQueries(scope: PlanScope): PlannedQuery[] {
  const spec = specOf('limit.range') as SignalSpec;
  const labels = [...objectLabels(spec, scope.clusterLabel), 'resource'].join(', ');
  return selectorsFor(spec.pattern, { ...spec, matchers: 'constraint="max"' }, scope).map((text, i) => ({
    id: `census-limit.range-${i}`,
    expr: `min by (${labels}) (last_over_time(${text}[${lengthOfRange(scope)}]))`,
    kinds: ['limit.range'],
    kind: 'limit.range',
    ...placeOf(scope),
  }));
}

export interface RecommendationQuery extends PlannedQuery {
  /** Which number of the recommendation it brings. */
  readonly number: 'highest' | 'lowest' | 'uncapped';
}

/**
 * Highest and lowest target, and the highest uncapped one, per container and resource.
 * @param names metric names of targets, as the store spells them
 */
export function recommendationQueries(names: readonly string[], scope: PlanScope): RecommendationQuery[] {
  const spec = specOf('vpa.target') as SignalSpec;
  const labels = [
    ...objectLabels(spec, scope.clusterLabel),
    ...Object.values(spec.attributes ?? {}).flat(),
    'exported_container',
  ].join(', ');
  const fold = (op: 'max' | 'min', name: string, number: RecommendationQuery['number']): RecommendationQuery[] =>
    selectorsFor(name, spec, scope).map((text, i) => ({
      id: `census-${number}-${i}`,
      expr: `${op} by (${labels}) (${op}_over_time(${text}[${lengthOfRange(scope)}]))`,
      kinds: ['vpa.target'],
      // Where the resource stands in the name, the folded answer does not say it: the query does.
      kind: 'vpa.target',
      number,
      ...placeOf(scope),
    }));
  return names.flatMap((name) => [
    ...fold('max', name, 'highest'),
    ...fold('min', name, 'lowest'),
    ...fold('max', name.replace(/target(_cpu|_memory)?$/, 'uncappedtarget$1'), 'uncapped'),
  ]);
}
