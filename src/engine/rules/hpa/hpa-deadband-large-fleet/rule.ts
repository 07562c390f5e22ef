// The HPA's tolerance (10 % of the target, KEP-4951) is a share: in a large fleet it hides whole pods. Inside the dead
// band the HPA keeps its number for hours although ready pods x status / target asks for more.
import { isPresent } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, minutes, inMinutes } from '../../../../kit/interval';
import { median, sum } from '../../../../kit/stats';
import { count, duration, number } from '../../../../kit/text';
import { runsWhere, samplesIn, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { HpaFacts } from '../../../signals/facts';
import { ratioAt, TOLERANCE } from '../../../signals/proposal';
import { row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showMetrics, showBehavior } from '../../../remedies/look';
import { withBehavior, patchOwner, ownerManifest } from '../../../remedies/mitigations';

interface Hidden {
  readonly hpa: HpaFacts;
  readonly replicas: number;
  readonly ratio: number;
  readonly short: number;
  readonly minutes: number;
  readonly span: Interval;
}

/** The largest ratio of the HPA's metrics: the one that it follows. */
function leadingRatio(hpa: HpaFacts, t: number): number | undefined {
  const ratios = hpa.metrics.map((metric) => ratioAt(metric, t)).filter(isPresent);
  return ratios.length === 0 ? undefined : Math.max(...ratios);
}

/** Uninterrupted spans with the same desired value, below the maximum, and a ratio in the upper half of the dead band. */
function hiddenSpans(
  facts: Facts,
  hpa: HpaFacts,
  context: RuleContext<'minReplicas' | 'ratio' | 'minMinutes'>
): Interval[] {
  const lowest = 1 + context.thresholds.ratio;
  const runs = runsWhere(hpa.desired, (desired, t) => {
    if (desired < context.thresholds.minReplicas || desired >= (valueAt(hpa.max, t) ?? -Infinity)) {
      return false;
    }
    const ratio = leadingRatio(hpa, t);
    return ratio !== undefined && ratio > lowest && ratio <= 1 + TOLERANCE && valueAt(hpa.current, t) === desired;
  });
  return mergeIntervals(runs, 2 * facts.scrape).filter((span) => {
    const wishes = new Set(samplesIn(hpa.desired, span).map(([, desired]) => desired));
    return wishes.size === 1 && lengthOf(span) >= minutes(context.thresholds.minMinutes);
  });
}

function describe(hpa: HpaFacts, spans: readonly Interval[], span: Interval): Hidden {
  const samples = spans.flatMap((s) => samplesIn(hpa.desired, s));
  const replicas = median(samples.map(([, desired]) => desired)) ?? NaN;
  const ratio = median(samples.map(([t]) => leadingRatio(hpa, t)).filter(isPresent)) ?? NaN;
  return {
    hpa,
    replicas,
    ratio,
    short: Math.ceil(replicas * ratio - 1e-9) - replicas,
    minutes: inMinutes(sum(spans.map(lengthOf))),
    span,
  };
}

export const hpaDeadbandLargeFleet = defineRule({
  id: 'hpa-deadband-large-fleet',
  title: 'The tolerance of an HPA hides whole pods of a large fleet',
  code: 'C15',
  standsLong: true,
  scans: ['large'],
  needs: ['hpa.info', 'hpa.desired', 'hpa.current', 'hpa.max', 'hpa.status-metric', 'hpa.spec-metric'],
  helps: [],
  thresholds: {
    minReplicas: {
      title: 'Replicas that make a fleet large',
      unit: 'replicas',
      default: 50,
      min: 10,
      max: 10000,
    },
    ratio: { title: 'Status above target, as a share', unit: 'ratio', default: 0.05, min: 0.01, max: 0.09 },
    minMinutes: { title: 'Consecutive minutes above target', unit: 'min', default: 30, min: 5, max: 1440 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Hidden>> =>
    facts.hpas.flatMap((hpa) => {
      const spans = hiddenSpans(facts, hpa, context);
      const span = hull(spans);
      if (!span) {
        return [];
      }
      const d = describe(hpa, spans, span);
      return [
        {
          intervals: spans,
          actors: [hpa.ref],
          confidence: 'likely' as const,
          confidenceNotes: [
            'status, target and desired value are exported and stand still together',
            'whether users feel the missing pods is not visible here',
          ],
          evidence: [
            row(
              'Above target',
              `status ÷ target ${d.ratio.toFixed(3)} for ${duration(minutes(d.minutes))}`,
              ['hpa.status-metric', 'hpa.spec-metric'],
              'observed',
              span
            ),
            row(
              'Nothing moves',
              `desired = current = ${number(d.replicas)}, below the maximum`,
              ['hpa.desired', 'hpa.current', 'hpa.max'],
              'observed',
              span
            ),
            row(
              'Without the tolerance',
              `${number(d.replicas)} × ${d.ratio.toFixed(3)} asks for ${number(d.replicas + d.short)}`,
              ['hpa.status-metric', 'hpa.desired'],
              'inferred',
              span
            ),
          ],
          details: d,
        },
      ];
    }),
  severity: () => 'low',
  explain: ({ details: d }) => ({
    summary: `${number(Math.round((d.ratio - 1) * 100))} % above target for ${duration(minutes(d.minutes))} and stuck at ${number(d.replicas)}: the 10 % tolerance hides ${count(d.short, 'pod')}.`,
    label: `tolerance hides ${count(d.short, 'pod')}`,
    causeTitle: 'HPA tolerance that hides pods of large fleets',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(showMetrics(workload.namespace, d.hpa.name), showBehavior(workload.namespace, d.hpa.name)),
    expect: 'current values above their targets by less than 10 %, and no tolerance in the behavior',
  }),
  fix: ({ details: d }, { workload }) => {
    const behavior = { scaleUp: { tolerance: '0.02' } };
    return [
      {
        title: 'A narrow dead band upwards',
        term: 'now',
        why: 'With a tolerance of 2 % the HPA acts on what is now hidden. Kubernetes 1.35 or newer.',
        command: patchOwner(workload.namespace, d.hpa, withBehavior(behavior)),
        price: `About ${number(d.short)} more pods at the same load, and more small steps on noise.`,
        undo: 'Remove behavior.scaleUp.tolerance.',
        verify: 'Status within 2 % of the target, desired above the present number.',
      },
      {
        title: 'Commit the tolerance to the manifest',
        term: 'for-good',
        why: 'The next apply of the manifest will revert a patched behavior. Before Kubernetes 1.35 a target lower by the hidden share does the same.',
        patches: [ownerManifest(workload, d.hpa, withBehavior(behavior))],
        price: `About ${number(d.short)} more pods at the same load.`,
        undo: 'Remove the tolerance.',
        verify: 'No half hour above the old target without a step.',
      },
    ];
  },
});
