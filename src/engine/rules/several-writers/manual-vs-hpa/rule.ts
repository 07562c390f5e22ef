// Somebody scaled by hand and the autoscaler undid it: down-writes within a sync, up-writes at once or after the down
// window (docs/signals.md, "Foreign writes": measured 0.14 s and 329 s).
import { distinct, groupBy, isPresent } from '../../../../kit/array';
import { hull, lengthOf, type Interval } from '../../../../kit/interval';
import { median } from '../../../../kit/stats';
import { clockInterval } from '../../../../kit/moment';
import { duration, number, times } from '../../../../kit/text';
import { lastValue } from '../../../../model/signal';
import { foreignWakes, type ForeignWakes } from '../../../episodes/foreignWakes';
import type { ScalerRef, WorkloadRef } from '../../../../model/workload';
import { isProven, type ForeignWrite } from '../../../episodes/foreignWrite';
import { schedulesIn } from '../../../episodes/schedules';
import type { Facts } from '../../../episodes/facts';
import { standingMismatches } from '../../../predicates/standing';
import { row } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showHpas, showScaledObjects, showWriters } from '../../../remedies/look';
import {
  firstHpa,
  freezeHpa,
  holdKeda,
  patchOwner,
  patchScaledObject,
  scaledObjectManifest,
  withBounds,
  withMinimum,
} from '../../../remedies/mitigations';
import type { Remedy } from '../../../remedies/remedy';

interface Manual {
  /** What stands when nobody writes: where a freeze holds it. */
  readonly held: number;
  readonly writes: readonly ForeignWrite[];
  /** Wakes of a sleeping workload, put back to sleep by KEDA before a sample could show the number. */
  readonly wakes: readonly Interval[];
  readonly span: Interval;
  readonly several: boolean;
}

const HOUR = 3_600_000;
const NONE: ForeignWakes = { spans: [], rhythm: undefined, isAdHoc: false, isCounted: false, isByHand: false };

/** Numbers that somebody declares: written again and again, with deploys, or in every sample. */
function declared(facts: Facts): number[] {
  const groups = [...groupBy(facts.foreign, (w) => String(w.value)).values()];
  const repeated = groups.filter((group) => group.length >= 3 || group.every((w) => w.withRollout));
  return [...repeated.flatMap((group) => group[0]?.value ?? []), ...standingMismatches(facts).map((s) => s.held)];
}

/** Undone writes that no deploy carried, that keep to no clock, and that are not a declared constant. */
function adHoc(facts: Facts, constants: readonly number[]): ForeignWrite[] {
  const scheduled = schedulesIn(facts).flatMap((schedule) => schedule.writes);
  const candidates = facts.foreign.filter((w) => w.undone && !w.withRollout && !scheduled.includes(w));
  const writes = candidates.filter((w) => !constants.includes(w.value));
  // A value that only the HPA's status betrays can be the HPA's own quick turn: it counts beside one that was seen.
  return writes.some(isProven) ? writes : [];
}

/** A label names Git, and Git declares one number: who writes others beside it is somebody else. */
function writerOf(writes: readonly ForeignWrite[], constants: readonly number[]): ScalerRef | undefined {
  const actor = writes[0]?.actor;
  const numbers = distinct(writes.map((w) => w.value));
  return actor?.family === 'external' || constants.length > 0 || numbers.length > 1 ? { family: 'human' } : actor;
}

/** What the HPA wants beside these writes. */
function heldBy(facts: Facts, writes: readonly ForeignWrite[]): number {
  return median(writes.map((w) => w.from)) ?? lastValue(facts.replicas) ?? 1;
}

/** The most writes within any hour. */
function busiestHour(writes: readonly ForeignWrite[]): number {
  return Math.max(
    0,
    ...writes.map(
      (w) => writes.filter((x) => x.interval.to >= w.interval.to && x.interval.to < w.interval.to + HOUR).length
    )
  );
}

/** Who wanted more gets a floor. */
function raiseFloor(facts: Facts, wanted: number): Remedy {
  const hpa = firstHpa(facts);
  const max = lastValue(facts.hpas[0]?.max) ?? wanted;
  return {
    title: 'Move the minimum, not the replicas',
    term: 'now',
    why: 'The HPA obeys its minimum at once; a number beside it lives until the next pass.',
    command: patchOwner(facts.workload.namespace, hpa, max < wanted ? withBounds(wanted, wanted) : withMinimum(wanted)),
    price: `At least ${wanted} pods from now on.`,
    undo: 'Set the minimum back.',
    verify: `spec.replicas stays at or above ${wanted} for 6 min.`,
  };
}

/** Who wanted less gets it as far as the metrics do: a cap would hold the workload below what they ask for. */
function lowerFloor(facts: Facts, wanted: number, held: number): Remedy {
  const min = lastValue(facts.hpas[0]?.min) ?? 1;
  return {
    title:
      min > wanted
        ? 'Lower the minimum, and let the metrics decide'
        : 'Change what the metrics ask for, not the replicas',
    term: 'now',
    why: `The metrics ask for ${number(held)}: a smaller number beside them lives until the next pass, and a maximum of ${wanted} would hold back what the load needs. Fewer pods for the same load need a higher target.`,
    command: min > wanted ? patchOwner(facts.workload.namespace, firstHpa(facts), withMinimum(wanted)) : undefined,
    price: 'Each pod carries more.',
    undo: 'Set minimum and target back.',
    verify: 'spec.replicas follows the metrics for 6 min, and nobody writes beside them.',
  };
}

/** How soon a write was undone, as far as the samples tell: within one scrape they do not tell it apart. */
function undoneAfter({ interval, undone }: ForeignWrite): string {
  const after = (undone?.to ?? interval.to) - interval.to;
  return after > 0 ? `after ${duration(after)}` : 'between two scrapes';
}

/** A number beside a sleeping ScaledObject lives until the next poll; its minimum is what KEDA obeys. */
function awakeByMinimum(workload: WorkloadRef, object: string): Remedy[] {
  const spec = { minReplicaCount: 1 };
  return [
    {
      title: 'Keep one pod by the minimum, not by hand',
      term: 'now',
      why: 'KEDA obeys its minimum at once; a number beside it lives until the next poll.',
      command: patchScaledObject(workload.namespace, object, spec),
      price: 'One pod runs while nothing is to do.',
      undo: 'Set minReplicaCount back to 0.',
      verify: 'spec.replicas stays at 1 while every trigger is idle.',
    },
    {
      title: 'Say in the manifest what the pod is needed for',
      term: 'for-good',
      why: 'A minimum, or a cron trigger for the hours in which somebody needs it, survives the next apply.',
      patches: [scaledObjectManifest(workload, object, spec)],
      price: 'One pod runs while nothing is to do.',
      undo: 'Set minReplicaCount back to 0.',
      verify: 'No wake without an active trigger for a day.',
    },
  ];
}

/** Wakes by hand in the quiet: a few, at times or with numbers of their own. KEDA cuts them to 0 at its next poll. */
function wokenByHand(facts: Facts, perHour: number): Array<Detection<Manual>> {
  const [object, ...others] = facts.scaledObjects;
  const { spans, isByHand } = object && others.length === 0 ? foreignWakes(facts, object) : NONE;
  const span = hull(spans);
  if (!object || !span || !isByHand || spans.length < 2) {
    return [];
  }
  const several = spans.length >= perHour && lengthOf(span) <= HOUR;
  return [
    {
      intervals: several ? [span] : spans,
      actors: [{ family: 'human' }, object.ref],
      confidence: 'possible',
      confidenceNotes: [
        'the writer is never exported: wakes without a rhythm and without an active trigger point to a person',
        'each number was gone before a sample could show it',
      ],
      evidence: spans
        .slice(0, 8)
        .map((wake) =>
          row(
            'Woken between samples',
            `at ${clockInterval(wake)}, every trigger idle, asleep again at once`,
            ['workload.generation', 'workload.replicas', 'keda.active'],
            'inferred',
            wake
          )
        ),
      details: { held: 0, writes: [], wakes: spans, span, several },
    },
  ];
}

export const manualVsHpa = defineRule({
  id: 'manual-vs-hpa',
  title: 'Somebody scaled by hand and the autoscaler undid it',
  code: 'A9',
  traits: ['once'],
  scans: ['rewritten', 'moved'],
  needs: ['hpa.info', 'hpa.desired', 'hpa.current', 'workload.replicas'],
  absences: [
    'hpa.info',
    'hpa.desired',
    'hpa.current',
    'hpa.min',
    'hpa.spec-metric',
    'hpa.status-metric',
    'workload.generation',
  ],
  // A wake by hand is one without an active trigger.
  reveals: ['keda.active'],
  helps: ['replicaset.created', 'pod.created', 'pod.owner', 'replicaset.owner'],
  thresholds: {
    perHour: {
      title: 'Overruled writes within an hour that make it more than a note',
      unit: 'writes',
      default: 3,
      min: 1,
      max: 20,
    },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Manual>> => {
    const constants = declared(facts);
    const writes = adHoc(facts, constants);
    const span = hull(writes.map((w) => ({ from: w.interval.from, to: w.undone?.to ?? w.interval.to })));
    if (!span) {
      return wokenByHand(facts, context.thresholds.perHour);
    }
    const actor = writerOf(writes, constants);
    const several = busiestHour(writes) >= context.thresholds.perHour;
    const overruler = writes.map((w) => w.undoneBy).find(isPresent) ?? facts.hpas[0]?.ref;
    return [
      {
        intervals: several ? [span] : writes.map((w) => ({ from: w.interval.from, to: w.undone?.to ?? w.interval.to })),
        // Beside numbers that are declared, these are nobody's consequence: another hand wrote them.
        apart: constants.length > 0 && writes.filter((w) => w.witness === 'sample').length >= 2,
        actors: [actor, overruler].filter(isPresent),
        confidence: 'likely',
        confidenceNotes: ['the writer is never exported: different numbers without a rhythm point to a person'],
        evidence: writes
          .slice(0, 8)
          .map((w) =>
            row(
              w.witness === 'sample' ? 'Write by hand' : 'Write between samples',
              `${w.from} → ${w.value} at ${clockInterval(w.interval)}, undone ${undoneAfter(w)}`,
              ['workload.replicas', 'hpa.desired', 'hpa.current'],
              w.witness === 'sample' ? 'observed' : 'inferred',
              w.interval
            )
          ),
        details: { held: heldBy(facts, writes), writes, wakes: [], span, several },
      },
    ];
  },
  severity: ({ details: d }) => (d.several ? 'medium' : 'info'),
  explain: ({ details: d }) => {
    if (d.wakes.length > 0) {
      return {
        summary: `Woken by hand ${times(d.wakes.length)} while no trigger was active; KEDA put it back to sleep at its next poll.`,
        label: 'by hand × KEDA',
        causeTitle: 'Scaled by hand against an autoscaler',
      };
    }
    const values = d.writes.map((w) => number(w.value)).join(', ');
    const slowest = Math.max(...d.writes.map((w) => (w.undone?.to ?? w.interval.to) - w.interval.from));
    return {
      summary: `Scaled by hand ${times(d.writes.length)} (${values}), ${d.writes.length > 1 ? 'each ' : ''}undone by the HPA within ${duration(slowest)}.`,
      label: 'by hand × HPA',
      causeTitle: 'Scaled by hand against an autoscaler',
    };
  },
  confirm: (_, facts) => ({
    command: lines(
      showWriters(facts),
      ...facts.hpas.slice(0, 1).map(({ name }) => showHpas(facts.workload.namespace, name)),
      ...facts.scaledObjects.slice(0, 1).map(({ name }) => showScaledObjects(facts.workload.namespace, name))
    ),
    expect: 'a manager that is no controller, such as kubectl, with `scale` and a time of the evidence',
  }),
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    const [object] = facts.scaledObjects;
    if (d.wakes.length > 0 && object) {
      return awakeByMinimum(workload, object.name);
    }
    const ups = d.writes.filter((w) => w.value > w.from).map((w) => w.value);
    const wanted = ups.length > 0 ? Math.max(...ups) : Math.min(...d.writes.map((w) => w.value));
    const hpa = firstHpa(facts);
    const hold = hpa.scaledObject ? holdKeda(workload.namespace, hpa.scaledObject, d.held) : undefined;
    return [
      ups.length > 0 ? raiseFloor(facts, wanted) : lowerFloor(facts, wanted, d.held),
      {
        title: 'Freeze on purpose during an incident',
        term: 'for-good',
        why: 'A runbook step that both people and the HPA agree on.',
        command: hold ?? freezeHpa(workload.namespace, hpa.name, d.held),
        price: 'Nothing scales while it is frozen.',
        undo: 'Apply the manifest of the HPA again.',
        verify: 'Desired equals spec in two samples (30 s).',
      },
    ];
  },
});
