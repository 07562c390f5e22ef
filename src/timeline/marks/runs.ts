// Actions close together become one mark: same actor, same direction, within 45 s (two passes and a scrape), or on one pixel.
import { overlaps, type Interval } from '../../kit/interval';
import { remembered } from '../../kit/remembered';
import { lastAtOrBefore, sortBy } from '../../kit/array';
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
  /** Of nodes and pods the sum of all steps, of everything else where the last step ended. */
  readonly to: number;
  /** False where other changes lie in between: some step does not go on from the one before, so `from` to `to` is no change. */
  readonly isChain: boolean;
}

interface OpenRun {
  lead: Action;
  steps: number;
  actions: Action[];
  interval: Interval;
  from: number;
  to: number;
  isChain: boolean;
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

/** Of these each step is told as a number more or less, whatever stood before it. */
const COUNTED: ReadonlySet<Action['field']> = new Set(['nodes', 'pods']);

function takeIn(run: OpenRun, action: Action): void {
  const isCounted = COUNTED.has(action.field);
  run.isChain &&= isCounted || action.from === run.to;
  run.to = isCounted ? run.to + action.to - action.from : action.to;
  run.steps += 1;
  run.actions.push(action);
  run.interval = { from: run.interval.from, to: Math.max(run.interval.to, action.interval.to) };
}

/** Joins what lies within 45 s with nothing between, and what looks alike on the same pixels whatever lies between. */
function merged(actions: readonly Action[], perPixel: number): OpenRun[] {
  const runs: OpenRun[] = [];
  const lastAlike = new Map<string, OpenRun>();
  for (const action of actions) {
    const looks = looksOf(action);
    const alike = lastAlike.get(looks);
    const isNext = alike !== undefined && alike === runs.at(-1) && isSoonAfter(alike, action);
    if (alike && (isNext || action.interval.to - alike.interval.from < SAME_PIXELS * perPixel)) {
      takeIn(alike, action);
    } else {
      const { interval, from, to } = action;
      const run: OpenRun = { lead: action, steps: 1, actions: [action], interval, from, to, isChain: true };
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

interface Own {
  /** In order of time. */
  readonly seen: readonly Action[];
  readonly hidden: readonly Action[];
}

/** For each actor what it did, and the hidden writes in which it takes part: the same in every window. */
const ownOf = remembered((actions: readonly Action[]) => {
  const known = new Map<string, Own>();
  return (scaler: ScalerRef): Own => {
    const key = `${scaler.family} ${scaler.name ?? ''}`;
    const own = known.get(key) ?? whatConcerns(actions, scaler);
    known.set(key, own);
    return own;
  };
});

function whatConcerns(actions: readonly Action[], scaler: ScalerRef): Own {
  const takesPart = (a: Action): boolean => [a.actor, ...(a.others ?? [])].some((who) => isSameActor(who, scaler));
  const seen = actions.filter((a) => isSeen(a) && isSameActor(a.actor, scaler));
  return {
    seen: sortBy(
      seen,
      (a) => a.interval.from,
      (a) => a.interval.to
    ),
    hidden: sortBy(
      actions.filter((a) => !isSeen(a) && takesPart(a)),
      (a) => a.interval.from
    ),
  };
}

/** The visible actions of one actor in order of time, merged. `perPixel` is milliseconds per pixel. */
export function runsOf(actions: readonly Action[], scaler: ScalerRef, window: Interval, perPixel: number): ActionRun[] {
  const own = ownOf(actions)(scaler).seen.filter((a) => overlaps(a.interval, window));
  const resource = mainResource(own);
  const runs = merged(
    own.filter((a) => !isCompanion(a, resource)),
    perPixel
  );
  const alone: Action[] = [];
  const nearest = nearestOf(runs);
  for (const action of own.filter((a) => isCompanion(a, resource))) {
    const run = nearest(action, MERGE_WITHIN);
    (run?.actions ?? alone).push(action);
  }
  return [...runs, ...merged(alone, perPixel)].sort((a, b) => a.interval.from - b.interval.from);
}

/** Finds the run next to an action, the first of equally near ones; runs begin in order, but may end in any. */
function nearestOf(runs: readonly OpenRun[]): (action: Action, within: number) => OpenRun | undefined {
  const starts = runs.map((run) => run.interval.from);
  let latest = -Infinity;
  const ends = runs.map((run) => (latest = Math.max(latest, run.interval.to)));
  return (action, within) => {
    let best: { readonly run: OpenRun; readonly away: number } | undefined;
    for (let i = lastAtOrBefore(starts, action.interval.to + within); i >= 0; i--) {
      const run = runs[i];
      if (!run || (ends[i] ?? -Infinity) < action.interval.from - within) {
        break;
      }
      const away = distance(run, action);
      if (away <= within && away <= (best?.away ?? Infinity)) {
        best = { run, away };
      }
    }
    return best?.run;
  };
}

/** Stretches of hidden writes with their number. */
export interface HiddenRun {
  readonly actions: readonly Action[];
  readonly interval: Interval;
  readonly hidden: number;
  readonly value: number;
}

interface OpenHiddenRun {
  readonly actions: Action[];
  interval: Interval;
  hidden: number;
  readonly value: number;
}

/**
 * Hidden writes in which `scaler` takes part; stretches less than 45 s apart, or too close to be told apart, are one.
 * `perPixel` is milliseconds per pixel.
 */
export function hiddenRunsOf(
  actions: readonly Action[],
  scaler: ScalerRef,
  window: Interval,
  perPixel: number
): HiddenRun[] {
  const own = ownOf(actions)(scaler).hidden.filter((a) => overlaps(a.interval, window));
  const within = Math.max(MERGE_WITHIN, SAME_PIXELS * perPixel);
  const runs: OpenHiddenRun[] = [];
  for (const action of own) {
    const last = runs.at(-1);
    if (last && action.interval.from - last.interval.to <= within) {
      last.actions.push(action);
      last.interval = { from: last.interval.from, to: Math.max(last.interval.to, action.interval.to) };
      last.hidden += action.hidden;
    } else {
      runs.push({ actions: [action], interval: action.interval, hidden: action.hidden, value: action.to });
    }
  }
  return runs;
}
