// Actions close together become one mark: same actor, same direction, within 45 s (two passes and a scrape), or on one pixel.
import { overlaps, type Interval } from '../../kit/interval';
import type { Action } from '../../model/action';
import type { ScalerRef } from '../../model/workload';
import { isOutside } from '../../model/workload';
import { isSameActor } from '../layout/actors';

const MERGE_WITHIN = 45_000;
/** Half the width of a mark. */
const SAME_PIXELS = 6;

/** Several actions under one mark. */
export interface ActionRun {
  /** The action that decides shape and words. */
  readonly lead: Action;
  /** How many actions of the lead's kind were merged. */
  readonly steps: number;
  /** Those, and what went along with them: evictions, a second resource. */
  readonly actions: readonly Action[];
  readonly interval: Interval;
  readonly from: number;
  readonly to: number;
}

interface OpenRun {
  lead: Action;
  steps: number;
  actions: Action[];
  interval: Interval;
  from: number;
  to: number;
}

/** up, down, or neither for changes of rules and templates. */
export function directionOf(action: Action): 'up' | 'down' | 'none' {
  const isNumber = ['replicas', 'size', 'nodes', 'pods'].includes(action.field);
  if (action.verb === 'evict') {
    return 'down';
  }
  return !isNumber || action.to === action.from || action.verb === 'refuse'
    ? 'none'
    : action.to > action.from
      ? 'up'
      : 'down';
}

/** True for an action that the samples show; purely hidden ones are drawn as bands. */
export function isSeen(action: Action): boolean {
  return action.verb !== 'hidden';
}

/** Writers outside the autoscalers, and changes without direction, are diamonds. */
export function isDiamond(action: Action): boolean {
  return isOutside(action.actor.family) || action.actor.family === 'rollout' || directionOf(action) === 'none';
}

/** Actions of one key look alike: same field, shape and direction. */
function looksOf(action: Action): string {
  return `${action.field} ${isDiamond(action)} ${directionOf(action)}`;
}

function isSoonAfter(run: OpenRun, next: Action): boolean {
  return next.interval.from - run.interval.to <= MERGE_WITHIN - (next.interval.to - next.interval.from);
}

/** Counts of pods and second resources go along with a resize; they lead only where they stand alone. */
function isCompanion(action: Action, resource: string | undefined): boolean {
  const isCount = action.verb === 'evict' || (action.field === 'pods' && action.verb === 'resize');
  return isCount || (action.field === 'size' && action.resource !== resource);
}

function distance(run: ActionRun, action: Action): number {
  return Math.max(action.interval.from - run.interval.to, run.interval.from - action.interval.to, 0);
}

/** Joins what lies within 45 s with nothing between, and what looks alike on the same pixels whatever lies between. */
function merged(actions: readonly Action[], perPixel: number): ActionRun[] {
  const runs: OpenRun[] = [];
  const lastAlike = new Map<string, OpenRun>();
  for (const action of actions) {
    const looks = looksOf(action);
    const alike = lastAlike.get(looks);
    const isNext = alike !== undefined && alike === runs.at(-1) && isSoonAfter(alike, action);
    if (alike && (isNext || action.interval.to - alike.interval.from < SAME_PIXELS * perPixel)) {
      alike.actions.push(action);
      alike.interval = { from: alike.interval.from, to: Math.max(alike.interval.to, action.interval.to) };
      alike.steps += 1;
      alike.to = action.to;
    } else {
      const { interval, from, to } = action;
      const run: OpenRun = { lead: action, steps: 1, actions: [action], interval, from, to };
      runs.push(run);
      lastAlike.set(looks, run);
    }
  }
  return runs;
}

/** The resource whose resizes are drawn: cpu where it is resized at all, for that is what an HPA reads. */
export function mainResource(actions: readonly Action[]): string | undefined {
  const resources = actions.filter((a) => a.field === 'size').map((a) => a.resource);
  return resources.includes('cpu') ? 'cpu' : resources[0];
}

/** The visible actions of one actor in order of time, merged. `perPixel` is milliseconds per pixel. */
export function runsOf(actions: readonly Action[], scaler: ScalerRef, window: Interval, perPixel: number): ActionRun[] {
  const own = actions
    .filter((a) => isSeen(a) && isSameActor(a.actor, scaler) && overlaps(a.interval, window))
    .sort((a, b) => a.interval.from - b.interval.from || a.interval.to - b.interval.to);
  const resource = mainResource(own);
  const runs = merged(
    own.filter((a) => !isCompanion(a, resource)),
    perPixel
  );
  const alone: Action[] = [];
  for (const action of own.filter((a) => isCompanion(a, resource))) {
    const at = nearest(runs, action, MERGE_WITHIN);
    const run = runs[at];
    if (run) {
      runs[at] = { ...run, actions: [...run.actions, action] };
    } else {
      alone.push(action);
    }
  }
  return [...runs, ...merged(alone, perPixel)].sort((a, b) => a.interval.from - b.interval.from);
}

function nearest(runs: readonly ActionRun[], action: Action, within: number): number {
  let best = -1;
  runs.forEach((run, i) => {
    const bestRun = runs[best];
    const d = distance(run, action);
    if (d <= within && (!bestRun || d < distance(bestRun, action))) {
      best = i;
    }
  });
  return best;
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
  const own = actions.filter((a) => !isSeen(a) && takesPart(a) && overlaps(a.interval, window));
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
