// When KEDA's fallback answers in place of a source. With `fallback` configured, the operator counts an error once or twice
// as the outage begins and then hands out target × fallback.replicas as if it had been read: the counter stands still, and
// the exported value is that product, exactly, until the source answers again (keda: pkg/fallback/fallback.go, where the
// value is built from the target; seen with KEDA 2.x in a recorded control plane).
import { overlaps, type Interval, type Millis } from '../../kit/interval';
import { sum } from '../../kit/stats';
import { edgesOf, valueAt, type Signal } from '../../model/signal';
import type { TriggerFacts } from './facts';

/** The value changes within two default polls of the error. */
const AFTER_ERROR: Millis = 60_000;
/** Errors that were counted poll by poll up to the jump tell of a source that answers again, not of a fallback. */
const BEFORE: Millis = 600_000;
const MOST_ERRORS = 2;
/** A reading that stands so long to the last digit, at a whole multiple of the target, is no reading. */
const LEAST: Millis = 120_000;
/** Of the multiple; the value is computed, not measured. */
const EXACT = 1e-6;

/** A whole number of replicas, one or more, times the target. */
function isProduct(value: number, target: number | undefined): boolean {
  const replicas = target === undefined || target <= 0 ? NaN : value / target;
  return Math.round(replicas) >= 1 && Math.abs(replicas - Math.round(replicas)) <= EXACT * replicas;
}

/**
 * Spans in which a fallback stands in for the source of a trigger: from the jump of its value beside an error to its next
 * change. Empty where errors, value or target are not told, or where the errors go on (then the counter tells it).
 * @param target the target of the trigger's metric in its HPA
 */
export function fallbackSpans(
  { errors, value }: Pick<TriggerFacts, 'errors' | 'value'>,
  target: Signal | undefined
): Interval[] {
  const rises = edgesOf(errors).filter((edge) => edge.to > edge.from && !edge.acrossGap);
  const jumps = edgesOf(value).filter((edge) => !edge.acrossGap);
  const last = value?.times.at(-1);
  return jumps.flatMap((jump, i) => {
    const near = { from: jump.interval.from - BEFORE, to: jump.interval.to + AFTER_ERROR };
    const counted = sum(rises.filter(({ interval }) => overlaps(interval, near)).map(({ from, to }) => to - from));
    const next = jumps[i + 1];
    const span = { from: jump.interval.to, to: next?.interval.from ?? last ?? jump.interval.to };
    const isComputed = isProduct(jump.to, valueAt(target, jump.interval.to));
    return counted > 0 && counted <= MOST_ERRORS && isComputed && span.to - span.from >= LEAST ? [span] : [];
  });
}
