// Somebody dropped `replicas:` from the manifest: a client-side apply then resets the field to the API default 1
// (kubernetes#25238; Kubernetes docs, "Migrating Deployments and StatefulSets to horizontal autoscaling").
import { isPresent } from '../../../../kit/array';
import type { Interval } from '../../../../kit/interval';
import { clock, clockInterval } from '../../../../kit/moment';
import { duration, number } from '../../../../kit/text';
import { valueAt } from '../../../../model/signal';
import type { ForeignWrite } from '../../../episodes/foreignWrite';
import type { Facts } from '../../../episodes/facts';
import { demandRow, row } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { Who } from '../../../../model/actorWords';
import { kubectlIn, lines, remark } from '../../../remedies/command';
import { showWriters } from '../../../remedies/look';
import { workloadWord, scaleTo } from '../../../remedies/target';

interface Removed {
  readonly write: ForeignWrite;
  readonly back: Interval | undefined;
  readonly backTo: number;
}

/** How long the climb back may take: at most doubling each 15 s, plus blind passes while all pods are new. */
const CLIMB = 300_000;

/** The first edge after the fall that reaches half of what was lost. */
function recovery(facts: Facts, write: ForeignWrite): { at: Interval; to: number } | undefined {
  const edges = facts.edges.filter(
    (e) => e.interval.to > write.interval.to && e.interval.from - write.interval.to < CLIMB
  );
  const climb = edges.find((e) => e.to >= Math.max(2, write.from / 2));
  return climb && { at: climb.interval, to: climb.to };
}

/**
 * A field is dropped once. Who writes a small number again and again declares it, whichever of them the samples show, and
 * whoever each of them seems to come from.
 */
function isHabit(facts: Facts, write: ForeignWrite): boolean {
  const betrayed = facts.hidden.filter((a) => a.via === 1 && a.id !== write.action);
  return betrayed.length > 0 || facts.foreign.some((w) => w !== write && (w.value <= 2 || w.atMost === true));
}

export const replicasFieldRemoved = defineRule({
  id: 'replicas-field-removed',
  title: 'The replicas field was dropped from the manifest and the workload fell to one pod',
  code: 'A8',
  scans: ['rewritten', 'moved', 'grew'],
  needs: ['hpa.info', 'hpa.desired', 'workload.replicas'],
  absences: ['hpa.info', 'hpa.desired', 'hpa.min', 'replicaset.created', 'workload.generation'],
  reveals: ['hpa.spec-metric', 'hpa.status-metric', 'pod.created'],
  helps: [],
  thresholds: {
    minReplicas: { title: 'Replicas it must have fallen from', unit: 'replicas', default: 3, min: 2, max: 100 },
  },
  explains: ['manual-vs-hpa', 'rollout-hpa-inflation'],
  detect: (facts, context): Array<Detection<Removed>> => {
    const falls = facts.foreign.filter((w) => w.value === 1 && w.from >= context.thresholds.minReplicas);
    const [write, ...more] = falls;
    if (!write || more.length > 0 || isHabit(facts, write) || facts.hpas.length === 0) {
      return [];
    }
    const back = recovery(facts, write);
    if (!back && write.undone === undefined) {
      return [];
    }
    const end = back?.at.to ?? write.undone?.to ?? write.interval.to;
    return [
      {
        intervals: [{ from: write.interval.from, to: end }],
        actors: [write.actor, write.undoneBy ?? facts.hpas[0]?.ref].filter(isPresent),
        // Where scrapes are missing, the template may have come at another moment than the fall.
        confidence: write.withRollout && facts.knows('workload.replicas').state === 'read' ? 'likely' : 'possible',
        confidenceNotes: [
          write.withRollout
            ? 'the fall to exactly 1 came with a new template'
            : 'a fall to exactly 1 can also be typed by hand',
          'manifests are never exported: the dropped field is concluded',
        ],
        evidence: [
          row(
            'The fall',
            `${write.from} → 1 at ${clockInterval(write.interval)}, which no HPA wanted`,
            ['workload.replicas', 'hpa.desired'],
            write.witness === 'sample' ? 'observed' : 'inferred',
            write.interval
          ),
          back &&
            row(
              'The way back',
              `at ${back.to} by ${clockInterval(back.at)}`,
              ['workload.replicas'],
              'observed',
              back.at
            ),
          demandRow(facts, { from: write.interval.from - 300_000, to: end }),
        ].filter(isPresent),
        details: { write, back: back?.at ?? write.undone, backTo: back?.to ?? write.from },
      },
    ];
  },
  severity: () => 'critical',
  explain: ({ details: d }) => ({
    summary: `${Who(d.write.actor)} dropped the replicas field: ${number(d.write.from)} → 1 at ${clock(d.write.interval.from, false)}, and the HPA was at ${number(d.backTo)} within ${duration((d.back ?? d.write.interval).to - d.write.interval.from)}.`,
    label: 'field dropped: fell to 1',
    causeTitle: 'The replicas field was dropped from a manifest',
  }),
  confirm: (_, facts) => ({
    command: lines(
      kubectlIn(facts.workload.namespace)`apply view-last-applied ${workloadWord(facts)}`,
      showWriters(facts)
    ),
    expect: 'no replicas in the manifest that was applied last',
  }),
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    const wish = valueAt(facts.hpas[0]?.desired, facts.end) ?? d.write.from;
    return [
      {
        title: 'Scale back at once',
        term: 'now',
        why: 'The HPA climbs at most by doubling every 15 s; this skips the climb.',
        command: scaleTo(facts, Math.max(wish, d.write.from)),
        price: 'None: the HPA corrects it at its next pass.',
        undo: 'Nothing to undo.',
        verify: 'Ready pods reach the old number within a minute.',
      },
      {
        title: 'Hand the field over before dropping it',
        term: 'for-good',
        why: 'Once no apply owns spec.replicas, dropping it from the manifest changes nothing.',
        command: lines(
          kubectlIn(workload.namespace)`apply edit-last-applied ${workloadWord(facts)}`,
          remark('remove the line replicas:, save; then drop it from Git and deploy')
        ),
        price: 'One manual step per workload, once.',
        undo: 'Put replicas back into the manifest.',
        verify: 'The next deploy leaves spec.replicas where the HPA put it.',
      },
    ];
  },
});
