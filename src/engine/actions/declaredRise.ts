// A number above the need that somebody writes again and again: an HPA accepts it, holds it for its down window and steps
// down, and there it is again. Beside one such rise stands the doubt that a metric jumped between two samples.
import { valueAt, valuesIn } from '../../model/signal';
import { PATIENCE, SETTLED } from '../signals/clocks';
import type { HpaFacts, WorkloadFacts } from '../signals/facts';
import { TOLERANCE } from '../signals/proposal';
import { isJustAbove } from './justAbove';
import { reachOf, type Samples } from './reach';

/** Rises that make it no chance; more where a sample sees only one of four passes. */
const RISES = 3;
const RISES_WHEN_SLOW = 5;
const SLOW = 45_000;
/** Share of the rises that nothing asked for: beside one of them the metrics may speak of pods that had just gone. */
const MOST = 0.6;

/** Around it no sample of the metrics asked for nearly as many. */
function isFarAbove(facts: WorkloadFacts, hpa: HpaFacts, between: Samples, value: number): boolean {
  const reach = reachOf(facts, hpa, between);
  return reach !== undefined && reach.high + Math.max(1, TOLERANCE * value) < value;
}

const NOTHING = { times: new Float64Array(), values: new Float64Array() };

/** Two writes while it stands: down by the HPA, and up again. */
export function isRound(facts: WorkloadFacts, { t0, t1 }: Samples): boolean {
  const writes = (valueAt(facts.generation, t1) ?? NaN) - (valueAt(facts.generation, t0) ?? NaN);
  return writes === 2 && !facts.rollouts.some((r) => r.at > t0 && r.at <= t1);
}

/** Rose just before: the HPA is on its own way up. */
function isClimbing(facts: WorkloadFacts, t0: number): boolean {
  const before = valuesIn(facts.replicas, { from: t0 - SETTLED - 2 * facts.scrape, to: t0 });
  return before.some((n, i) => n > (before[i - 1] ?? n));
}

/** Rises to a number, within samples or between them; undefined where the HPA was caught at one, or climbing there. */
function risesTo(facts: WorkloadFacts, hpa: HpaFacts, value: number): Samples[] | undefined {
  const { times, values } = facts.replicas ?? NOTHING;
  const rises: Samples[] = [];
  for (let i = 1; i < times.length; i++) {
    const from = values[i - 1] ?? NaN;
    if (values[i] !== value || from > value) {
      continue;
    }
    const between = { t0: times[i - 1] ?? NaN, t1: times[i] ?? NaN };
    const { t0, t1 } = between;
    const isNear = t1 - t0 <= PATIENCE * facts.scrape;
    // From 0 it is KEDA that lifts, and from its minimum no HPA steps down.
    const isFloor = value <= (valueAt(hpa.min, t1) ?? 0);
    if (!isNear || from === 0 || (from === value && (isFloor || !isRound(facts, between)))) {
      continue;
    }
    const isCaught = valueAt(hpa.desired, t1) === value && valueAt(hpa.current, t1) === from;
    if (from < value && (isCaught || isClimbing(facts, t0))) {
      return undefined;
    }
    rises.push(between);
  }
  return rises;
}

function findDeclaredRise(facts: WorkloadFacts, hpa: HpaFacts, value: number): boolean {
  const rises = risesTo(facts, hpa, value) ?? [];
  const far = rises.filter((between) => isFarAbove(facts, hpa, between, value)).length;
  const isFar = far >= (facts.scrape > SLOW ? RISES_WHEN_SLOW : RISES) && far >= MOST * rises.length;
  return isFar || isJustAbove(facts, hpa, rises, value);
}

/** By HPA, which is of one workload, and number: asked again for every rise to it. */
const DECLARED = new WeakMap<HpaFacts, Map<number, boolean>>();

/**
 * True when it rose to this number often enough, within samples or between them, mostly unasked, and no sample ever caught the
 * HPA at it: right after its own write it would show the new number beside the old one, or be on its way up.
 */
export function isDeclaredRise(facts: WorkloadFacts, hpa: HpaFacts, value: number): boolean {
  const known = DECLARED.get(hpa) ?? new Map<number, boolean>();
  DECLARED.set(hpa, known);
  const found = known.get(value) ?? findDeclaredRise(facts, hpa, value);
  known.set(value, found);
  return found;
}
