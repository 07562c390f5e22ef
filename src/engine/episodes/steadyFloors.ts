// Who writes again and again just the number that is the HPA's minimum. A reading of nothing may let an HPA fall there for a
// pass; but readings fail when they like, and what comes at one steady distance, while every reading around it asks for
// more, is somebody's round: a reconciler, or a clock. Of CPU and memory alone: a queue that a job empties every ten minutes
// falls at a steady distance itself.
import { groupBy, pairs } from '../../kit/array';
import { median } from '../../kit/stats';
import { minutes, type Millis } from '../../kit/interval';
import { asksForMore } from '../actions/reach';
import type { WorkloadFacts } from '../signals/facts';
import { isResource } from '../signals/proposal';
import type { ForeignWrite } from './foreignWrite';

/** Three distances that agree are no chance; of two, one in five would. */
const ROUNDS = 4;
/** So far a distance may be from the usual one, or from a multiple of it where a round was missed. */
const NEAR = 0.1;
/** Closer together than this a metric that fails may well be as even, and so may an HPA that sways. */
const LEAST: Millis = minutes(3);

function isFloor(facts: WorkloadFacts, write: ForeignWrite): boolean {
  const step = { t0: write.interval.from, t1: write.interval.to };
  return (
    write.witness === 'status' &&
    !write.isUnasked &&
    write.value < write.from &&
    facts.hpas.length > 0 &&
    facts.hpas.every((hpa) => hpa.metrics.every(isResource) && asksForMore(facts, hpa, step, write.value))
  );
}

function isSteady(writes: readonly ForeignWrite[]): boolean {
  const gaps = pairs(writes).map(([a, b]) => b.interval.to - a.interval.to);
  const usual = median(gaps) ?? 0;
  return (
    writes.length >= ROUNDS &&
    usual >= LEAST &&
    gaps.every((gap) => Math.abs(gap / usual - Math.max(1, Math.round(gap / usual))) <= NEAR)
  );
}

/** The same writes; those to an HPA's minimum at a steady distance are known to be asked for by no metric. */
export function withSteadyFloors(facts: WorkloadFacts, writes: readonly ForeignWrite[]): ForeignWrite[] {
  const floors = groupBy(
    writes.filter((write) => isFloor(facts, write)),
    (write) => String(write.value)
  );
  const steady = new Set([...floors.values()].filter(isSteady).flat());
  return writes.map((write) => (steady.has(write) ? { ...write, isUnasked: true } : write));
}
