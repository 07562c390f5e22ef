// Writes that keep to the clock. A schedule fires at a time of the wall clock, every day at the same; a controller counts its
// interval from its own last round, so that its writes drift: Flux by a jitter of 5 % and by what each round takes
// (fluxcd/pkg: runtime/jitter), Argo CD by up to a minute (argoproj/argo-cd: server-commands, --app-resync-jitter).
import { groupBy } from '../../kit/array';
import { lengthOf, minutes, type Interval, type Millis } from '../../kit/interval';
import { median, sum } from '../../kit/stats';
import type { Labels } from '../../model/series';
import type { ForeignWrite } from './foreignWrite';

const SECOND: Millis = 1000;
/** Schedules are written down in steps of five minutes. */
const MARK = minutes(5);
const DAY = minutes(24 * 60);
/** A job runs so long after its mark: its pod must be scheduled and start. */
const START: Millis = 30 * SECOND;
/** Clocks of the scraper and of the cluster may be so far apart. */
const SKEW: Millis = 5 * SECOND;
/** Off the marks nothing but the steady distance tells of a clock: it takes more of them. */
const ROUNDS_OFF_MARK = 4;
/** What a controller drifts in one round at least: so many rounds must show it against the width of a scrape. */
const DRIFT: Millis = 12 * SECOND;

/** With fewer rounds a job that started late once or twice looks like drift. */
const ROUNDS_OF_DRIFT = 5;

/** What makes writes a schedule; the thresholds of `scheduled-scaler-vs-hpa`. */
export interface ClockLimits {
  readonly minTimes: number;
  /** Shortest distance. Shorter ones are how often Flux and Argo CD reconcile by themselves. */
  readonly least: Millis;
  /** What one write may deviate from the others. */
  readonly tolerance: Millis;
}

export const CLOCK_LIMITS: ClockLimits = { minTimes: 3, least: minutes(15), tolerance: 20 * SECOND };

/** Writes of one number on the clock. */
export interface Scheduled {
  readonly writes: readonly ForeignWrite[];
  readonly period: Millis;
  /** At whole five minutes of the wall clock; else only at a steady distance, which a controller that never drifts has too. */
  readonly onMarks: boolean;
}

/** True when the number itself is known: seen in a sample, or counted in pods. */
export function tells(write: ForeignWrite): boolean {
  return write.witness === 'sample' || write.witness === 'pods';
}

/** Each write as if it had come in the first round. */
function phasesOf(writes: readonly ForeignWrite[], period: Millis): Interval[] {
  const first = writes[0]?.interval.to ?? 0;
  return writes.map(({ interval }) => {
    const rounds = Math.round((interval.to - first) / period);
    return { from: interval.from - rounds * period, to: interval.to - rounds * period };
  });
}

/** How far the writes are from a common distance: 0 or less where one phase explains them all. */
function deviation(phases: readonly Interval[]): Millis {
  return Math.max(...phases.map((p) => p.from)) - Math.min(...phases.map((p) => p.to));
}

/**
 * True where the last write came later in its round than the first in its own, beyond what the scrapes hide, and none between
 * them goes against that: a job starts now sooner, now later.
 */
function isDrifting(phases: readonly Interval[]): boolean {
  let latest = -Infinity;
  const isOneWay = phases.every(({ from, to }) => {
    latest = Math.max(latest, from);
    return latest <= to;
  });
  const [first, last] = [phases[0], phases.at(-1)];
  return (
    phases.length >= ROUNDS_OF_DRIFT && isOneWay && first !== undefined && last !== undefined && first.to < last.from
  );
}

/** True when a job of a whole five minutes may have written in the interval. */
export function isOnMark(interval: Interval): boolean {
  const mark = Math.floor((interval.to + SKEW) / MARK) * MARK;
  return interval.from < mark + START;
}

/** The distance of the writes in whole five minutes; undefined where they come as they like. */
function periodOf(writes: readonly ForeignWrite[], { least, tolerance }: ClockLimits): Millis | undefined {
  const gaps = writes.slice(1).map((w, i) => w.interval.to - (writes[i]?.interval.to ?? 0));
  const usual = median(gaps);
  const period = usual === undefined ? 0 : Math.round(usual / MARK) * MARK;
  return period >= least - tolerance && gaps.every((gap) => gap > period / 2) ? period : undefined;
}

/** Writes of one number at a steady distance, with what speaks for a clock. */
interface Steady extends Scheduled {
  /** To the second, as far as these scrapes tell. */
  readonly isSharp: boolean;
}

function steadyOf(writes: readonly ForeignWrite[], limits: ClockLimits): Steady | undefined {
  const period = periodOf(writes, limits);
  if (period === undefined) {
    return undefined;
  }
  const phases = phasesOf(writes, period);
  const off = deviation(phases);
  const onMarks = off <= limits.tolerance && !isDrifting(phases) && writes.every((w) => isOnMark(w.interval));
  // Scrapes keep to the clock too: without any drift they see every write in the same place of their own interval.
  const isSharp = off <= -widthOf(writes) / 2;
  return onMarks || isSharp ? { writes, period, onMarks, isSharp } : undefined;
}

function widthOf(writes: readonly ForeignWrite[]): Millis {
  return Math.max(...writes.map((w) => lengthOf(w.interval)));
}

/** Rounds to the second, of this number and of others at the same distance: one schedule goes up and down by turns. */
function isProvenOffMarks(steady: Steady, all: readonly Steady[]): boolean {
  const kept = all.filter((other) => other.isSharp && other.period === steady.period);
  const numbers = groupBy(kept, ({ writes }) => String(writes.find(tells)?.value));
  const counts = [...numbers.values()].map((group) => Math.max(...group.map(({ writes }) => writes.length)));
  return (
    steady.isSharp && sum(counts) >= ROUNDS_OFF_MARK && sum(counts.map((n) => n - 1)) * DRIFT >= widthOf(steady.writes)
  );
}

function isSchedule(steady: Steady, all: readonly Steady[], limits: ClockLimits): boolean {
  // The same time of two days is a schedule, where the same distance within a day may be chance.
  const needed = steady.onMarks && steady.period % DAY === 0 ? 2 : limits.minTimes;
  return steady.writes.length >= needed && (steady.onMarks || isProvenOffMarks(steady, all));
}

/** Writes of one number, with the hidden ones between; or the hidden ones alone, whose number nobody saw. */
function candidates(writes: readonly ForeignWrite[]): ForeignWrite[][] {
  const hidden = writes.filter((w) => !tells(w));
  const groups = [...groupBy(writes.filter(tells), (w) => String(w.value)).values()];
  return groups.length === 0
    ? [hidden]
    : groups.flatMap((group) => [[...group, ...hidden].sort((a, b) => a.interval.to - b.interval.to), group]);
}

/**
 * A label names Git: then its own number may come on a clock too. A schedule beside it writes another number, or keeps to the
 * wall clock where Argo CD, which looks every few minutes, would not.
 */
function isBesideGit(schedule: Scheduled, foreign: readonly ForeignWrite[], labels: Labels): boolean {
  const value = schedule.writes.find(tells)?.value;
  const others = foreign.filter((w) => tells(w) && w.value !== value);
  const repeated = [...groupBy(others, (w) => String(w.value)).values()].some((group) => group.length >= 2);
  return repeated || (schedule.onMarks && labels.argocd !== undefined);
}

/** Numbers that an autoscaler undid at least once: the last of them may stand as the data end. */
function overruled(foreign: readonly ForeignWrite[]): ForeignWrite[] {
  // Deploys on a clock are deploys.
  const writes = foreign.filter((w) => w.actor.family !== 'ci');
  return writes.filter((w) => w.undone ?? writes.some((other) => other.undone && other.value === w.value));
}

/** Writes that a schedule made and an autoscaler undid, one entry for each number. */
export function schedulesIn(
  { foreign, labels }: { readonly foreign: readonly ForeignWrite[]; readonly labels: Labels },
  limits: ClockLimits = CLOCK_LIMITS
): Scheduled[] {
  const steady = candidates(overruled(foreign)).flatMap((writes) => steadyOf(writes, limits) ?? []);
  const found: Scheduled[] = [];
  for (const one of steady) {
    const isNew = !found.some((other) => other.writes.some((w) => tells(w) && one.writes.includes(w)));
    const isLabelled = one.writes.some((w) => w.actor.family === 'gitops');
    if (isNew && isSchedule(one, steady, limits) && (!isLabelled || isBesideGit(one, foreign, labels))) {
      found.push({ writes: one.writes, period: one.period, onMarks: one.onMarks });
    }
  }
  return found;
}
