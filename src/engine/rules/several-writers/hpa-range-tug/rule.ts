// Two HPAs whose ranges do not meet push each other out of range for ever: bounds are enforced before any metric and
// before the selector check (Kubernetes pkg/controller/podautoscaler/horizontal.go).
import { mergeIntervals, hull, type Interval } from '../../../../kit/interval';
import { isPresent } from '../../../../kit/array';
import { count, duration, number } from '../../../../kit/text';
import { valueAt } from '../../../../model/signal';
import { hiddenWritesIn, writesIn } from '../../../episodes/facts';
import type { HpaFacts } from '../../../signals/facts';
import { coexistingPairs, disjointSpans } from '../../../predicates/coexistence';
import { demandRow, hiddenRow, row, typical } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showHpas } from '../../../remedies/look';
import { targetOf } from '../../../remedies/target';
import { withBounds, patchOwner, ownerManifest, deleteHpa } from '../../../remedies/mitigations';

interface Tug {
  readonly low: HpaFacts;
  readonly high: HpaFacts;
  readonly lowRange: readonly [number, number];
  readonly highRange: readonly [number, number];
  readonly seen: number | undefined;
  readonly writes: number;
  readonly span: Interval;
}

/** The range as it was in the fight: a patch may have mended it since. */
function rangeOf(hpa: HpaFacts, span: Interval): readonly [number, number] {
  return [valueAt(hpa.min, span.to) ?? 1, valueAt(hpa.max, span.to) ?? 1];
}

export const hpaRangeTug = defineRule({
  id: 'hpa-range-tug',
  title: 'Two HPAs with disjoint ranges push each other out of range',
  code: 'A2',
  tellsStanding: true,
  scans: ['shared-target'],
  needs: ['hpa.info', 'hpa.min', 'hpa.max', 'workload.replicas'],
  helps: ['workload.generation'],
  thresholds: {
    minWrites: { title: 'Writes that make it a running fight', unit: 'writes', default: 4, min: 1, max: 100 },
  },
  explains: [
    'hpa-double-target',
    'hpa-keda-double-target',
    'hpa-scaling-inactive',
    'hpa-pinned-max',
    'hpa-flapping',
    'hpa-gitops-replicas',
    'manual-vs-hpa',
  ],
  detect: (facts, context): Array<Detection<Tug>> =>
    coexistingPairs(facts).flatMap((pair) => {
      const spans = mergeIntervals(disjointSpans(pair), 2 * facts.scrape);
      const span = hull(spans);
      if (!span) {
        return [];
      }
      const writes = writesIn(facts, span);
      const [low, high] =
        rangeOf(pair.first, span)[0] < rangeOf(pair.second, span)[0]
          ? [pair.first, pair.second]
          : [pair.second, pair.first];
      const fights = writes >= context.thresholds.minWrites;
      const details = {
        low,
        high,
        lowRange: rangeOf(low, span),
        highRange: rangeOf(high, span),
        seen: typical(facts.replicas, span),
        writes,
        span,
      };
      return [
        {
          intervals: spans,
          stands: true,
          preconditionOnly: !fights,
          actors: [low.ref, high.ref],
          confidence: 'certain' as const,
          confidenceNotes: [
            facts.generation
              ? 'the generation counts every write'
              : 'writes between samples not counted: no generation series',
          ],
          evidence: [
            row(
              'Ranges',
              `${low.name} ${details.lowRange.join('–')}, ${high.name} ${details.highRange.join('–')}: they do not meet`,
              ['hpa.min', 'hpa.max'],
              'observed',
              span
            ),
            hiddenRow(facts, span),
            facts.replicas &&
              row(
                'Visible changes',
                `${number(writes - hiddenWritesIn(facts, span))} visible`,
                ['workload.replicas'],
                'observed',
                span
              ),
            demandRow(facts, span),
          ].filter(isPresent),
          details,
        },
      ];
    }),
  severity: ({ preconditionOnly }) => (preconditionOnly ? 'medium' : 'critical'),
  explain: ({ details: d, preconditionOnly }) => {
    const ranges = `Two HPAs with ranges ${d.highRange.join('–')} and ${d.lowRange.join('–')}`;
    const perMinute = Math.round(d.writes / Math.max(1, (d.span.to - d.span.from) / 60_000));
    return {
      summary: preconditionOnly
        ? `${ranges} share this workload: whichever passes last moves it out of the other's range.`
        : `${ranges}: ${count(Math.max(1, perMinute), 'write')} a minute, yet the samples show ${number(d.seen ?? NaN)}.`,
      detail: `${number(d.writes)} writes in ${duration(d.span.to - d.span.from)}.`,
      label: `HPA × HPA on replicas`,
      causeTitle: 'Two HPAs with disjoint ranges',
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: showHpas(workload.namespace, d.low.name, d.high.name),
    expect: `TARGET ${workload.name} in both lines, with MIN and MAX ${d.lowRange.join(' and ')} in one, ${d.highRange.join(' and ')} in the other`,
  }),
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    // Where one of them is KEDA's, that one stays: it scales on events too, and the operator would bring it back.
    const [survivor, other] = d.low.scaledObject && !d.high.scaledObject ? [d.low, d.high] : [d.high, d.low];
    // The larger of both: a floor that falls takes pods away at the next pass, without the down window.
    const min = Math.max(d.lowRange[0], d.highRange[0]);
    const max = Math.max(d.highRange[1], d.lowRange[1]);
    return [
      {
        title: 'Let one HPA own the replicas',
        term: 'now',
        why: `${survivor.name} keeps the workload; the other one has no range left to defend.`,
        command: lines(
          patchOwner(workload.namespace, survivor, withBounds(min, max)),
          deleteHpa(workload.namespace, other)
        ),
        price: `Metrics of ${other.name} no longer scale the workload until they are added to ${survivor.name}. At least ${count(min, 'pod')}, also when nothing is to do: lower the minimum once that is seen.`,
        undo: `Apply the manifest of ${other.name} again, with a range that meets ${survivor.name}'s.`,
        verify: 'The generation stands still for 2 min and desired equals spec in two samples (30 s).',
      },
      {
        title: 'One HPA with all metrics',
        term: 'for-good',
        why: 'An HPA takes the largest proposal of its metrics: two HPAs are never needed for two metrics.',
        patches: [
          ownerManifest(workload, survivor, {
            hpa: { scaleTargetRef: targetOf(facts), minReplicas: min, maxReplicas: max },
            scaledObject: { scaleTargetRef: targetOf(facts), minReplicaCount: min, maxReplicaCount: max },
          }),
        ],
        price: 'Separate rules for up and down need behavior policies in this one HPA.',
        undo: 'Split the HPA again, with ranges that meet.',
        verify: 'One HPA per target; no write without a change of demand for 15 min.',
      },
    ];
  },
});
