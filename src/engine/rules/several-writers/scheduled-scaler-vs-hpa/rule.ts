// A schedule sets replicas while an autoscaler owns them: kube-downscaler, a CronJob with kubectl scale, a cloud schedule.
// The mark is the clock: the same number at a steady distance of whole five minutes.
import { groupBy, isPresent } from '../../../../kit/array';
import { hull, type Interval, type Millis, minutes } from '../../../../kit/interval';
import { median, sum } from '../../../../kit/stats';
import { clockInterval } from '../../../../kit/moment';
import { count, duration, number } from '../../../../kit/text';
import { isProven, type ForeignWrite } from '../../../episodes/foreignWrites';
import type { Facts } from '../../../episodes/facts';
import { row, typical } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { kubectl, lines, destructive, remark } from '../../../remedies/command';
import { columns, showWriters } from '../../../remedies/look';
import { firstHpa, withBounds, patchOwner } from '../../../remedies/mitigations';
import { targetOf } from '../../../remedies/target';

interface Schedule {
  readonly value: number;
  readonly writes: readonly ForeignWrite[];
  readonly period: Millis;
  readonly back: number;
  readonly span: Interval;
}

const FIVE_MINUTES = 300_000;

/**
 * The steady distance of the writes on the clock. Shorter ones are how often Flux and Argo CD reconcile by themselves (1, 3,
 * 5, 10 min), and say nothing of a clock.
 */
function periodOf(
  facts: Facts,
  writes: readonly ForeignWrite[],
  { tolerance, least }: { readonly tolerance: Millis; readonly least: Millis }
): Millis | undefined {
  const gaps = writes.slice(1).map((w, i) => w.interval.to - (writes[i]?.interval.to ?? 0));
  const period = median(gaps);
  if (period === undefined || period < least - tolerance) {
    return undefined;
  }
  const round = Math.round(period / FIVE_MINUTES) * FIVE_MINUTES;
  const slack = tolerance + 2 * facts.scrape;
  const steady = gaps.every((gap) => Math.abs(gap - Math.round(gap / round) * round) <= slack && gap > round / 2);
  // Over all rounds together the clock shows more sharply than in any single gap.
  const rounds = sum(gaps.map((gap) => Math.max(1, Math.round(gap / round))));
  const drift = Math.abs(sum(gaps) / rounds - round);
  return steady && drift <= tolerance + (2 * facts.scrape) / rounds ? round : undefined;
}

/** True when the number itself is known: seen in a sample, or counted in pods. */
function tells(write: ForeignWrite): boolean {
  return write.witness === 'sample' || write.witness === 'pods';
}

/** Writes of one number, with the hidden ones between; or the hidden ones alone, whose number nobody saw. */
function candidates(foreign: readonly ForeignWrite[]): ForeignWrite[][] {
  const hidden = foreign.filter((w) => !tells(w));
  const groups = [...groupBy(foreign.filter(tells), (w) => String(w.value)).values()];
  return groups.length === 0
    ? [hidden]
    : groups.map((group) => [...group, ...hidden].sort((a, b) => a.interval.to - b.interval.to));
}

/**
 * Something must be known of the number: a sample, pods, or an HPA that found far less than it wanted. One replica less for
 * a moment may be the HPA's own step.
 */
function isTold(writes: readonly ForeignWrite[]): boolean {
  return writes.some(isProven) || writes.every((w) => w.from - w.value >= 2);
}

function schedulesOf(facts: Facts, context: RuleContext<'minTimes' | 'leastMinutes' | 'toleranceSeconds'>): Schedule[] {
  const foreign = facts.foreign.filter((w) => w.actor.family === 'external' && w.undone);
  return candidates(foreign).flatMap((writes) => {
    const span = hull(writes.map((w) => ({ from: w.interval.from, to: w.undone?.to ?? w.interval.to })));
    const period = periodOf(facts, writes, {
      tolerance: context.thresholds.toleranceSeconds * 1000,
      least: minutes(context.thresholds.leastMinutes),
    });
    if (!span || period === undefined || !isTold(writes) || writes.length < context.thresholds.minTimes) {
      return [];
    }
    const shown = writes.find((w) => w.witness === 'sample') ?? writes.find(tells) ?? writes[0];
    return [{ value: shown?.value ?? NaN, writes, period, back: typical(facts.replicas, span) ?? NaN, span }];
  });
}

export const scheduledScalerVsHpa = defineRule({
  id: 'scheduled-scaler-vs-hpa',
  title: 'A schedule sets replicas while an autoscaler owns them',
  code: 'A10',
  needs: ['hpa.info', 'hpa.desired', 'hpa.current', 'workload.replicas'],
  absences: ['hpa.info', 'hpa.desired', 'hpa.current', 'hpa.min', 'replicaset.created'],
  reveals: ['workload.generation'],
  helps: ['pod.created', 'pod.owner', 'replicaset.owner'],
  thresholds: {
    minTimes: { title: 'Writes at a steady distance', unit: 'writes', default: 3, min: 2, max: 20 },
    leastMinutes: { title: 'Shortest distance of a schedule', unit: 'min', default: 15, min: 5, max: 1440 },
    toleranceSeconds: { title: 'Deviation from the clock', unit: 's', default: 20, min: 1, max: 120 },
  },
  explains: ['hpa-gitops-replicas', 'manual-vs-hpa', 'hpa-flapping'],
  detect: (facts, context): Array<Detection<Schedule>> =>
    schedulesOf(facts, context).map((d) => ({
      intervals: [d.span],
      rhythm: d.period,
      actors: [
        { family: 'cron' as const },
        d.writes.map((w) => w.undoneBy).find(isPresent) ?? facts.hpas[0]?.ref,
      ].filter(isPresent),
      confidence: 'likely' as const,
      confidenceNotes: [
        `always ${d.value}, every ${duration(d.period)} on the clock, so probably a schedule rather than a person`,
        'the writer is never exported, so it stays unnamed',
      ],
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
      summary: `Something writes ${number(d.value)} every ${duration(d.period)} and the HPA climbs back to ${number(d.back)} within ${duration(slowest)}: ${count(d.writes.length, 'time')}${hidden > 0 ? `, ${hidden} of them between scrapes` : ''}.`,
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
    const command = patchOwner(workload.namespace, hpa, withBounds(d.value, d.value));
    return [
      {
        title: 'Let the schedule move the bounds',
        term: 'now',
        why: 'The HPA obeys its bounds at once; a number beside it lives until the next pass.',
        command: destructive(lines(remark('in the scheduled job, in place of kubectl scale:'), command)),
        price: 'The job needs the right to patch the autoscaler, and must put the bounds back.',
        undo: 'Put kubectl scale back into the job.',
        verify: 'Over the next schedule: desired equals spec in two samples (30 s).',
      },
      {
        title: 'A cron trigger in the autoscaler',
        term: 'for-good',
        why: "KEDA's cron trigger is one of its metrics: the schedule and the load agree on one number.",
        patches: [
          {
            apiVersion: 'keda.sh/v1alpha1',
            kind: 'ScaledObject',
            name: hpa.scaledObject ?? workload.name,
            namespace: workload.namespace,
            spec: {
              scaleTargetRef: targetOf(facts),
              triggers: [
                {
                  type: 'cron',
                  metadata: {
                    timezone: 'UTC',
                    start: '0 8 * * *',
                    end: '0 20 * * *',
                    desiredReplicas: String(d.value),
                  },
                },
              ],
            },
          },
        ],
        price: 'desiredReplicas is a floor in its window, never a cap. Fill in your own hours.',
        undo: 'Remove the trigger.',
        verify: 'No foreign write over the next schedule.',
      },
    ];
  },
});
