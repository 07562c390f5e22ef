// The queries of the plan by what they ask for, so that a fault can strike one of them wherever it is asked: each text begins
// with the names of its series, whatever namespaces and range follow.
import type { Interval } from '../../src/kit/interval';
import { panelQueries } from '../../src/queries/panelQueries';
import {
  censusQueries,
  mainQueries,
  nodeQueries,
  resizedQueries,
  scrapeProbe,
  usageQueries,
  type PlanScope,
} from '../../src/queries/plan';

/** The part of a query that stays the same for every range and namespace. */
export function headOf(query: string): string {
  return /^(last_over_time\()?\{__name__=~"[^"]*"/.exec(query)?.[0] ?? query.replace(/[{[].*$/s, '');
}

function scopeOf(range: Interval): PlanScope {
  return { range, namespaces: [], clusterLabel: 'auto', exported: false };
}

const SCOPE = scopeOf({ from: 0, to: 3_600_000 });

/** Heads of all queries of a sweep, in the order of the plan. */
export const PLAN: readonly string[] = [
  ...new Set(
    [
      ...censusQueries(SCOPE),
      scrapeProbe(SCOPE, 'web', 'default'),
      ...mainQueries(SCOPE),
      ...nodeQueries(SCOPE),
      ...usageQueries(SCOPE, 15),
      ...resizedQueries(SCOPE),
    ].map(({ expr }) => headOf(expr))
  ),
];

/** Heads of the panel's queries, A to F. */
export const PANEL: readonly string[] = panelQueries().map(({ expr }) => headOf(expr));

/** The place of a query in its plan, from 0. */
export function placeOf(query: string): number {
  const head = headOf(query);
  return Math.max(PLAN.indexOf(head), PANEL.indexOf(head));
}

/** A short name for people: how it reads, and the first series. */
export function nameOf(head: string): string {
  const [first = head] = /[a-z][a-z0-9_]*_[a-z0-9_]+(?=[|"]|$)/.exec(head.replace(/\(([a-z_]+)\)\?/g, '')) ?? [];
  const how = head.startsWith('count') ? 'number of ' : head.startsWith('{') && head.includes('|') ? 'samples of ' : '';
  const more = head.includes('|') ? ' and others' : '';
  return `${how}${first}${more}`;
}
