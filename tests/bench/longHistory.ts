// One story lived over and over: a history as long as it takes to hold so many actions, with the findings that go with it.
import type { Interval } from '../../src/kit/interval';
import type { Finding } from '../../src/model/finding';
import type { Curve, WorkloadHistory } from '../../src/model/report';

export interface Long {
  readonly history: WorkloadHistory;
  readonly findings: readonly Finding[];
  readonly range: Interval;
}

const later = (span: Interval, by: number): Interval => ({ from: span.from + by, to: span.to + by });
const mine = (id: string, turn: number): string => `${id}#${turn}`;

function longFinding(finding: Finding, shifts: readonly number[]): Finding {
  return {
    ...finding,
    intervals: shifts.flatMap((by) => finding.intervals.map((span) => later(span, by))),
    caused: finding.caused.map((caused) => longFinding(caused, shifts)),
    echoes: shifts.flatMap((by, turn) =>
      finding.echoes.map((echo) => ({
        ...echo,
        cause: mine(echo.cause, turn),
        answer: mine(echo.answer, turn),
        causeInterval: later(echo.causeInterval, by),
        answerInterval: later(echo.answerInterval, by),
      }))
    ),
  };
}

function longCurve(curve: Curve, shifts: readonly number[]): Curve {
  const columns = (column: Float64Array, add: boolean): Float64Array =>
    Float64Array.from(shifts.flatMap((by) => [...column].map((value) => value + (add ? by : 0))));
  return { ...curve, times: columns(curve.times, true), values: columns(curve.values, false) };
}

/** The history with at least so many actions, and its findings; what happened in `range` happens again right after it. */
export function longHistory(
  history: WorkloadHistory,
  findings: readonly Finding[],
  range: Interval,
  actions: number
): Long {
  const turns = Math.ceil(actions / Math.max(1, history.actions.length));
  const shifts = Array.from({ length: turns }, (_, turn) => turn * (range.to - range.from + history.scrape));
  const spread = <T extends { readonly interval: Interval }>(items: readonly T[]): T[] =>
    shifts.flatMap((by) => items.map((item) => ({ ...item, interval: later(item.interval, by) })));
  return {
    history: {
      ...history,
      curves: history.curves.map((curve) => longCurve(curve, shifts)),
      actions: shifts.flatMap((by, turn) =>
        history.actions.map((a) => ({ ...a, id: mine(a.id, turn), interval: later(a.interval, by) }))
      ),
      writes: spread(history.writes),
      podsMade: spread(history.podsMade),
      evictions: spread(history.evictions),
      gaps: shifts.flatMap((by) => history.gaps.map((gap) => later(gap, by))),
    },
    findings: findings.map((finding) => longFinding(finding, shifts)),
    range: { from: range.from, to: range.to + (shifts.at(-1) ?? 0) },
  };
}
