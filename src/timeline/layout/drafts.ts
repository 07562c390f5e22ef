// The lanes a history deserves, each with its natural height.
import { firstAfter, lastAtOrBefore } from '../../kit/array';
import { lengthOf, mergeIntervals, type Interval, type Millis } from '../../kit/interval';
import { remembered } from '../../kit/remembered';
import { median, quantile, sum } from '../../kit/stats';
import { count } from '../../kit/text';
import { timeWords, UTC } from '../../kit/times';
import type { Finding } from '../../model/finding';
import type { Curve, CurveId, WorkloadHistory } from '../../model/report';
import { isOutside, type ScalerFamily, type ScalerRef } from '../../model/workload';
import { actorName, familyName } from '../marks/actorName';
import { pairSpans, valueExtent } from '../scale/steps';
import type { ActorDraft } from './actors';
import type { FightRow, LaneDraft, Lens, Viewport } from './model';

const MINUTE: Millis = 60_000;
const BUCKETS = [1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1440].map((minutes) => minutes * MINUTE);
/** Fewer surplus writes than this are the noise of two ordinary writes between two samples (docs/signals.md, "Hidden writes"). */
const HIDDEN_WORTH_A_LANE = 3;
/** A stretch of hidden writes this long gets the lens. */
const LENS_FROM: Millis = 5 * MINUTE;

/** The first curve of that kind. */
export function curveOf(history: WorkloadHistory, id: CurveId): Curve | undefined {
  return history.curves.find((c) => c.id === id && c.times.length > 0);
}

/** Whose hue stands for the hidden writes: the outside writer when one takes part. */
export const hiddenWriter = remembered((history: WorkloadHistory): ScalerFamily => {
  const hidden = history.actions.filter((a) => a.hidden > 0).flatMap((a) => [a.actor, ...(a.others ?? [])]);
  return (hidden.find((who) => isOutside(who.family)) ?? hidden[0])?.family ?? 'external';
});

const hiddenWrites = remembered((writes: WorkloadHistory['writes']): number => sum(writes.map((w) => w.hidden)));

export function writesDraft(
  history: WorkloadHistory,
  range: Interval,
  plotWidth: number,
  height: number
): LaneDraft | undefined {
  if (hiddenWrites(history.writes) < HIDDEN_WORTH_A_LANE) {
    return undefined;
  }
  const perPixel = (range.to - range.from) / Math.max(1, plotWidth);
  const bucket = BUCKETS.find((b) => b / perPixel >= 5) ?? 1440 * MINUTE;
  const minutes = bucket / MINUTE;
  const title = minutes === 1 ? 'Writes per minute' : `Writes per ${minutes} min`;
  const notes = ['from the generation counter', 'solid: seen · hatched: hidden'];
  return { kind: 'writes', id: 'writes', title, short: 'Writes', notes, height, bucket, writer: hiddenWriter(history) };
}

export function fightsDraft(rows: readonly FightRow[]): LaneDraft | undefined {
  if (rows.length === 0) {
    return undefined;
  }
  const caused = sum(rows.map((row) => row.finding.caused.filter((f) => f.severity !== 'info').length));
  const note = count(rows.length, 'finding') + (caused > 0 ? `, ${count(caused, 'consequence')}` : '');
  return {
    kind: 'fights',
    id: 'fights',
    title: 'Fights',
    short: 'Fights',
    notes: [note],
    height: sum(rows.map((row) => row.height)) + 2,
    rows,
  };
}

function boundsText(history: WorkloadHistory): string {
  const bounded = history.scalers.find((s) => s.min !== undefined || s.max !== undefined);
  const parts = [bounded?.min, bounded?.max].map((v, i) => (v === undefined ? '' : `${i === 0 ? 'min' : 'max'} ${v}`));
  return parts.filter((part) => part !== '').join(', ');
}

export function replicasDraft(history: WorkloadHistory, range: Interval, height: number): LaneDraft {
  const drawn = history.curves.filter((c) => ['spec', 'ready', 'wish'].includes(c.id));
  const asked = usualPeak(curveOf(history, 'proposal'), range);
  const peak = Math.max(1, asked, ...drawn.map((c) => valueExtent(c, range)?.max ?? 0));
  const bounds = history.curves.filter((c) => c.id === 'max' || c.id === 'min');
  const near = bounds.map((c) => valueExtent(c, range)?.max ?? 0).filter((v) => v <= peak * 1.3);
  const shown = ['spec', 'ready', ...(desiredLeavesSpec(history, range) ? ['HPA wish'] : [])].filter(
    (name) => name === 'HPA wish' || curveOf(history, name as CurveId)
  );
  const notes = [shown.join(', '), boundsText(history)].filter((note) => note !== '');
  const max = Math.max(peak, ...near);
  return { kind: 'replicas', id: 'replicas', title: 'Replicas', short: 'Replicas', notes, height, max, fights: [] };
}

/** The proposal without its spikes: right after a resize the metrics ask for anything. */
function usualPeak(proposal: Curve | undefined, range: Interval): number {
  const { times, values } = proposal ?? { times: [], values: new Float64Array() };
  const last = lastAtOrBefore(times, range.from);
  const first = times[last] === range.from ? last : last + 1;
  return quantile(values.subarray(first, firstAfter(times, range.to)), 0.9) ?? 0;
}

function desiredLeavesSpec(history: WorkloadHistory, range: Interval): boolean {
  const spec = curveOf(history, 'spec');
  const wishes = history.curves.filter((c) => c.id === 'wish');
  return spec !== undefined && wishes.some((wish) => pairSpans(wish, spec, range).some((span) => span.a !== span.b));
}

/** Pods and pod size on one axis, when two scalers contest the size. */
export function productDraft(
  history: WorkloadHistory,
  findings: readonly Finding[],
  { range, words = timeWords(UTC) }: Viewport,
  axis: 'log' | 'linear'
): LaneDraft | undefined {
  const fight = findings.find((f) => f.traits?.includes('contests-size'));
  const request = curveOf(history, 'request');
  const spec = curveOf(history, 'spec');
  if (!fight || !request || !spec) {
    return undefined;
  }
  const start = fight.intervals[0]?.from ?? range.from;
  const at = typicalMoment(spec, request, { from: Math.max(start, range.from), to: range.to });
  const note = axis === 'log' ? 'one logarithmic axis' : 'one linear axis';
  const notes = [`times the value at ${words.clock(at)}`, note];
  const resource = request.resource ?? 'cpu';
  const base = { id: 'product', title: 'Pods and pod size', short: 'Pods, size', notes, height: 220 };
  return { kind: 'product', ...base, axis, start: Math.max(start, range.from), reference: at, resource };
}

/** The first moment of the fight at which n·r has its usual size: before that the HPA has not answered yet. */
function typicalMoment(spec: Curve, request: Curve, fight: Interval): number {
  const spans = pairSpans(spec, request, fight);
  const usual = median(spans.map((s) => s.a * s.b)) ?? 0;
  return spans.find((s) => Math.abs(s.a * s.b - usual) <= 0.05 * usual)?.from ?? fight.from;
}

/** tall: marks and hold bars; plain: marks; small: marks, and no notes in the label. */
export type ActorSize = 'tall' | 'plain' | 'small';

export function actorDraft(draft: ActorDraft, size: ActorSize, history: WorkloadHistory): LaneDraft {
  const small = size === 'small';
  const holds = size === 'tall' && hasHolds(history, draft.scaler) && draft.unknown === undefined;
  return {
    kind: 'actor',
    id: `actor:${draft.scaler.family}:${draft.scaler.name ?? ''}`,
    title: laneTitle(draft.scaler),
    short: familyName(draft.scaler.family).split(' ').at(-1) ?? '',
    notes: small || draft.note === '' ? [] : [draft.note],
    badge: draft.scaler,
    height: small ? 30 : holds ? 60 : size === 'plain' ? 36 : 46,
    scaler: draft.scaler,
    holds,
    ...(draft.unknown === undefined ? {} : { unknown: draft.unknown }),
  };
}

function laneTitle(scaler: ScalerRef): string {
  return isOutside(scaler.family) && scaler.family !== 'external'
    ? `Other writer: ${actorName(scaler)}`
    : actorName(scaler);
}

function hasHolds(history: WorkloadHistory, scaler: ScalerRef): boolean {
  const own = history.curves.filter((c) => c.scaler?.family === scaler.family && c.times.length > 0);
  return own.some((c) => ['wish', 'request', 'active', 'paused', 'denied'].includes(c.id));
}

export function evictionsDraft(history: WorkloadHistory): LaneDraft | undefined {
  return history.evictions.length === 0
    ? undefined
    : {
        kind: 'evictions',
        id: 'evictions',
        title: 'Evicted by VPA',
        short: 'Evicted',
        notes: ['pods per pass'],
        height: 56,
      };
}

export function podsDraft(history: WorkloadHistory): LaneDraft | undefined {
  const inferred = history.podsMade.some((p) => p.inferred);
  return history.podsMade.length === 0
    ? undefined
    : {
        kind: 'pods',
        id: 'pods',
        title: 'Pods made',
        short: 'Pods made',
        notes: [inferred ? 'scraped, and inferred' : 'scraped'],
        height: 44,
      };
}

export function foldedDraft(idle: readonly ActorDraft[]): LaneDraft | undefined {
  const names = idle.map((draft) => actorName(draft.scaler)).join(', ');
  return idle.length === 0
    ? undefined
    : { kind: 'folded', id: 'folded', title: `${names}: nothing in this range`, short: '', notes: [], height: 24 };
}

/** One minute in the middle of the longest stretch of hidden writes, edges on samples. */
export function lensOf(history: WorkloadHistory, range: Interval): Lens | undefined {
  const spec = curveOf(history, 'spec');
  const hidden = history.writes.filter(
    (w) => w.hidden > 0 && w.interval.from >= range.from && w.interval.to <= range.to
  );
  const stretch = mergeIntervals(
    hidden.map((w) => w.interval),
    2 * history.scrape
  ).reduce<Interval | undefined>((best, s) => (!best || lengthOf(s) > lengthOf(best) ? s : best), undefined);
  if (!spec || !stretch || lengthOf(stretch) < LENS_FROM || lengthOf(range) < LENS_FROM) {
    return undefined;
  }
  const first = lastAtOrBefore(spec.times, (stretch.from + stretch.to) / 2);
  const from = spec.times[first];
  const to = spec.times[first + Math.max(1, Math.round(MINUTE / history.scrape))];
  return from === undefined || to === undefined ? undefined : { interval: { from, to }, height: 128 };
}
