// Links from an act to the answer it drew. Only where the intervals allow that order (docs/signals.md, "Clocks").
import type { Echo, Finding } from '../../model/finding';
import { groupBy } from '../../kit/array';
import { duration } from '../../kit/text';
import type { Drawing } from './drawing';
import { boxOf, RANK, type DiamondMark, type Mark, type TriangleMark } from './mark';

type ActionMark = TriangleMark | DiamondMark;

/** `1–31 s`: the smallest and largest lag the two intervals allow. */
export function lagText(echo: Echo): string {
  const [from, to] = [Math.max(0, echo.lag.from), echo.lag.to];
  if (to < 120_000) {
    return `${Math.round(from / 1000)}–${Math.round(to / 1000)} s`;
  }
  return `${duration(from)} to ${duration(to)}`;
}

export function drawEchoes(d: Drawing, findings: readonly Finding[]): void {
  const byAction = new Map<string, ActionMark>();
  for (const mark of d.marks) {
    if (mark.kind === 'triangle' || mark.kind === 'diamond') {
      mark.about?.actions.forEach((id) => byAction.set(id, mark));
    }
  }
  for (const finding of findings) {
    const linked = finding.echoes.flatMap((echo) => {
      const cause = byAction.get(echo.cause);
      const answer = byAction.get(echo.answer);
      const isShown = cause && answer && echo.answerInterval.to > echo.causeInterval.from && cause.lane !== answer.lane;
      return isShown ? [{ echo, cause, answer }] : [];
    });
    // Where marks were merged, many echoes run between the same two: one link stands for them.
    for (const same of groupBy(linked, ({ cause, answer }) => `${cause.id} ${answer.id}`).values()) {
      const [first] = same;
      if (first) {
        d.marks.push(link(d, finding, first.echo, first.cause, first.answer, same.length - 1));
      }
    }
  }
}

/** Where a link touches a mark: beyond the hold bars of its lane when they lie between. */
function anchor(d: Drawing, mark: ActionMark, below: boolean): readonly [number, number] {
  const lane = d.model.lanes.find((l) => l.id === mark.lane);
  const holds = lane?.kind === 'actor' && lane.holds;
  const under = holds ? lane.top + 53 : mark.y + 11;
  return [mark.x, below ? under : mark.y - 9];
}

function link(d: Drawing, finding: Finding, echo: Echo, cause: ActionMark, answer: ActionMark, more: number): Mark {
  const causeIsBelow = cause.y > answer.y;
  const from = anchor(d, cause, !causeIsBelow);
  const to = anchor(d, answer, causeIsBelow);
  return {
    kind: 'echo',
    id: `echo:${finding.id}:${echo.cause}:${echo.answer}`,
    lane: answer.lane,
    box: boxOf([...from, ...to]),
    rank: RANK.echo,
    about: {
      actions: [echo.cause, echo.answer],
      finding: finding.id,
      interval: { from: echo.causeInterval.from, to: echo.answerInterval.to },
      text: `Echo: ${echo.answerText} ${lagText(echo)} after ${echo.causeText}${more > 0 ? `, and ${more} more` : ''}`,
    },
    from,
    to,
    color: d.palette.error,
  };
}
