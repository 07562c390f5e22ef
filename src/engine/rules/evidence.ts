// Rows of proof, and the numbers that most rules need about a span.
import { distinct } from '../../kit/array';
import type { Interval } from '../../kit/interval';
import { median, quantile } from '../../kit/stats';
import { duration, number } from '../../kit/text';
import type { Certainty } from '../../model/action';
import type { Evidence } from '../../model/finding';
import type { SignalKind } from '../../model/series';
import { samplesIn, valuesIn, type Signal } from '../../model/signal';
import { hiddenWritesIn, type Facts } from '../episodes/facts';

/** One row of proof. */
export function row(
  what: string,
  seen: string,
  signals: readonly SignalKind[],
  certainty: Certainty = 'observed',
  interval?: Interval
): Evidence {
  return { what, seen, signals: distinct(signals), certainty, interval };
}

/** The middle value of a signal inside a span. */
export function typical(signal: Signal | undefined, span: Interval): number | undefined {
  return median(valuesIn(signal, span));
}

/** The high end of a signal inside a span, single spikes left out: the 95th percentile, as a value that occurred. */
export function peak(signal: Signal | undefined, span: Interval): number | undefined {
  const high = quantile(valuesIn(signal, span), 0.95);
  return high === undefined ? undefined : Math.floor(high);
}

/** Samples of `signal` inside the span for which `test` holds, of how many. */
export function share(
  signal: Signal | undefined,
  span: Interval,
  test: (value: number, at: number) => boolean
): { hits: number; of: number } {
  const samples = samplesIn(signal, span);
  return { hits: samples.filter(([at, value]) => test(value, at)).length, of: samples.length };
}

/** What the generation counted in a span, as a row; undefined where nothing was hidden. */
export function hiddenRow(facts: Facts, span: Interval): Evidence | undefined {
  const hidden = hiddenWritesIn(facts, span);
  if (hidden === 0) {
    return undefined;
  }
  const minutes = Math.max(1, (span.to - span.from) / 60_000);
  const rate = number(Math.round((hidden / minutes) * 10) / 10);
  return row(
    'Writes between the samples',
    `${number(hidden)} in ${duration(span.to - span.from)}, ${rate} a minute: metadata.generation rose while the sampled value did not change`,
    ['workload.generation', 'workload.replicas'],
    'inferred',
    span
  );
}

/** What the metrics ask for, as a row: `asked` in words, computed as the HPA does it. */
export function askedRow(asked: string, span: Interval): Evidence {
  return row(
    'What the metrics ask for',
    `${asked} (computed: ready pods × status ÷ target)`,
    ['hpa.status-metric', 'hpa.spec-metric'],
    'inferred',
    span
  );
}

/** What demand asked for in a span, as a row; undefined where no metric tells. */
export function demandRow(facts: Facts, span: Interval): Evidence | undefined {
  const asked = typical(facts.proposal, span);
  const most = peak(facts.proposal, span);
  if (asked === undefined || most === undefined) {
    return undefined;
  }
  const text =
    most > asked ? `${number(asked)} replicas typically, ${number(most)} at peak` : `${number(asked)} replicas`;
  return askedRow(text, span);
}

/** How an HPA answers a number that somebody wrote: up to where it was, or down to it. */
export function backTo(written: number, wish: number): string {
  return `${written > wish ? 'comes back down' : 'climbs back'} to ${number(wish)}`;
}
