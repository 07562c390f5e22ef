// An HPA that cannot move: its minimum equals its maximum, often a freeze that was forgotten. Catalogue C4.
import { hull, type Interval } from '../../kit/interval';
import { isPresent } from '../../kit/array';
import { duration, number } from '../../kit/text';
import { runsWhere, valueAt } from '../../model/signal';
import { patchHpa, patchScaledObject, raisedMaximum } from '../findings/mitigations';
import type { HpaFacts } from '../signals/facts';
import { demandRow, peak, row } from './evidence';
import { defineRule } from './rule';

interface Frozen {
  readonly hpa: HpaFacts;
  readonly at: number;
  readonly asked: number | undefined;
  readonly span: Interval;
}

export const hpaRangeFrozen = defineRule<Frozen>({
  id: 'hpa-range-frozen',
  title: 'An HPA cannot move: its minimum equals its maximum',
  group: 'C',
  needs: ['hpa.info', 'hpa.min', 'hpa.max'],
  helps: ['hpa.status-metric', 'workload.replicas'],
  thresholds: [
    { key: 'minMinutes', title: 'Minutes in which min equals max', unit: 'min', default: 10, min: 1, max: 1440 },
  ],
  explains: ['hpa-pinned-max', 'hpa-floor-waste'],
  detect: (facts, context) =>
    facts.hpas.flatMap((hpa) => {
      const least = (context.thresholds.minMinutes ?? 10) * 60_000;
      const spans = runsWhere(hpa.min, (min, t) => min === valueAt(hpa.max, t)).filter(
        (run) => run.to - run.from >= least
      );
      const span = hull(spans);
      const at = span && valueAt(hpa.max, span.to);
      if (!span || at === undefined) {
        return [];
      }
      return [
        {
          intervals: spans,
          actors: [hpa.ref],
          confidence: 'certain' as const,
          confidenceNotes: ['minimum and maximum are exported', 'whether the freeze is meant is not'],
          evidence: [
            row(
              'Bounds',
              `min = max = ${at} for ${duration(span.to - span.from)}`,
              ['hpa.min', 'hpa.max'],
              'observed',
              span
            ),
            demandRow(facts, span),
          ].filter(isPresent),
          details: { hpa, at, asked: peak(facts.proposal, span), span },
        },
      ];
    }),
  severity: ({ details: d }) => (d.asked !== undefined && d.asked > d.at * 1.1 ? 'critical' : 'medium'),
  explain: ({ details: d }) => ({
    summary: `min = max = ${number(d.at)}, so the HPA cannot move${d.asked !== undefined && d.asked > d.at ? `; the metrics ask for ${number(d.asked)}` : ''}.`,
    label: `frozen at ${number(d.at)}`,
    causeTitle: 'An HPA with min = max',
  }),
  fix: ({ details: d }, { workload }) => {
    const max = Math.max(d.at + 1, Math.ceil(1.3 * (d.asked ?? d.at)));
    return [
      {
        title: 'Give it a range',
        term: 'now',
        why: 'With room between minimum and maximum the HPA moves at its next pass.',
        command: d.hpa.scaledObject
          ? patchScaledObject(workload.namespace, d.hpa.scaledObject, { maxReplicaCount: max })
          : patchHpa(workload.namespace, d.hpa.name, { maxReplicas: max }),
        price: `Up to ${max - d.at} more pods. If KEDA is paused, remove the pause instead.`,
        undo: `Set the maximum back to ${d.at}.`,
        verify: 'Desired moves within 30 s.',
      },
      {
        title: 'Write the range down',
        term: 'for-good',
        why: 'A patched maximum is undone by the next apply of the manifest.',
        patches: [raisedMaximum(workload, d.hpa, max)],
        price: 'The bill follows the load.',
        undo: `Set it back to ${d.at}.`,
        verify: 'The next deploy leaves the range as it is.',
      },
    ];
  },
});
