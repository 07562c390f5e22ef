// The Deployment behind a scaled custom resource: an HPA writes the number of the resource, its operator copies it to the
// Deployment, and no series tells of that. Concluded from numbers alone, so it never makes a finding certain.
import { distinct } from '../../kit/array';
import type { Interval, Millis, UnixMs } from '../../kit/interval';
import { count } from '../../kit/text';
import { edgesOf, samplesIn, valueAt, type Signal } from '../../model/signal';
import { SETTLED, SYNC } from './clocks';
import type { Behind, HpaFacts } from './facts';

/** So long an operator may take to copy a number. Those that watch take seconds, those that resync some minutes. */
export const COPIES_WITHIN: Millis = 300_000;
/** Distinct numbers that were copied: two are what a schedule of its own has too. */
const NUMBERS = 3;
/** Of those: with so many moves of them, hardly one missed, chance is out of the question. */
const SURE_MOVES = 6;
/** Times that it left what the HPA wants and came back. */
const RETURNS = 3;
/** Share of the samples in which it has what the HPA wants, at least. */
const STANDS = 0.5;
/** Share of excursions that the HPA must have felt, and of moves that must have been copied. */
const MOST = 0.75;
const NEARLY_ALL = 0.9;
/** Of a metric: more than the dead band of an HPA, and noise moves it that far rarely. */
const JUMP = 0.2;
const NOISE = 0.05;

/** The doubt that comes with it, in words. */
export function doubtOf({ kind, name, copied, returned }: Behind): string {
  const proof = [
    copied > 0 ? `it took over ${count(copied, 'number')} of the HPA` : '',
    returned > 0 ? `came back to what the HPA wants ${count(returned, 'time')}` : '',
  ];
  return `no series ties ${kind} ${name} to it; ${proof.filter((part) => part !== '').join(' and ')}`;
}

/** A workload that no scaler is known to target. */
export interface Candidate {
  readonly kind: string;
  readonly name: string;
  readonly replicas: Signal | undefined;
  readonly generation: Signal | undefined;
}

/** An HPA on a custom resource, with the name of that resource. */
export interface ScaledResource {
  readonly hpa: HpaFacts;
  readonly name: string;
}

/** Operators put their own word before or behind the name: `gateway-collector`, `vmagent-shop`. No proof, it only narrows. */
function isNamedAfter(candidate: string, resource: string): boolean {
  return `-${candidate}-`.includes(`-${resource}-`);
}

/** What the HPA wanted lately, or wants at the next sample: its status may be written a moment after the number itself. */
export function wishedLately(desired: Signal | undefined, t: UnixMs, scrape: Millis, value: number): boolean {
  const lately = { from: t - COPIES_WITHIN, to: t + scrape };
  return samplesIn(desired, lately).some(([, wish]) => wish === value);
}

/** Spans in which it stands elsewhere, between two samples in which it has what the HPA wants or wanted lately. */
function excursionsOf(hpa: HpaFacts, replicas: Signal, scrape: Millis): { spans: Interval[]; share: number } {
  const spans: Interval[] = [];
  let home: UnixMs | undefined;
  let left: UnixMs | undefined;
  let stands = 0;
  replicas.times.forEach((t, i) => {
    if (wishedLately(hpa.desired, t, scrape, replicas.values[i] ?? NaN)) {
      stands++;
      if (left !== undefined && home !== undefined) {
        spans.push({ from: home, to: t });
      }
      home = t;
      left = undefined;
    } else {
      left ??= t;
    }
  });
  return { spans, share: stands / Math.max(1, replicas.times.length) };
}

/** Moves of the HPA's wish that the workload made after it, out of those that stood long enough to be copied. */
function copiesOf(hpa: HpaFacts, replicas: Signal, scrape: Millis): { copied: number[]; asked: number } {
  const moves = edgesOf(replicas);
  const wishes = edgesOf(hpa.desired);
  const found = wishes.map((wish, i) => {
    const next = wishes[i + 1]?.interval.from ?? Infinity;
    const isCopied = moves.some(
      ({ to, interval }) =>
        to === wish.to &&
        interval.to > wish.interval.from - scrape &&
        interval.from < Math.min(next + scrape, wish.interval.to + COPIES_WITHIN)
    );
    return { to: wish.to, isCopied, isAsked: isCopied || next - wish.interval.to >= COPIES_WITHIN };
  });
  return { copied: found.filter((f) => f.isCopied).map((f) => f.to), asked: found.filter((f) => f.isAsked).length };
}

/** The metric of an HPA speaks of new pods by then. */
const FEELS_WITHIN: Millis = SETTLED + SYNC;

/** How often a metric jumped as one of these excursions began or ended, and how often it does so otherwise. */
function jumpsIn(signal: Signal, spans: readonly Interval[]): { hits: number; otherwise: number } {
  const hit = new Set<number>();
  let others = 0;
  let jumped = 0;
  signal.times.forEach((t, i) => {
    const before = signal.values[i - 1] ?? NaN;
    const jumps = Math.abs((signal.values[i] ?? NaN) - before) > JUMP * Math.abs(before);
    const isSoon = (edge: UnixMs): boolean => t > edge && t <= edge + FEELS_WITHIN;
    const near = spans.findIndex(({ from, to }) => isSoon(from) || isSoon(to));
    if (near < 0) {
      others++;
      jumped += jumps ? 1 : 0;
    } else if (jumps) {
      hit.add(near);
    }
  });
  return { hits: hit.size, otherwise: jumped / Math.max(1, others) };
}

/** Excursions in which the HPA found their number, as that of its resource. */
function foundBy(hpa: HpaFacts, replicas: Signal, spans: readonly Interval[], scrape: Millis): number {
  return spans.filter(({ from, to }) => {
    const around = { from, to: to + 2 * SYNC + scrape };
    const wished = samplesIn(hpa.desired, around).map(([, value]) => value);
    const stood = samplesIn(replicas, { from, to: to - 1 }).map(([, value]) => value);
    return samplesIn(hpa.current, around).some(([, found]) => stood.includes(found) && !wished.includes(found));
  }).length;
}

/** Excursions at which a metric of the HPA jumped that hardly ever does otherwise: it reads those very pods. */
function feltBy(hpa: HpaFacts, spans: readonly Interval[]): number {
  const metrics = hpa.metrics.flatMap((metric) => metric.status ?? []).map((status) => jumpsIn(status, spans));
  return Math.max(0, ...metrics.filter(({ otherwise }) => otherwise <= NOISE).map(({ hits }) => hits));
}

/** The object's own counter rose over each of these spans: the number was written there, it is no fault of reading. */
function isCounted(generation: Signal | undefined, spans: readonly Interval[]): boolean {
  return spans.every(({ from, to }) => (valueAt(generation, to) ?? NaN) > (valueAt(generation, from) ?? NaN));
}

/** What the numbers prove of one pair; undefined where it may be chance. */
function proofOf(hpa: HpaFacts, candidate: Candidate, scrape: Millis): Behind | undefined {
  const { kind, name, replicas, generation } = candidate;
  if (
    !replicas ||
    !hpa.desired ||
    !isCounted(
      generation,
      edgesOf(replicas).map((edge) => edge.interval)
    )
  ) {
    return undefined;
  }
  const { spans, share } = excursionsOf(hpa, replicas, scrape);
  const { copied, asked } = copiesOf(hpa, replicas, scrape);
  const returned = spans.length;
  const found = foundBy(hpa, replicas, spans, scrape);
  const follows = distinct(copied).length >= NUMBERS;
  const returns = returned >= RETURNS && Math.max(found, feltBy(hpa, spans)) >= Math.max(RETURNS, MOST * returned);
  const isSure = follows && copied.length >= Math.max(SURE_MOVES, NEARLY_ALL * asked);
  return share < STANDS || copied.length < MOST * asked || !(follows || returns)
    ? undefined
    : {
        kind,
        name,
        copied: copied.length,
        returned,
        confidence: isSure || found >= SURE_MOVES ? 'likely' : 'possible',
      };
}

/**
 * The workload that stands behind each resource, where exactly one is named after it and moves as its HPA wants, and it
 * does so for no other resource.
 * @returns pairs of the resource's HPA and what stands behind it
 */
export function standsBehind(
  resources: readonly ScaledResource[],
  candidates: readonly Candidate[],
  scrape: Millis
): ReadonlyMap<string, Behind> {
  const pairs = resources.flatMap(({ hpa, name }) =>
    candidates
      .filter((candidate) => isNamedAfter(candidate.name, name))
      .flatMap((candidate) => {
        const behind = proofOf(hpa, candidate, scrape);
        return behind ? [{ hpa: hpa.name, behind, key: `${candidate.kind}/${candidate.name}` }] : [];
      })
  );
  const alone = pairs.filter(
    (pair) => pairs.filter((other) => other.hpa === pair.hpa || other.key === pair.key).length === 1
  );
  return new Map(alone.map(({ hpa, behind }) => [hpa, behind]));
}
