// An HPA whose average is not that of its own pods: it is that of its pods and another workload's together, which its
// selector finds as well (kubernetes/kubernetes#112027). Only one of the two has an HPA, so nothing is ambiguous to it.
import { lengthOf, mergeIntervals, minutes, type Interval, type UnixMs } from '../../kit/interval';
import { median } from '../../kit/stats';
import { runsWhere, samplesIn, valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import type { HpaFacts, MetricFacts } from '../signals/facts';
import { ratioAt } from '../signals/proposal';
import { neighboursOf } from './neighbours';

export interface Dilution {
  readonly hpa: HpaFacts;
  readonly metric: MetricFacts;
  /** The workload whose pods are counted too. */
  readonly other: Facts;
  readonly spans: readonly Interval[];
  /** Cores per pod, typically: what the HPA reads, and what its own pods use. */
  readonly read: number;
  readonly used: number;
  /** Replicas that the own use is worth at the HPA's own target. */
  readonly needed: number;
}

const LEAST = minutes(10);
/** A pause in which a rollout or a scrape blurs it. */
const BLUR = minutes(2);
/** So far is the HPA's average from that of its own pods, and so near to that of both. */
const APART = 0.2;
const NEAR = 0.1;

interface Reading {
  readonly read: number;
  readonly used: number;
  readonly both: number;
}

function readingAt(facts: Facts, other: Facts, metric: MetricFacts, t: UnixMs): Reading | undefined {
  const read = valueAt(metric.type === 'utilization' ? metric.average : metric.status, t);
  const [mine, pods] = [valueAt(facts.usage, t), valueAt(facts.ready, t)];
  const [theirs, foreign] = [valueAt(other.usage, t), valueAt(other.ready, t)];
  return !read || mine === undefined || !pods || theirs === undefined || !foreign
    ? undefined
    : { read, used: mine / pods, both: (mine + theirs) / (pods + foreign) };
}

function dilutionBy(facts: Facts, hpa: HpaFacts, metric: MetricFacts, other: Facts): Dilution | undefined {
  const isDiluted = (t: UnixMs): boolean => {
    const reading = readingAt(facts, other, metric, t);
    return (
      reading !== undefined &&
      Math.abs(reading.used - reading.read) >= APART * reading.read &&
      Math.abs(reading.both - reading.read) <= NEAR * reading.read
    );
  };
  const runs = mergeIntervals(
    runsWhere(metric.status, (_, t) => isDiluted(t)),
    BLUR
  );
  const spans = runs.filter((span) => lengthOf(span) >= LEAST);
  const times = spans.flatMap((span) => samplesIn(metric.status, span).map(([t]) => t));
  const middle = (of: (reading: Reading, t: UnixMs) => number): number =>
    median(times.flatMap((t) => [readingAt(facts, other, metric, t)].flatMap((one) => (one ? [of(one, t)] : [])))) ?? 0;
  const needed = middle(
    ({ read, used }, t) => ((valueAt(facts.ready, t) ?? 0) * used * (ratioAt(metric, t) ?? 0)) / read
  );
  return spans.length === 0
    ? undefined
    : {
        hpa,
        metric,
        other,
        spans,
        read: middle((one) => one.read),
        used: middle((one) => one.used),
        needed: Math.ceil(needed - 1e-9),
      };
}

/** The workload of the same namespace, without an HPA, with which an HPA's average of CPU agrees only together. */
export function dilutionOf(facts: Facts, fleet: readonly Facts[]): Dilution | undefined {
  const [hpa, ...more] = facts.hpas;
  const metric = hpa?.metrics.find((m) => m.name === 'cpu' && m.container === '' && m.type !== 'value');
  if (!hpa || !metric || more.length > 0) {
    return undefined;
  }
  const beside = neighboursOf(facts, fleet).filter((other) => other.hpas.length === 0);
  const found = beside.flatMap((other) => dilutionBy(facts, hpa, metric, other) ?? []);
  // Two that fit equally well: the series do not tell which.
  return found.length === 1 ? found[0] : undefined;
}
