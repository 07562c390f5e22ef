// Whether all of a cluster was read. "Nobody else" and "all of them" are claims about everybody in it: of a few chosen
// namespaces, or of the suspects of a large fleet, they do not follow.
import { withoutTimes } from '../../kit/times';
import { READ, UNEXPORTED, type Knowledge } from '../../model/knowledge';
import type { Everywhere } from '../../model/rule';
import type { SeriesSet, SignalKind } from '../../model/series';
import type { Facts } from '../episodes/facts';
import { siblingsOf } from '../signals/knowledge';

/** What is known of such kinds in all of a cluster. */
export type Throughout = (cluster: string, everywhere: Everywhere) => Knowledge;

const PART: Knowledge = { state: 'partial', reason: 'only a part of the cluster was read' };

/** True where scans looked at the whole fleet, and those that one of them named are all in this set. */
function isNamedBy({ fleet, leftOut = [] }: SeriesSet, { namedBy }: Everywhere): boolean {
  return (
    fleet !== undefined &&
    namedBy !== undefined &&
    fleet.isChosen !== true &&
    leftOut.length === 0 &&
    !fleet.unscanned.some(({ scan }) => scan === namedBy)
  );
}

/** The answer that a question about these kinds lacks somewhere, whatever the namespace. */
function unansweredIn({ failed, leftOut = [] }: SeriesSet, { kinds }: Everywhere): Knowledge | undefined {
  const isOne = (one: { readonly kinds: readonly SignalKind[] }): boolean => one.kinds.some((k) => kinds.includes(k));
  const lost = failed.find(isOne);
  return lost
    ? { state: lost.partial === true ? 'partial' : 'failed', reason: withoutTimes(lost.message) }
    : leftOut.some((one) => one.namespaces !== undefined && isOne(one))
      ? PART
      : undefined;
}

/**
 * The first of them that some namespace keeps back. Where nothing of its family is exported there is nobody of that kind, as
 * far as series show.
 */
function keptBackIn(own: readonly Facts[], { kinds }: Everywhere): Knowledge {
  const isKeptBack = ({ knows }: Facts): boolean =>
    kinds.some(
      (kind) =>
        knows(kind).state === 'unexported' &&
        siblingsOf(kind).some((sibling) => ['read', 'partial'].includes(knows(sibling).state))
    );
  return own.some(isKeptBack) ? UNEXPORTED : READ;
}

/**
 * @param set what a sweep brought home
 * @param fleet every workload of it
 */
export function throughoutReader(set: SeriesSet, fleet: readonly Facts[]): Throughout {
  const found = new Map<string, Knowledge>();
  return (cluster, everywhere) => {
    const key = JSON.stringify([cluster, everywhere]);
    const isPart = set.narrowed === true && !isNamedBy(set, everywhere);
    const own = (): readonly Facts[] => fleet.filter(({ workload }) => workload.cluster === cluster);
    const knowledge =
      found.get(key) ?? (isPart ? PART : (unansweredIn(set, everywhere) ?? keptBackIn(own(), everywhere)));
    found.set(key, knowledge);
    return knowledge;
  };
}
