// Actions close together become one mark: same actor, same direction, within 45 s (design/look.md), or on one pixel.
import type { Interval } from '../../kit/interval';
import type { Action } from '../../model/action';
import type { ScalerRef } from '../../model/workload';
import { isOutside } from '../../model/workload';
import { isSameActor } from '../layout/actors';

const MERGE_WITHIN = 45_000;

/** Several actions under one mark. */
export interface ActionRun {
  readonly actions: readonly Action[];
  readonly interval: Interval;
  readonly from: number;
  readonly to: number;
}

/** up, down, or neither for changes of rules and templates. */
export function directionOf(action: Action): 'up' | 'down' | 'none' {
  const isNumber = ['replicas', 'size', 'nodes', 'pods'].includes(action.field);
  return !isNumber || action.to === action.from ? 'none' : action.to > action.from ? 'up' : 'down';
}

/** True for an action that the samples show; purely hidden ones are drawn as bands. */
export function isSeen(action: Action): boolean {
  return action.verb !== 'hidden';
}

/** Writers outside the autoscalers, and changes without direction, are diamonds. */
export function isDiamond(action: Action): boolean {
  return isOutside(action.actor.family) || action.actor.family === 'rollout' || directionOf(action) === 'none';
}

function canJoin(run: ActionRun, next: Action, perPixel: number): boolean {
  const last = run.actions[0];
  const near = Math.max(MERGE_WITHIN, 3 * perPixel);
  return (
    last !== undefined &&
    last.field === next.field &&
    isDiamond(last) === isDiamond(next) &&
    directionOf(last) === directionOf(next) &&
    next.interval.from - run.interval.to <= near - (next.interval.to - next.interval.from)
  );
}

/** The visible actions of one actor in order of time, merged. `perPixel` is milliseconds per pixel. */
export function runsOf(actions: readonly Action[], scaler: ScalerRef, window: Interval, perPixel: number): ActionRun[] {
  const own = actions.filter(
    (a) => isSeen(a) && isSameActor(a.actor, scaler) && a.interval.to >= window.from && a.interval.from <= window.to
  );
  const runs: ActionRun[] = [];
  for (const action of own.sort((a, b) => a.interval.from - b.interval.from || a.interval.to - b.interval.to)) {
    const last = runs.at(-1);
    if (last && canJoin(last, action, perPixel)) {
      const interval = { from: last.interval.from, to: Math.max(last.interval.to, action.interval.to) };
      runs[runs.length - 1] = { actions: [...last.actions, action], interval, from: last.from, to: action.to };
    } else {
      runs.push({ actions: [action], interval: action.interval, from: action.from, to: action.to });
    }
  }
  return runs;
}

/** Stretches of hidden writes with their number. */
export interface HiddenRun {
  readonly actions: readonly Action[];
  readonly interval: Interval;
  readonly hidden: number;
  readonly value: number;
}

/** Hidden writes in which `scaler` takes part; stretches less than 45 s apart are one. */
export function hiddenRunsOf(actions: readonly Action[], scaler: ScalerRef, window: Interval): HiddenRun[] {
  const takesPart = (a: Action): boolean => [a.actor, ...(a.others ?? [])].some((who) => isSameActor(who, scaler));
  const own = actions.filter(
    (a) => !isSeen(a) && takesPart(a) && a.interval.to >= window.from && a.interval.from <= window.to
  );
  const runs: HiddenRun[] = [];
  for (const action of own.sort((a, b) => a.interval.from - b.interval.from)) {
    const last = runs.at(-1);
    if (last && action.interval.from - last.interval.to <= MERGE_WITHIN) {
      const interval = { from: last.interval.from, to: Math.max(last.interval.to, action.interval.to) };
      const hidden = last.hidden + action.hidden;
      runs[runs.length - 1] = { ...last, actions: [...last.actions, action], interval, hidden };
    } else {
      runs.push({ actions: [action], interval: action.interval, hidden: action.hidden, value: action.to });
    }
  }
  return runs;
}
