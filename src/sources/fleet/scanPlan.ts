// Which scans are asked of which part of a large fleet. Most are asked shard by shard; what only a few objects have is asked of
// all at once, and not at all where nobody has it.
import { sum } from '../../kit/stats';
import type { ScanLimits } from '../../model/scan';
import type { ObjectNames, PlanScope } from '../../queries/plan';
import { NOBODY, rareNamesQuery, scanQueries, TOLD_NAME, type ScanQuery } from '../../queries/scans';
import type { Inquiry } from '../inquiry';
import type { FleetCensus, Listed } from './census';
import { countedIn, type Counted } from './counted';

/** Scans to be asked with time of their own. */
export interface Batch {
  readonly scope: PlanScope;
  readonly queries: readonly ScanQuery[];
}

/** So many objects of one exporter are asked for at once, as so many workloads are. */
const AT_ONCE = 10_000;
/** Text that names of HPAs or of workloads may take: a scan repeats them up to twelve times in its 12 kB. */
const MAX_NAMES = 700;

/** Names of whom nothing tells how often they are written to: they are asked for in another way. */
interface Uncounted {
  /** HPAs on such targets; undefined where there may be others: HPAs that no list tells. */
  readonly hpas: readonly string[] | undefined;
  readonly deployments: readonly string[];
  readonly statefulSets: readonly string[];
  /** Namespaces in which such Deployments and StatefulSets stand. */
  readonly places: ReadonlySet<string>;
}

const namesOf = (all: readonly Listed[]): string[] => [...new Set(all.map(({ name }) => name))].sort();

function uncountedHpas({ hpas, present }: FleetCensus, isCounted: Counted): string[] | undefined {
  const listed = new Set(present.filter(({ kind }) => kind === 'hpa.info').map(({ cluster }) => cluster));
  const isUnlisted = present.some(({ kind, cluster }) => kind === 'hpa.current' && !listed.has(cluster));
  const own = hpas.filter((one) => one.target === undefined || !isCounted(one, one.target.kind));
  return isUnlisted ? undefined : namesOf(own);
}

function uncountedIn(fleet: FleetCensus, isListed: boolean): Uncounted {
  const isCounted = countedIn(fleet);
  const own = fleet.workloads.filter((one) => !isCounted(one, one.kind));
  return {
    hpas: isListed ? uncountedHpas(fleet, isCounted) : undefined,
    deployments: namesOf(own.filter(({ kind }) => kind === 'Deployment')),
    statefulSets: namesOf(own.filter(({ kind }) => kind === 'StatefulSet')),
    places: new Set(own.map(({ namespace }) => namespace)),
  };
}

const isShort = (names: readonly string[]): boolean => sum(names.map(({ length }) => length + 1)) <= MAX_NAMES;

/** Names of rare exporters' metrics that stand in the range; undefined where that is not known. */
async function rareNames(inquiry: Inquiry, scope: PlanScope): Promise<ReadonlySet<string> | undefined> {
  const names = new Set<string>();
  const before = inquiry.failed.length;
  await inquiry.ask([rareNamesQuery(scope)], scope.range, ({ series }) =>
    series.forEach(({ labels }) => names.add(labels[TOLD_NAME] ?? ''))
  );
  return inquiry.failed.length > before ? undefined : names;
}

/**
 * Plans the scans.
 * @param isListed false where a list of HPAs has no whole answer
 */
export async function planScans(
  inquiry: Inquiry,
  shards: readonly PlanScope[],
  { fleet, limits, isListed }: { readonly fleet: FleetCensus; readonly limits: ScanLimits; readonly isListed: boolean }
): Promise<Batch[]> {
  const [first] = shards;
  if (!first) {
    return [];
  }
  const everywhere = { ...first, namespaces: [], between: undefined };
  const isChosen = shards.some(({ namespaces, between }) => namespaces.length > 0 && !between);
  const names = await rareNames(inquiry, everywhere);
  const isRare = !isChosen && fleet.scaledObjects.length + fleet.vpas.length <= AT_ONCE;
  const { hpas, deployments, statefulSets, places } = uncountedIn(fleet, isListed);
  const isHpaNamed = !isChosen && hpas !== undefined && isShort(hpas);
  const isNamed = !isChosen && isShort([...deployments, ...statefulSets]);
  const standIn = ({ namespaces }: PlanScope): boolean =>
    namespaces.length === 0 ? places.size > 0 : namespaces.some((namespace) => places.has(namespace));
  const usual = shards.map((scope) => ({
    scope,
    queries: [
      ...scanQueries(scope, limits, 'usual'),
      ...(isRare ? [] : scanQueries(scope, limits, 'rare', names)),
      ...(isHpaNamed || hpas?.length === 0 ? [] : scanQueries(scope, limits, 'uncounted-hpa')),
      ...(isNamed || !standIn(scope) ? [] : scanQueries(scope, limits, 'uncounted')),
    ],
  }));
  const within = (own: Partial<ObjectNames>): PlanScope => ({ ...everywhere, names: { ...NOBODY, ...own } });
  const once = [
    ...(isRare ? scanQueries(everywhere, limits, 'rare', names) : []),
    ...(isHpaNamed && hpas.length > 0 ? scanQueries(within({ hpas }), limits, 'uncounted-hpa') : []),
    ...(isNamed && places.size > 0 ? scanQueries(within({ deployments, statefulSets }), limits, 'uncounted') : []),
  ];
  return [...usual, { scope: everywhere, queries: once }];
}
