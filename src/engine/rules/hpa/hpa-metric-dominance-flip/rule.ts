// Two metrics of one HPA take turns deciding: the HPA follows the larger proposal, so two dynamics saw the workload.
import { isPresent } from '../../../../kit/array';
import { mergeIntervals, type Interval } from '../../../../kit/interval';
import { correlation, median } from '../../../../kit/stats';
import { count, duration, number } from '../../../../kit/text';
import { SYNC } from '../../../signals/clocks';
import { reversals, type Facts } from '../../../episodes/facts';
import type { HpaFacts } from '../../../signals/facts';
import { metricProposalAt } from '../../../signals/proposal';
import { row, typical } from '../../evidence';
import { ownEdges } from '../../../predicates/hpa';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { showMetrics } from '../../../remedies/look';
import { withBehavior, patchOwner, ownerManifest } from '../../../remedies/mitigations';

interface Flip {
  readonly hpa: HpaFacts;
  readonly names: readonly string[];
  readonly flips: number;
  readonly turns: number;
  readonly low: number;
  readonly high: number;
  readonly period: number;
  readonly span: Interval;
}

interface Sample {
  readonly t: number;
  readonly leader: number;
  readonly proposals: ReadonlyArray<number | undefined>;
}

/** Who leads at each sample; ties and single voices do not count as a change of hands. */
function leadersOf(facts: Facts, hpa: HpaFacts): Sample[] {
  return Array.from(facts.replicas?.times ?? []).flatMap((t) => {
    const proposals = hpa.metrics.map((metric) => metricProposalAt(facts, hpa, metric, t));
    const known = proposals.filter(isPresent);
    const top = Math.max(...known);
    const leaders = proposals.flatMap((p, i) => (p === top ? [i] : []));
    return known.length >= 2 && leaders.length === 1 ? [{ t, leader: leaders[0] ?? 0, proposals }] : [];
  });
}

function anticorrelated(samples: readonly Sample[], a: number, b: number): boolean {
  const both = samples.flatMap((s) =>
    s.proposals[a] !== undefined && s.proposals[b] !== undefined ? [[s.proposals[a], s.proposals[b]] as const] : []
  );
  return (
    correlation(
      both.map((x) => x[0] ?? 0),
      both.map((x) => x[1] ?? 0)
    ) < -0.2
  );
}

function detectFor(facts: Facts, hpa: HpaFacts, context: RuleContext<'minFlips'>): Flip | undefined {
  if (hpa.metrics.length < 2) {
    return undefined;
  }
  const samples = leadersOf(facts, hpa);
  const flips = samples.filter((s, i) => i > 0 && s.leader !== samples[i - 1]?.leader);
  const turns = reversals(ownEdges(facts, hpa));
  const least = context.thresholds.minFlips;
  const windows = flips.flatMap((flip, i) => {
    const last = flips[i + least - 1];
    return last && last.t - flip.t <= 3_600_000 ? [{ from: flip.t, to: last.t }] : [];
  });
  const span = mergeIntervals(windows).sort((a, b) => b.to - b.from - (a.to - a.from))[0];
  const pair = span && [...new Set(flips.filter((f) => f.t >= span.from && f.t <= span.to).map((f) => f.leader))];
  if (!span || !pair || pair.length < 2 || !anticorrelated(samples, pair[0] ?? 0, pair[1] ?? 1)) {
    return undefined;
  }
  const aligned = turns.filter(([, after]) =>
    flips.some((f) => Math.abs(f.t - after.interval.to) <= 20 * SYNC + facts.scrape)
  );
  const at = turns.map(([, after]) => after);
  return aligned.length < least
    ? undefined
    : {
        hpa,
        names: pair.map((i) => hpa.metrics[i]?.name ?? ''),
        flips: flips.length,
        turns: turns.length,
        low: median(at.map((e) => Math.min(e.from, e.to))) ?? NaN,
        high: median(at.map((e) => Math.max(e.from, e.to))) ?? NaN,
        period: 2 * (median(at.slice(1).map((e, i) => e.interval.to - (at[i]?.interval.to ?? 0))) ?? 0),
        span: {
          from: Math.min(span.from, at[0]?.interval.from ?? span.from),
          to: Math.max(span.to, at.at(-1)?.interval.to ?? span.to),
        },
      };
}

export const hpaMetricDominanceFlip = defineRule({
  id: 'hpa-metric-dominance-flip',
  title: 'Two metrics take turns deciding and the workload oscillates',
  code: 'C9',
  scans: ['rewritten', 'moved'],
  needs: ['hpa.info', 'hpa.spec-metric', 'hpa.status-metric', 'workload.replicas', 'hpa.desired'],
  helps: ['workload.ready'],
  thresholds: {
    minFlips: {
      title: 'Changes of the leading metric within an hour',
      unit: 'flips',
      default: 4,
      min: 2,
      max: 60,
    },
  },
  explains: ['hpa-flapping'],
  detect: (facts, context): Array<Detection<Flip>> =>
    facts.hpas
      .map((hpa) => detectFor(facts, hpa, context))
      .filter(isPresent)
      .map((d) => ({
        intervals: [d.span],
        rhythm: d.period,
        actors: [d.hpa.ref],
        confidence: 'likely' as const,
        confidenceNotes: [
          'proposals are computed from status and target, one sync behind',
          'as one proposal falls the other rises',
        ],
        evidence: [
          row(
            'Leader',
            `${d.names.join(' and ')} change places ${count(d.flips, 'time')}`,
            ['hpa.status-metric', 'hpa.spec-metric'],
            'inferred',
            d.span
          ),
          row(
            'Replicas',
            `${number(d.low)} ↔ ${number(d.high)}, ${count(d.turns, 'reversal')}, typically ${number(typical(facts.replicas, d.span) ?? NaN)}`,
            ['workload.replicas'],
            'observed',
            d.span
          ),
        ],
        details: d,
      })),
  severity: () => 'medium',
  explain: ({ details: d }) => ({
    summary: `${d.names.join(' and ')} take turns deciding: ${number(d.low)} ↔ ${number(d.high)}, ${count(d.turns, 'reversal')} in ${duration(d.span.to - d.span.from)}.`,
    label: `two metrics alternate ${number(d.low)} ↔ ${number(d.high)}`,
    causeTitle: 'Two metrics take turns in one HPA',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: showMetrics(workload.namespace, d.hpa.name),
    expect: `more than one metric (${d.names.join(', ')}): run twice some minutes apart, another one is furthest above its target`,
  }),
  fix: ({ details: d }, { workload }) => [
    {
      title: 'Scale down more slowly',
      term: 'now',
      why: 'A down window longer than one turn keeps the larger proposal of both.',
      command: patchOwner(
        workload.namespace,
        d.hpa,
        withBehavior({
          scaleDown: { stabilizationWindowSeconds: Math.min(3600, Math.max(600, Math.ceil((1.5 * d.period) / 1000))) },
        })
      ),
      price: `About ${number(Math.max(1, d.high - d.low))} more pods in every trough.`,
      undo: 'Remove behavior.scaleDown.',
      verify: 'Reversals per hour halve.',
    },
    {
      title: 'One leading signal',
      term: 'for-good',
      why: 'Two targets that agree at steady state, or one formula over both, leave nothing to take turns over.',
      patches: [
        ownerManifest(workload, d.hpa, {
          hpa: {
            behavior: {
              scaleDown: {
                stabilizationWindowSeconds: 600,
                policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }],
              },
            },
          },
          scaledObject: {
            advanced: {
              scalingModifiers: { formula: '(first + second) / 2', target: '1', metricType: 'AverageValue' },
            },
          },
        }),
      ],
      price: 'Name your triggers first and second, and choose the target of the formula.',
      undo: 'Remove the section.',
      verify: 'The same metric leads for an hour.',
    },
  ],
});
