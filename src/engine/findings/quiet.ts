// What can be said of workloads that no scan named: a rule whose scans were all answered cannot fire above info there, and one
// whose scan was not was not judged.
import { distinct, groupBy } from '../../kit/array';
import { withoutTimes } from '../../kit/times';
import type { FleetReading, Unscanned } from '../../model/series';
import type { Unjudged } from '../../model/knowledge';
import type { Quiet } from '../../model/report';
import { kindsOfNeed } from '../../model/rule';
import { CORE_KINDS } from '../../model/verdict';
import type { Rule } from '../rules/defineRule';

/** A series that nobody exports matters to rules that cannot judge without it, or that see less. */
function matters(rule: Rule, { state, kinds }: Unscanned): boolean {
  const isLost = (kind: (typeof kinds)[number]): boolean => kinds.includes(kind);
  const isForeign = rule.group === 'D' && kinds.every((kind) => /^(keda|scaledobject)\./.test(kind));
  return (
    state !== 'unexported' ||
    (!isForeign && (rule.needs.some((need) => kindsOfNeed(need).every(isLost)) || (rule.absences ?? []).some(isLost)))
  );
}

function unjudgedBy(rules: readonly Rule[], unscanned: readonly Unscanned[]): Unjudged[] {
  return rules
    .filter((rule) => rule.scope !== 'cluster')
    .flatMap((rule): Unjudged[] => {
      const [worst] = unscanned
        .filter((one) => rule.scans.includes(one.scan) && matters(rule, one))
        .sort((a, b) => (a.state === 'failed' ? 0 : 1) - (b.state === 'failed' ? 0 : 1));
      return worst
        ? [{ rule: rule.id, kinds: worst.kinds, state: worst.state, reason: withoutTimes(worst.reason) }]
        : [];
    });
}

/** True where the lists themselves were not read: nobody knows who is there. */
function isCoreLost(unscanned: readonly Unscanned[]): boolean {
  return unscanned.some(({ state, kinds }) => state === 'failed' && kinds.some((kind) => CORE_KINDS.includes(kind)));
}

/** Verdicts on what no scan named. */
export function quietOf({ quiet, unscanned }: FleetReading, rules: readonly Rule[]): Quiet[] {
  const concerning = (namespace: string): Unscanned[] =>
    unscanned.filter(({ namespaces }) => namespaces === undefined || namespaces.includes(namespace));
  // Told once for each namespace: there are many workloads, and where shards fail much that concerns them.
  const lackIn = new Map(
    distinct(quiet.map(({ namespace }) => namespace)).map((namespace) => [
      namespace,
      concerning(namespace)
        .map((one) => unscanned.indexOf(one))
        .join(),
    ])
  );
  const groups = groupBy(quiet, ({ namespace }) => lackIn.get(namespace) ?? '');
  return [...groups.values()].map((workloads) => {
    const lacks = concerning(workloads[0]?.namespace ?? '');
    const unjudged = unjudgedBy(rules, lacks);
    const calm = unjudged.length === 0 ? 'calm-by-proof' : 'calm-as-far-as-seen';
    return { workloads, unjudged, verdict: isCoreLost(lacks) ? 'not-judged' : calm };
  });
}
