// Which scans are asked of which part of a large fleet. Most are asked shard by shard; what only a few objects have is asked of
// all at once, and not at all where nobody has it.
import { sum } from '../../kit/stats';
import type { ScanLimits } from '../../model/scan';
import type { PlanScope } from '../../queries/plan';
import { NOBODY, rareNamesQuery, scanQueries, TOLD_NAME, type ScanQuery } from '../../queries/scans';
import type { Inquiry } from '../inquiry';
import type { FleetCensus } from './census';
import { isCounted } from './suspects';

/** Scans to be asked with time of their own. */
export interface Batch {
  readonly scope: PlanScope;
  readonly queries: readonly ScanQuery[];
}

/** So many objects of one exporter are asked for at once, as so many workloads are. */
const AT_ONCE = 10_000;
/** Text that names of HPAs may take: a scan repeats them up to twelve times in its 12 kB. */
const MAX_NAMES = 700;

/**
 * HPAs on kinds of which nothing tells how often they are written to, as far as they are known.
 * @returns undefined where there may be others: HPAs that no list tells
 */
function customHpas({ hpas, present }: FleetCensus): string[] | undefined {
  const listed = new Set(present.filter(({ kind }) => kind === 'hpa.info').map(({ cluster }) => cluster));
  const isUnlisted = present.some(({ kind, cluster }) => kind === 'hpa.current' && !listed.has(cluster));
  const custom = hpas.filter(({ target }) => target === undefined || !isCounted(target.kind));
  return isUnlisted ? undefined : [...new Set(custom.map(({ name }) => name))].sort();
}

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
  const custom = isListed ? customHpas(fleet) : undefined;
  const isShort = !isChosen && custom !== undefined && sum(custom.map(({ length }) => length + 1)) <= MAX_NAMES;
  const usual = shards.map((scope) => ({
    scope,
    queries: [
      ...scanQueries(scope, limits, 'usual'),
      ...(isRare ? [] : scanQueries(scope, limits, 'rare', names)),
      ...(isShort || custom?.length === 0 ? [] : scanQueries(scope, limits, 'custom')),
    ],
  }));
  const once = [
    ...(isRare ? scanQueries(everywhere, limits, 'rare', names) : []),
    ...(isShort && custom.length > 0
      ? scanQueries({ ...everywhere, names: { ...NOBODY, hpas: custom } }, limits, 'custom')
      : []),
  ];
  return [...usual, { scope: everywhere, queries: once }];
}
