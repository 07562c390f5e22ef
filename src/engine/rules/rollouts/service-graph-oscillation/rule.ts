// Two services chase each other: one scales, the next is overloaded, its latency raises the load of the first. From
// replicas alone this cannot be told from two services behind one wave, so it is only said as a hint, never as a fight
// (Serracanta et al., IEEE Access 2025, extend the HPA's model to the service graph).
import { isPresent, sortBy } from '../../../../kit/array';
import { hull, type Interval } from '../../../../kit/interval';
import { correlation } from '../../../../kit/stats';
import { duration, number } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import { coverageOf, valueAt } from '../../../../model/signal';
import { reversals, type Facts } from '../../../episodes/facts';
import { neighboursOf } from '../../../predicates/neighbours';
import { row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { showHpas, showEvents } from '../../../remedies/look';

interface Chase {
  readonly other: Facts;
  readonly lag: number;
  readonly rho: number;
  readonly turns: readonly [number, number];
  readonly span: Interval;
}

const GRID = 15_000;
/** Neighbours that are compared with one workload: in a namespace full of flapping HPAs every pair says the same. */
const MOST_NEIGHBOURS = 20;

function ownEdges(facts: Facts): Action[] {
  return facts.edges.filter((e) => e.actor.family === 'hpa' && e.from > 0 && e.to > 0);
}

/** Reversals of the HPA per hour over the span. */
function turnsPerHour(facts: Facts, span: Interval): number {
  return reversals(ownEdges(facts)).length / Math.max(1, (span.to - span.from) / 3_600_000);
}

/** The replicas on the grid of the span, the same moments for everybody; NaN where they are not known. */
function onGrid(facts: Facts, span: Interval): Float64Array {
  const values = new Float64Array(Math.floor((span.to - span.from) / GRID) + 1);
  return values.map((_, i) => valueAt(facts.replicas, span.from + i * GRID) ?? NaN);
}

/** Correlation of the replicas of `a` with those of `b` so many steps of the grid later. */
function lagged(a: Float64Array, b: Float64Array, steps: number): number {
  const [x, y] = [new Float64Array(a.length), new Float64Array(a.length)];
  let count = 0;
  for (let i = 0; i + steps < a.length; i++) {
    const [va, vb] = [a[i] ?? NaN, b[i + steps] ?? NaN];
    if (!Number.isNaN(va) && !Number.isNaN(vb)) {
      x[count] = va;
      y[count++] = vb;
    }
  }
  return count < 20 ? 0 : correlation(x.subarray(0, count), y.subarray(0, count));
}

function chaseOf(
  facts: Facts,
  other: Facts,
  context: RuleContext<'minTurns' | 'minCorrelation' | 'maxLag'>
): Chase | undefined {
  const t = context.thresholds;
  const span = hull(facts.replicas ? coverageOf(facts.replicas) : []);
  if (!span || other.hpas.length === 0) {
    return undefined;
  }
  const turns = [turnsPerHour(facts, span), turnsPerHour(other, span)] as const;
  if (Math.min(...turns) < t.minTurns) {
    return undefined;
  }
  const [own, others] = [onGrid(facts, span), onGrid(other, span)];
  const steps = Array.from({ length: t.maxLag / 15 }, (_, i) => i + 1);
  const best = sortBy(
    steps.map((step) => ({ lag: step * GRID, rho: lagged(own, others, step) })),
    (l) => -l.rho,
    (l) => l.lag
  )[0];
  return best && best.rho >= t.minCorrelation ? { other, ...best, turns, span } : undefined;
}

/** The one of the namespace that follows it most closely; of two that follow each other the first by name speaks. */
function partnerOf(facts: Facts, context: RuleContext<'minTurns' | 'minCorrelation' | 'maxLag'>): Chase | undefined {
  const least = context.thresholds.minTurns;
  if (turnsPerHour(facts, facts.range) < least) {
    return undefined;
  }
  const neighbours = neighboursOf(facts, context.fleet)
    .filter((f) => f.workload.name > facts.workload.name && turnsPerHour(f, f.range) >= least)
    .slice(0, MOST_NEIGHBOURS);
  const chases = neighbours
    .flatMap((other) => [chaseOf(facts, other, context), swap(chaseOf(other, facts, context), other)])
    .filter(isPresent);
  return sortBy(
    chases,
    (c) => -c.rho,
    (c) => c.other.workload.name
  )[0];
}

/** The same chase, told from the other side: the lag is then negative. */
function swap(chase: Chase | undefined, other: Facts): Chase | undefined {
  return chase && { ...chase, other, lag: -chase.lag, turns: [chase.turns[1], chase.turns[0]] };
}

export const serviceGraphOscillation = defineRule({
  id: 'service-graph-oscillation',
  title: 'Two services scale up and down in turn',
  code: 'G4',
  scans: ['rewritten', 'moved'],
  needs: ['hpa.info', 'hpa.desired', 'workload.replicas'],
  helps: [],
  thresholds: {
    minTurns: { title: 'Reversals of each HPA', unit: 'per hour', default: 3, min: 1, max: 60 },
    minCorrelation: { title: 'Correlation at the best lag', unit: 'ratio', default: 0.7, min: 0.3, max: 1 },
    maxLag: { title: 'Longest lag', unit: 's', default: 180, min: 15, max: 900 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Chase>> => {
    const chase = facts.hpas.length > 0 ? partnerOf(facts, context) : undefined;
    if (!chase) {
      return [];
    }
    return [
      {
        intervals: [chase.span],
        actors: [facts.hpas[0]?.ref, chase.other.hpas[0]?.ref].filter(isPresent),
        confidence: 'possible' as const,
        confidenceNotes: [
          'both HPAs reverse again and again, one after the other with a steady lag',
          'two services behind one wave look the same: no series here says which of them calls the other',
          'a trace or a service graph in which one calls the other would confirm it',
        ],
        evidence: [
          row(
            'Reversals',
            `${number(Math.round(chase.turns[0] * 10) / 10)} and ${number(Math.round(chase.turns[1] * 10) / 10)} an hour`,
            ['workload.replicas', 'hpa.desired'],
            'observed',
            chase.span
          ),
          row(
            'One after the other',
            `correlation ${chase.rho.toFixed(2)} at a lag of ${duration(Math.abs(chase.lag))}`,
            ['workload.replicas'],
            'inferred',
            chase.span
          ),
        ],
        details: chase,
      },
    ];
  },
  severity: () => 'info',
  explain: ({ details: d }, { workload }) => {
    const [first, second] =
      d.lag >= 0 ? [workload.name, d.other.workload.name] : [d.other.workload.name, workload.name];
    return {
      summary: `${second} goes up and down ${duration(Math.abs(d.lag))} after ${first}, ${number(Math.round(Math.min(...d.turns)))} reversals an hour; whether one calls the other is not in these series.`,
      label: `${first} → ${second}`,
      causeTitle: 'Services that scale in turn',
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: showEvents(workload.namespace, 'SuccessfulRescale'),
    expect: `rescales of ${workload.name} and ${d.other.workload.name} in turn (events are kept for an hour)`,
  }),
  fix: ({ details: d }, { workload, hpas }) => [
    {
      title: 'Look whether one calls the other',
      term: 'now',
      why: 'Only then is it a loop; behind one wave both are right to move.',
      command: showHpas(workload.namespace, ...[hpas[0]?.name, d.other.hpas[0]?.name].filter(isPresent)),
      price: 'Nothing.',
      undo: 'None needed.',
      verify: 'The service graph shows a call, or none.',
    },
    {
      title: 'Scale both on what arrives',
      term: 'for-good',
      why: 'Requests that arrive do not grow when the one behind is slow, CPU and requests in flight do. A cap on concurrency and a slower way down on the side behind break the loop too.',
      price: 'A metric pipeline for arrival rates.',
      undo: 'Set the old metric back.',
      verify: 'Fewer than one reversal an hour on both.',
    },
  ],
});
