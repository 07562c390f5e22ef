// One pod more than was asked for, again and again. Rounding may hide that much at any one rise, and so may a metric that
// jumps for a pass; but not at all of many rises, of which not one is seen in the hands of the HPA.
import { samplesIn, valueAt } from '../../model/signal';
import { SETTLED, SYNC } from '../signals/clocks';
import type { HpaFacts, WorkloadFacts } from '../signals/facts';
import { hpaNeedAt, hpaProposalAt, isResource, TOLERANCE } from '../signals/proposal';
import { AROUND, isTelling, type Samples } from './reach';

const LEAST = 3;
/** So often a sample must show that the HPA wants less, or it may have no step down that somebody undoes. */
const WANTS_LESS = 2;
/** So often the number stands although the last pass wanted less: what wrote it came after that pass. */
const AFTER_ITS_PASS = 2;
/** Of the HPA having made all these rises, and no sample having followed on one of its own passes. */
const CHANCE = 0.05;

/** Written to within the time that the metrics need to speak of the pods that there are. */
function isUnsettled({ generation, replicas }: WorkloadFacts, t: number): boolean {
  const counter = generation ?? replicas;
  return valueAt(counter, t) !== valueAt(counter, t - SETTLED);
}

/** Pods that an HPA needed at a sample. Right after a write its metrics may be of the pods that there were before. */
function needAt(facts: WorkloadFacts, hpa: HpaFacts, t: number, value: number): number | undefined {
  const before = hpaNeedAt(facts, hpa, t, value - 1);
  const asked = hpaProposalAt(facts, hpa, t);
  if (asked === undefined || isUnsettled(facts, t)) {
    return before;
  }
  return isTelling(facts, hpa, t, asked) ? hpaNeedAt(facts, hpa, t) : undefined;
}

/**
 * True where in every sample around the rises one pod less would have done with a tenth to spare, so that no pass adds one
 * whatever its tolerance. Of CPU and memory alone, which do not come and go between two samples as a queue does.
 */
export function isUnneeded(facts: WorkloadFacts, hpa: HpaFacts, rises: readonly Samples[], value: number): boolean {
  const around = AROUND * facts.scrape;
  return (
    hpa.metrics.every(isResource) &&
    rises.every(({ t0, t1 }) => {
      const needs = samplesIn(hpa.current, { from: t0 - around, to: t1 + around })
        .map(([t]) => needAt(facts, hpa, t, value))
        .filter((need) => need !== undefined);
      return needs.length > 0 && needs.every((need) => need * (1 + TOLERANCE) <= value - 1);
    })
  );
}

/** Its own mark for one pass: it wants the number and had found less. */
function isCaught(hpa: HpaFacts, { t1 }: Samples, value: number): boolean {
  return valueAt(hpa.desired, t1) === value && (valueAt(hpa.current, t1) ?? value) < value;
}

/** How likely it is that no sample followed on just the pass that rose. */
function chanceUncaught(rises: readonly Samples[]): number {
  return rises.reduce((chance, { t0, t1 }) => chance * (1 - 1 / Math.max(1, Math.round((t1 - t0) / SYNC))), 1);
}

/** True when these rises to a number, all that there were, are not the HPA's: nothing needed it, and it never did it. */
export function isJustAbove(facts: WorkloadFacts, hpa: HpaFacts, rises: readonly Samples[], value: number): boolean {
  const wants = (t: number): number => valueAt(hpa.desired, t) ?? value;
  const less = rises.filter(({ t0, t1 }) => wants(t0) < value || wants(t1) < value);
  const after = rises.filter(({ t1 }) => wants(t1) < value);
  return (
    rises.length >= LEAST &&
    less.length >= WANTS_LESS &&
    (after.length >= AFTER_ITS_PASS || chanceUncaught(rises) <= CHANCE) &&
    !rises.some((rise) => isCaught(hpa, rise, value)) &&
    facts.hpas.every((one) => isUnneeded(facts, one, rises, value))
  );
}
