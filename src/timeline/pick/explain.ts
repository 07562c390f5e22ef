// What a mark, or a moment, says in words: the same text for tooltip, screen reader and table.
import type { Interval, UnixMs } from '../../kit/interval';
import { number, quantity } from '../../kit/text';
import { actionText } from '../marks/actionText';
import { actorName } from '../marks/actorName';
import { lagText } from '../marks/echoes';
import type { Mark } from '../marks/mark';
import type { TimelineModel } from '../layout/model';
import { curveOf } from '../layout/drafts';
import type { Action } from '../../model/action';
import type { Curve, CurveId } from '../../model/report';
import { valueAt } from '../../model/signal';
import type { ScalerFamily } from '../../model/workload';
import { findingById } from './find';

export interface ExplainedLine {
  readonly text: string;
  /** Puts the letter of the actor in front, in its hue. */
  readonly family?: ScalerFamily;
  /** echo = answer to another act; quiet = background. */
  readonly tone?: 'echo' | 'quiet';
}

export interface Explanation {
  /** `02:30:42–57`. */
  readonly time: string;
  readonly lines: readonly ExplainedLine[];
}

const LINES = 6;

function echoLines(model: TimelineModel, actions: readonly Action[]): ExplainedLine[] {
  const ids = new Set(actions.map((a) => a.id));
  return model.findings
    .flatMap((f) => f.echoes)
    .filter((echo) => ids.has(echo.cause) || ids.has(echo.answer))
    .flatMap((echo) => {
      const partner = model.history.actions.find((a) => a.id === (ids.has(echo.cause) ? echo.answer : echo.cause));
      const line: ExplainedLine = {
        text: `echo: ${lagText(echo)} after the ${echoCause(model, echo.cause)}`,
        tone: 'echo',
      };
      const isShown = partner === undefined || ids.has(partner.id);
      return isShown ? [line] : [{ text: actionText(partner), family: partner.actor.family }, line];
    });
}

function echoCause(model: TimelineModel, id: string): string {
  const cause = model.history.actions.find((a) => a.id === id);
  return cause?.field === 'size' ? 'resize' : cause ? actorName(cause.actor) : 'cause';
}

/** Adds what the counters say happened together with a resize. */
function withPods(model: TimelineModel, action: Action): string {
  const near = model.history.evictions.find(
    (e) => e.interval.from < action.interval.to && e.interval.to > action.interval.from
  );
  const isResize = action.actor.family === 'vpa' && action.field === 'size' && action.resource !== 'memory';
  return isResize && near ? `${actionText(action)}, ${number(near.count)} evicted` : actionText(action);
}

function actionLines(model: TimelineModel, actions: readonly Action[]): ExplainedLine[] {
  const told = actions.filter((a) => a.verb !== 'evict' || !actions.some((b) => b.field === 'size'));
  const lines = told.slice(0, LINES).map((a) => ({ text: withPods(model, a), family: a.actor.family }));
  const more: ExplainedLine[] =
    told.length > LINES ? [{ text: `and ${number(told.length - LINES)} more`, tone: 'quiet' }] : [];
  return [...lines, ...more, ...echoLines(model, actions).slice(0, 2)];
}

/** What one mark stands for. */
export function explain(mark: Mark, model: TimelineModel): Explanation {
  const about = mark.about;
  if (!about) {
    return { time: '', lines: [] };
  }
  const time = model.words.interval(about.interval);
  const actions = model.history.actions.filter((a) => about.actions.includes(a.id));
  if (mark.kind === 'triangle' || mark.kind === 'diamond') {
    return { time, lines: actionLines(model, actions) };
  }
  const finding = about.finding === undefined ? undefined : findingById(model.findings, about.finding);
  if (mark.kind === 'bracket' && finding) {
    const words = `${finding.severity}, ${finding.confidence}. Click for proof and fix.`;
    return { time, lines: [{ text: finding.summary }, { text: words, tone: 'quiet' }] };
  }
  if (mark.kind === 'echo') {
    return { time, lines: linkLines(model, actions, about.actions) };
  }
  const lane = model.lanes.find((l) => l.id === mark.lane);
  return { time, lines: [{ text: about.text, ...(lane?.badge ? { family: lane.badge.family } : {}) }] };
}

/** Cause, answer, and the lag that their intervals allow. */
function linkLines(model: TimelineModel, actions: readonly Action[], ids: readonly string[]): ExplainedLine[] {
  const echo = model.findings.flatMap((f) => f.echoes).find((e) => e.cause === ids[0] && e.answer === ids[1]);
  const lines: ExplainedLine[] = actions.map((a) => ({ text: withPods(model, a), family: a.actor.family }));
  return echo
    ? [...lines, { text: `echo: ${lagText(echo)} after the ${echoCause(model, echo.cause)}`, tone: 'echo' }]
    : lines;
}

const SHOWN: ReadonlyArray<readonly [CurveId, string]> = [
  ['spec', 'spec'],
  ['ready', 'ready'],
  ['wish', 'HPA wish'],
  ['proposal', 'metrics ask for'],
];

function valueLine(curve: Curve | undefined, at: UnixMs, name: string): string[] {
  const value = valueAt(curve, at);
  return value === undefined ? [] : [`${name} ${number(value)}`];
}

/** What stood at a moment, and what happened within `reach` of it. */
export function explainAt(model: TimelineModel, at: UnixMs, reach: number): Explanation {
  const values = SHOWN.flatMap(([id, name]) => valueLine(curveOf(model.history, id), at, name));
  const request = curveOf(model.history, 'request');
  const size = valueAt(request, at);
  const words = [...values, ...(size === undefined ? [] : [`${quantity(size, request?.resource ?? 'cpu')} per pod`])];
  const near: Interval = { from: at - reach, to: at + reach };
  const actions = model.history.actions.filter(
    (a) => a.verb !== 'hidden' && a.interval.from <= near.to && a.interval.to >= near.from
  );
  const gap = model.history.gaps.some((g) => at > g.from && at < g.to);
  const known = words.length > 0 ? words.join(', ') : gap ? 'no samples here' : '';
  return { time: model.words.clock(at), lines: [...(known ? [{ text: known }] : []), ...actionLines(model, actions)] };
}
