// Namespaces in which kinds are kept back that every object has: an exporter may be set up for each namespace on its own, or a
// list of names may hold for some of them. Where all is well the answer is empty, whatever the size of the fleet.
import type { Labels, SignalKind } from '../model/series';
import { specOf, type SignalSpec } from './catalogue';
import { workloadOfMetric } from './classify';
import { clusterLabelsOf } from './clusterLabels';
import { inFew } from './inFew';
import { placeOf, selectorsFor, type PlannedQuery, type PlanScope } from './plan';

/** Where there is one of them, there must be the others too: kube-state-metrics writes them for every object. */
const FAMILIES = {
  hpa: ['hpa.info', 'hpa.desired', 'hpa.current', 'hpa.min', 'hpa.max', 'hpa.condition', 'hpa.spec-metric'],
  workload: ['workload.replicas', 'workload.generation', 'workload.ready'],
} as const satisfies Readonly<Record<string, readonly SignalKind[]>>;

type Family = keyof typeof FAMILIES;

/** Under which label an answer tells the family, or the kind of workload whose family it is. */
const TOLD_FAMILY = 'told_family';

/** The names that stand together: one list for HPAs, one for each kind of workload. */
function lists(): Array<{ readonly family: string; readonly names: readonly string[] }> {
  const namesOf = (kind: SignalKind): string[] => (specOf(kind)?.pattern ?? '').split('|');
  return (Object.keys(FAMILIES) as Family[]).flatMap((family) => {
    const names = FAMILIES[family].map(namesOf);
    return (names[0] ?? []).map((name, i) => ({
      family: workloadOfMetric(name) ?? family,
      names: names.flatMap((own) => own[i] ?? []),
    }));
  });
}

/** Asks for namespaces in which some of a family stand and others do not, in as few queries as their texts allow. */
export function keptBackQueries(scope: PlanScope): PlannedQuery[] {
  const by = ['namespace', 'exported_namespace', ...clusterLabelsOf(scope.clusterLabel)].join(', ');
  // Of the conditions one status is enough.
  const spec = { ...(specOf('hpa.info') as SignalSpec), matchers: 'status=~"true|"' };
  const texts = lists().flatMap(({ family, names }) =>
    selectorsFor(names.join('|'), spec, scope).map((text) => {
      const seen = `count by (${by}) (count by (__name__, ${by}) (${text})) < ${names.length}`;
      return `label_replace(${seen}, "${TOLD_FAMILY}", "${family}", "", "")`;
    })
  );
  return inFew(texts).map((expr, i) => ({
    id: `kept-back-${i}`,
    expr,
    kinds: Object.values(FAMILIES).flat(),
    ...placeOf(scope),
  }));
}

/** The kind of workload of which some are kept back, where an answer bears these labels; undefined where it is not of one. */
export function keptBackWorkload(labels: Labels): string | undefined {
  const told = labels[TOLD_FAMILY] ?? '';
  return told === '' || told in FAMILIES ? undefined : told;
}

/** The kinds of which some are kept back, where an answer bears these labels. */
export function keptBackKinds(labels: Labels): readonly SignalKind[] {
  return keptBackWorkload(labels) === undefined ? (FAMILIES[labels[TOLD_FAMILY] as Family] ?? []) : FAMILIES.workload;
}
