// An HPA that points at nothing: its target does not exist, or under another name or apiVersion. Catalogue C14.
import { coverageOf } from '../../model/signal';
import { hull } from '../../kit/interval';
import { isPresent } from '../../kit/array';
import { duration } from '../../kit/text';
import { shellWord } from '../../kit/shell';
import { kubectl } from '../findings/mitigations';
import type { HpaFacts } from '../signals/facts';
import { row } from './evidence';
import { defineRule } from './rule';

interface Dangling {
  readonly hpa: HpaFacts;
}

export const hpaDanglingTarget = defineRule<Dangling>({
  id: 'hpa-dangling-target',
  title: 'An HPA points at nothing',
  group: 'C',
  needs: ['hpa.info', 'workload.replicas'],
  helps: ['hpa.condition'],
  thresholds: [{ key: 'minMinutes', title: 'Minutes without its target', unit: 'min', default: 10, min: 1, max: 1440 }],
  explains: [],
  detect: (facts, context) => {
    const known = facts.workload.kind === 'Deployment' || facts.workload.kind === 'StatefulSet';
    if (facts.exists || !known) {
      return [];
    }
    return facts.hpas.flatMap((hpa) => {
      const lived = hull(
        ((hpa.desired ?? hpa.max) ? coverageOf((hpa.desired ?? hpa.max) as NonNullable<typeof hpa.max>) : []).filter(
          isPresent
        )
      );
      const fails = hpa.ableToScale?.values.includes(0) ?? false;
      if (!lived || lived.to - lived.from < (context.thresholds.minMinutes ?? 10) * 60_000) {
        return [];
      }
      return [
        {
          intervals: [lived],
          actors: [hpa.ref],
          confidence: fails ? ('certain' as const) : ('likely' as const),
          confidenceNotes: [
            fails ? 'AbleToScale is false' : 'no series of the target; it may be hidden from kube-state-metrics',
          ],
          evidence: [
            row(
              'Target',
              `no ${facts.workload.kind} ${facts.workload.name} in this namespace for ${duration(lived.to - lived.from)}`,
              ['hpa.info', 'workload.replicas'],
              'observed',
              lived
            ),
            fails ? row('AbleToScale', 'false', ['hpa.condition'], 'observed', lived) : undefined,
          ].filter(isPresent),
          details: { hpa },
        },
      ];
    });
  },
  severity: () => 'low',
  explain: ({ details: d }, { workload }) => ({
    summary: `HPA ${d.hpa.name} points at ${workload.kind} ${workload.name}, which does not exist.`,
    label: 'no such target',
    causeTitle: 'HPAs that point at nothing',
  }),
  fix: ({ details: d }, { workload }) => [
    {
      title: 'Delete the HPA',
      term: 'now',
      why: 'It can do nothing but fill the log.',
      command: kubectl(workload.namespace, `delete hpa ${shellWord(d.hpa.name)}`),
      price: 'None, if the name is not a typing mistake.',
      undo: 'Apply its manifest again.',
      verify: 'The series of the HPA end.',
    },
    {
      title: 'Point it at the right object',
      term: 'for-good',
      why: 'Name, kind and apiVersion of the target must all match.',
      patches: [
        {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          name: d.hpa.name,
          namespace: workload.namespace,
          spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: workload.kind, name: 'NAME-OF-THE-WORKLOAD' } },
        },
      ],
      price: 'The workload begins to scale: check minimum and maximum first.',
      undo: 'Point it back.',
      verify: 'AbleToScale true within 30 s.',
    },
  ],
});
