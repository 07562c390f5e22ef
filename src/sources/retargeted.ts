// HPAs that changed their target within the range: each target has a series of its own, and read once all of them bear the time at
// which they were asked for. Of these few, every sample is read: it tells which one holds, and since when.
import { distinct, groupBy } from '../kit/array';
import type { Series } from '../model/series';
import { classify } from '../queries/classify';
import { targetQueries, type PlanScope } from '../queries/plan';
import type { Inquiry } from './inquiry';

/** HPAs of one query: their names stay within 12 kB of text. */
const PER_QUERY = 50;

type Placed = Pick<Series, 'cluster' | 'namespace' | 'object'>;

const keyOf = ({ cluster, namespace, object }: Placed): string => JSON.stringify([cluster, namespace, object]);

/** The HPAs of which several targets are told, a series of each. */
function retargetedIn(series: readonly Series[]): Map<string, Series> {
  const infos = series.filter(({ kind, attributes }) => kind === 'hpa.info' && (attributes.targetName ?? '') !== '');
  const targetOf = ({ attributes: { targetKind, targetName } }: Series): string =>
    JSON.stringify([targetKind, targetName]);
  return new Map(
    [...groupBy(infos, keyOf)].flatMap(([key, own]) => {
      const [first] = own;
      return first && distinct(own.map(targetOf)).length > 1 ? [[key, first] as const] : [];
    })
  );
}

/**
 * Reads since when such HPAs have which target, in the place of what was read of it before.
 * @param series what was read of the part
 */
export async function readRetargeted(inquiry: Inquiry, scope: PlanScope, series: readonly Series[]): Promise<void> {
  const retargeted = retargetedIn(series);
  const all = [...retargeted.values()];
  if (all.length === 0) {
    return;
  }
  const { reads, failed } = inquiry;
  const [known, failures] = [reads.length, failed.length];
  for (let i = 0; i < all.length; i += PER_QUERY) {
    await inquiry.ask(targetQueries(scope, all.slice(i, i + PER_QUERY)), scope.range);
  }
  if (inquiry.failed.length > failures) {
    return;
  }
  const isOnce = (at: number): boolean => {
    const read = reads[at];
    const identity = read && at < known ? classify(read.labels, scope.clusterLabel, read.kind) : undefined;
    return identity?.kind === 'hpa.info' && retargeted.has(keyOf(identity));
  };
  inquiry.reads = reads.filter((_, at) => !isOnce(at));
}
