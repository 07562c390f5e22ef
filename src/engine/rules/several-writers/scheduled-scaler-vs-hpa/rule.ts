// A schedule sets replicas while an autoscaler owns them: kube-downscaler, a CronJob with kubectl scale, a cloud schedule.
// The mark is the clock: the same number at the same marks of the wall clock, or to the second at a distance of whole five
// minutes. What drifts is a controller that counts its own interval.
import { isPresent } from '../../../../kit/array';
import { hull, type Interval, minutes } from '../../../../kit/interval';
import { clockInterval } from '../../../../kit/moment';
import { count, duration, number } from '../../../../kit/text';
import { lastValue } from '../../../../model/signal';
import { isProven, type ForeignWrite } from '../../../episodes/foreignWrite';
import { CLOCK_LIMITS, schedulesIn, tells, type Scheduled } from '../../../episodes/schedules';
import type { Facts } from '../../../episodes/facts';
import { backTo, row, typical } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { kubectl, lines, destructive, remark } from '../../../remedies/command';
import { columns, showWriters } from '../../../remedies/look';
import { firstHpa, withMinimum, patchOwner, scaledObjectManifest } from '../../../remedies/mitigations';
import type { Remedy } from '../../../remedies/remedy';
import { targetOf } from '../../../remedies/target';

interface Schedule extends Scheduled {
  readonly value: number;
  readonly back: number;
  readonly span: Interval;
}

/**
 * Something must be known of the number: a sample, pods, or an HPA that found far less than it wanted. One replica less for
 * a moment may be the HPA's own step.
 */
function isTold(writes: readonly ForeignWrite[]): boolean {
  return writes.some(isProven) || writes.every((w) => w.from - w.value >= 2);
}

function schedulesOf(facts: Facts, context: RuleContext<'minTimes' | 'leastMinutes' | 'toleranceSeconds'>): Schedule[] {
  const { minTimes, leastMinutes, toleranceSeconds } = context.thresholds;
  const limits = { minTimes, least: minutes(leastMinutes), tolerance: toleranceSeconds * 1000 };
  return schedulesIn(facts, limits).flatMap((schedule) => {
    const { writes } = schedule;
    const span = hull(writes.map((w) => ({ from: w.interval.from, to: w.undone?.to ?? w.interval.to })));
    if (!span || !isTold(writes)) {
      return [];
    }
    const shown = writes.find((w) => w.witness === 'sample') ?? writes.find(tells) ?? writes[0];
    return [{ ...schedule, value: shown?.value ?? NaN, back: typical(facts.replicas, span) ?? NaN, span }];
  });
}

/** What speaks for a clock, and what would look the same. */
function clockNotes({ value, period, onMarks }: Schedule): string[] {
  return [
    onMarks
      ? `always ${value}, every ${duration(period)} on the marks of the wall clock, so probably a schedule rather than a person; a reconcile interval that happened to begin on a mark looks the same until it has drifted`
      : `always ${value}, every ${duration(period)} to the second, yet at no mark of the wall clock: a tool that counts its own interval and never drifts looks the same`,
    'the writer is never exported, so it stays unnamed',
  ];
}

/** Bounds that carry out what the schedule wants and leave the rest to the metrics: a floor, never a cap. */
function floorOf(facts: Facts, { value, back }: Schedule): number {
  const min = lastValue(facts.hpas[0]?.min) ?? 1;
  return value > back ? value : Math.min(value, min);
}

/** For an HPA of KEDA's alone: a ScaledObject beside a hand-made one would make a second HPA on the workload. */
function cronTrigger(facts: Facts, scaledObject: string, value: number): Remedy {
  const metadata = { timezone: 'UTC', start: '0 8 * * *', end: '0 20 * * *', desiredReplicas: String(value) };
  return {
    title: 'A cron trigger in the autoscaler',
    term: 'for-good',
    why: "KEDA's cron trigger is one of its metrics: the schedule and the load agree on one number.",
    patches: [
      scaledObjectManifest(facts.workload, scaledObject, {
        scaleTargetRef: targetOf(facts),
        triggers: [{ type: 'cron', metadata }],
      }),
    ],
    price: 'desiredReplicas is a floor in its window, never a cap. Fill in your own hours.',
    undo: 'Remove the trigger.',
    verify: 'No foreign write over the next schedule.',
  };
}

function minimumForGood(): Remedy {
  return {
    title: 'Commit the minimum to the schedule',
    term: 'for-good',
    why: 'One job that raises the minimum of the HPA and one that lowers it, and none that scales the workload: then the HPA alone writes its replicas.',
    price: 'Where Git applies the HPA, it must leave minReplicas to the jobs.',
    undo: 'Put the old job back.',
    verify: 'No foreign write over the next schedule.',
  };
}

export const scheduledScalerVsHpa = defineRule({
  id: 'scheduled-scaler-vs-hpa',
  title: 'A schedule sets replicas while an autoscaler owns them',
  code: 'A10',
  scans: ['rewritten', 'moved'],
  needs: ['hpa.info', 'hpa.desired', 'hpa.current', 'workload.replicas'],
  absences: ['hpa.info', 'hpa.desired', 'hpa.current', 'hpa.min', 'replicaset.created'],
  reveals: ['workload.generation'],
  helps: ['pod.created', 'pod.owner', 'replicaset.owner'],
  thresholds: {
    minTimes: { title: 'Writes at a steady distance', unit: 'writes', default: CLOCK_LIMITS.minTimes, min: 2, max: 20 },
    leastMinutes: { title: 'Shortest distance of a schedule', unit: 'min', default: 15, min: 5, max: 1440 },
    toleranceSeconds: { title: 'Deviation from the clock', unit: 's', default: 20, min: 1, max: 120 },
  },
  explains: ['hpa-flapping'],
  detect: (facts, context): Array<Detection<Schedule>> =>
    schedulesOf(facts, context).map((d) => ({
      intervals: [d.span],
      rhythm: d.period,
      actors: [
        { family: 'cron' as const },
        d.writes.map((w) => w.undoneBy).find(isPresent) ?? facts.hpas[0]?.ref,
      ].filter(isPresent),
      confidence: d.onMarks ? ('likely' as const) : ('possible' as const),
      confidenceNotes: clockNotes(d),
      evidence: d.writes
        .slice(0, 8)
        .map((w) =>
          row(
            w.witness === 'sample' ? 'Write' : 'Write between samples',
            `${w.from} → ${w.value} at ${clockInterval(w.interval)}, undone ${w.undone ? clockInterval(w.undone) : 'never'}`,
            ['workload.replicas', 'hpa.desired', 'hpa.current'],
            w.witness === 'sample' ? 'observed' : 'inferred',
            w.interval
          )
        ),
      details: d,
    })),
  severity: () => 'medium',
  explain: ({ details: d }) => {
    const hidden = d.writes.filter((w) => w.witness !== 'sample').length;
    const slowest = Math.max(...d.writes.map((w) => (w.undone?.to ?? 0) - w.interval.from));
    return {
      summary: `Something writes ${number(d.value)} every ${duration(d.period)} and the HPA ${backTo(d.value, d.back)} within ${duration(slowest)}: ${count(d.writes.length, 'time')}${hidden > 0 ? `, ${hidden} of them between scrapes` : ''}.`,
      label: 'schedule × HPA on replicas',
      causeTitle: 'A schedule writes spec.replicas',
    };
  },
  confirm: ({ details: d }, facts) => ({
    command: lines(
      showWriters(facts),
      kubectl`get cronjobs -A -o ${columns({ NAMESPACE: '.metadata.namespace', CRONJOB: '.metadata.name', SCHEDULE: '.spec.schedule' })}`
    ),
    expect: `a manager that wrote with \`scale\` at one of the times of the evidence, and a SCHEDULE that runs every ${duration(d.period)}`,
  }),
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    const hpa = firstHpa(facts);
    const command = patchOwner(workload.namespace, hpa, withMinimum(floorOf(facts, d)));
    return [
      {
        title: 'Let the schedule move the minimum',
        term: 'now',
        why: `The HPA obeys its minimum at once; a number beside it lives until the next pass.${
          d.value < d.back
            ? ` The metrics ask for ${number(d.back)}: fewer are there when the load is gone, not by a cap.`
            : ''
        }`,
        command: destructive(lines(remark('in the scheduled job, in place of kubectl scale:'), command)),
        price: 'The job needs the right to patch the autoscaler, and must put the minimum back.',
        undo: 'Put kubectl scale back into the job.',
        verify: 'Over the next schedule: desired equals spec in two samples (30 s).',
      },
      hpa.scaledObject === undefined ? minimumForGood() : cronTrigger(facts, hpa.scaledObject, d.value),
    ];
  },
});
