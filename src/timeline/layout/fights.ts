// Which brackets the fights get: one row per finding, worst first, with the findings it causes in the same row.
import { clip, type Interval, type UnixMs } from '../../kit/interval';
import { sortBy } from '../../kit/array';
import { SEVERITIES, type Finding } from '../../model/finding';
import type { FightRow, FightSpan } from './model';

/** Position in the order of severity, 0 is the worst. */
export function severityRank(finding: Finding): number {
  return SEVERITIES.indexOf(finding.severity);
}

/** `until` is where the last samples are: what is still on is drawn up to there. */
function spansOf(finding: Finding, range: Interval, until: UnixMs): FightSpan[] {
  return finding.intervals.flatMap((interval, i) => {
    const seen = clip(interval, range);
    const isLast = i === finding.intervals.length - 1;
    const open = isLast && finding.state !== 'ended';
    return seen ? [{ finding, index: i, interval: open ? { ...seen, to: Math.max(seen.to, until) } : seen, open }] : [];
  });
}

const ROW = 40;
/** Distance between the lines of two consequences. */
export const CONSEQUENCE_STEP = 14;

function rowOf(finding: Finding, range: Interval, until: UnixMs, most: number): FightRow {
  const told = sortBy(
    finding.caused.filter((f) => f.severity !== 'info'),
    severityRank
  );
  const caused = told.map((f) => spansOf(f, range, until));
  const consequences = caused.filter((spans) => spans.length > 0).slice(0, most);
  const more = consequences.length === 0 ? 0 : 8 + (consequences.length - 1) * CONSEQUENCE_STEP;
  return { finding, brackets: spansOf(finding, range, until), consequences, height: ROW + more };
}

/** Rows for every finding above info that has a place in the range, each with at most `most` consequences. */
export function fightRows(findings: readonly Finding[], range: Interval, until: UnixMs, most: number): FightRow[] {
  const told = findings.filter((f) => f.severity !== 'info');
  const ordered = sortBy(
    told,
    severityRank,
    (f) => f.intervals[0]?.from ?? 0,
    (f) => f.id
  );
  return ordered.map((finding) => rowOf(finding, range, until, most)).filter((row) => row.brackets.length > 0);
}
