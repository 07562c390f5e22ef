// A cron trigger and the load disagree: the HPA takes the larger of both, so a cron number is a floor in its window, never
// a cap (keda-docs, scalers/cron). It wastes replicas where the load asks for half, and where two windows touch it can
// dip (kedacore/keda#6665). KEDA names its metric s<index>-cron-...
import { isPresent, pairs } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, minutes, inMinutes } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { clockInterval } from '../../../../kit/moment';
import { duration, number, times } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import { runsWhere, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { HpaFacts, MetricFacts } from '../../../signals/facts';
import { metricProposalAt } from '../../../signals/proposal';
import { row, typical } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { showTriggers } from '../../../remedies/look';
import { patchScaledObject } from '../../../remedies/mitigations';
import type { Remedy } from '../../../remedies/remedy';
import { targetOf } from '../../../remedies/target';

interface Cron {
  readonly hpa: HpaFacts;
  readonly floor: number;
  readonly load: number;
  readonly minutes: number;
  readonly dips: readonly Dip[];
  readonly span: Interval;
}

interface Dip {
  readonly down: Action;
  readonly up: Action;
}

const CRON = /^s\d+-cron-/;
/** A new window asks for the old number again this soon after the old one ended: both touch. */
const TOUCH = 300_000;

function isCron(metric: MetricFacts): boolean {
  return CRON.test(metric.name);
}

/** The larger of what the metrics other than cron ask for. */
function loadAt(facts: Facts, hpa: HpaFacts, t: number): number | undefined {
  const asked = hpa.metrics
    .filter((m) => !isCron(m))
    .map((m) => metricProposalAt(facts, hpa, m, t))
    .filter(isPresent);
  return asked.length === 0 ? undefined : Math.max(...asked);
}

/** The larger of what the cron triggers ask for; 0 outside of all windows. */
function cronAt(facts: Facts, hpa: HpaFacts, t: number): number | undefined {
  const asked = hpa.metrics
    .filter(isCron)
    .map((m) => (valueAt(m.status, t) === 0 ? 0 : metricProposalAt(facts, hpa, m, t)))
    .filter(isPresent);
  return asked.length === 0 ? undefined : Math.max(...asked);
}

/** Short windows that come again waste as much as a long one; a way up or down is no window. */
const PLATEAU = minutes(5);

/** Replicas stand at the cron number, above the minimum, and the load asks for half of it or less. */
function wasteSpans(facts: Facts, hpa: HpaFacts, context: RuleContext<'load' | 'minMinutes' | 'dip'>): Interval[] {
  const runs = runsWhere(facts.replicas, (r, t) => {
    const cron = cronAt(facts, hpa, t);
    const load = loadAt(facts, hpa, t);
    const above =
      r > (valueAt(hpa.min, t) ?? 0) && cron !== undefined && cron > 1 && Math.abs(r - cron) <= Math.ceil(0.1 * cron);
    return above && load !== undefined && load <= context.thresholds.load * r;
  });
  const plateaus = mergeIntervals(runs, 4 * facts.scrape).filter((span) => lengthOf(span) >= PLATEAU);
  return sum(plateaus.map(lengthOf)) >= minutes(context.thresholds.minMinutes) ? plateaus : [];
}

/** What is asked for without cron: the load, or the minimum where cron is all there is. */
function restAt(facts: Facts, hpa: HpaFacts, t: number): number | undefined {
  return hpa.metrics.every(isCron) ? valueAt(hpa.min, t) : loadAt(facts, hpa, t);
}

/** A fall by a third at the end of a window, and back within minutes because the next window had begun. */
function dipsOf(facts: Facts, hpa: HpaFacts, context: RuleContext<'dip'>): Dip[] {
  return pairs(facts.edges).flatMap(([down, up]) => {
    const fell = down.to <= down.from * (1 - context.thresholds.dip) && up.to > up.from;
    const soon = up.interval.to - down.interval.from <= TOUCH;
    const before = cronAt(facts, hpa, down.interval.from - 2 * facts.scrape) ?? 0;
    const after = cronAt(facts, hpa, up.interval.to + facts.scrape) ?? 0;
    const rest = restAt(facts, hpa, up.interval.to) ?? Infinity;
    return fell && soon && before >= down.from * 0.9 && after >= up.to * 0.9 && rest < up.to ? [{ down, up }] : [];
  });
}

function detectFor(
  facts: Facts,
  hpa: HpaFacts,
  context: RuleContext<'load' | 'minMinutes' | 'dip'>
): { d: Cron; spans: Interval[] } | undefined {
  if (!hpa.metrics.some(isCron)) {
    return undefined;
  }
  const waste = wasteSpans(facts, hpa, context);
  const dips = dipsOf(facts, hpa, context);
  const spans = mergeIntervals([
    ...waste,
    ...dips.map(({ down, up }) => ({ from: down.interval.from, to: up.interval.to })),
  ]);
  const span = hull(spans);
  if (!span) {
    return undefined;
  }
  const widest = hull(waste);
  const wasted = Array.from(facts.replicas?.times ?? []).filter((t) => waste.some((w) => t >= w.from && t <= w.to));
  const loads = wasted.map((t) => loadAt(facts, hpa, t)).filter(isPresent);
  const d = {
    hpa,
    floor: (widest && typical(facts.replicas, widest)) ?? Math.max(...dips.map(({ down }) => down.from)),
    load: Math.max(0, ...loads),
    minutes: inMinutes(sum(waste.map(lengthOf))),
    dips,
    span,
  };
  return { d, spans };
}

/** Only the maximum caps a cron number: the HPA takes the larger of cron and load. */
function cap(d: Cron, namespace: string, name: string): Remedy {
  const most = Math.max(numberFor(d.load), Math.ceil(d.floor / 2));
  return {
    title: 'Cap the window for now',
    term: 'now',
    why: 'Only the maximum caps: the HPA takes the larger of cron and load.',
    command: patchScaledObject(namespace, name, { maxReplicaCount: most }),
    price: 'The load cannot climb past it either.',
    undo: 'Set maxReplicaCount back.',
    verify: 'Replicas at the cap within the down window (5 min), status below target.',
  };
}

/** Holds the number over the moment in which no window counts. */
function bridge(d: Cron, namespace: string, name: string): Remedy {
  return {
    title: 'Hold the number as the minimum until the windows overlap',
    term: 'now',
    why: 'The minimum holds where, for a poll, no window counts.',
    command: patchScaledObject(namespace, name, { minReplicaCount: d.floor }),
    price: 'No scale-in below it, outside of the windows either.',
    undo: 'Set minReplicaCount back once the windows overlap.',
    verify: 'Replicas stand still where one window ends and the next begins.',
  };
}

/** A cron number that leaves the load room to grow. */
function numberFor(load: number): number {
  return Math.max(1, Math.ceil(1.3 * load));
}

export const kedaCronVsMetric = defineRule({
  id: 'keda-cron-vs-metric',
  title: 'A cron trigger and the load disagree',
  code: 'A11',
  scans: ['rewritten', 'moved', 'held-by-cron'],
  needs: ['hpa.info', 'hpa.spec-metric', 'hpa.status-metric', 'workload.replicas'],
  helps: ['keda.value', 'hpa.min', 'scaledobject.info'],
  thresholds: {
    load: {
      title: 'What the load asks for, as a share of the cron number',
      unit: 'ratio',
      default: 0.5,
      min: 0.1,
      max: 0.9,
    },
    minMinutes: {
      title: 'Minutes at the cron number, all windows together',
      unit: 'min',
      default: 15,
      min: 5,
      max: 720,
    },
    dip: { title: 'Fall where two windows touch, as a share', unit: 'ratio', default: 0.3, min: 0.1, max: 1 },
  },
  explains: ['hpa-flapping'],
  detect: (facts, context): Array<Detection<Cron>> =>
    facts.hpas
      .map((hpa) => detectFor(facts, hpa, context))
      .filter(isPresent)
      .map(({ d, spans }) => ({
        intervals: spans,
        actors: [d.hpa.scaledObject === undefined ? d.hpa.ref : { family: 'keda' as const, name: d.hpa.scaledObject }],
        confidence: 'likely' as const,
        confidenceNotes: [
          'the cron metric is told by the name that KEDA gives it',
          'a floor kept on purpose for a peak that did not come looks the same',
        ],
        evidence: [
          d.minutes > 0
            ? row(
                'Cron floor',
                `${number(d.floor)} replicas for ${duration(minutes(d.minutes))}, as the cron trigger asks`,
                ['workload.replicas', 'hpa.status-metric'],
                'observed',
                d.span
              )
            : undefined,
          d.minutes > 0
            ? row(
                'Load',
                `the other metrics ask for ${number(d.load)} at most`,
                ['hpa.status-metric', 'hpa.spec-metric'],
                'inferred',
                d.span
              )
            : undefined,
          ...d.dips.map(({ down, up }) =>
            row(
              'Dip between windows',
              `${number(down.from)} → ${number(down.to)} at ${clockInterval(down.interval)}, back to ${number(up.to)} at ${clockInterval(up.interval)}`,
              ['workload.replicas', 'hpa.status-metric'],
              'observed',
              { from: down.interval.from, to: up.interval.to }
            )
          ),
        ].filter(isPresent),
        details: d,
      })),
  severity: ({ details: d }) => (d.dips.length > 0 ? 'medium' : 'low'),
  explain: ({ details: d }) => {
    const [dip] = d.dips;
    const waste = `Cron holds ${number(d.floor)} for ${duration(minutes(d.minutes))} while the load asks for ${number(d.load)} at most`;
    const fall = dip
      ? `Between two cron windows replicas fall ${number(dip.down.from)} → ${number(dip.down.to)} and climb back: ${times(d.dips.length)}`
      : '';
    return {
      summary: dip ? `${fall}.` : `${waste}: the cron number is a floor, the larger of both wins.`,
      label: dip ? 'dip between cron windows' : `cron ${number(d.floor)}, load ${number(d.load)}`,
      causeTitle: 'Cron triggers that disagree with the load',
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: showTriggers(workload.namespace, d.hpa.scaledObject ?? workload.name),
    expect: `a trigger of type cron with desiredReplicas ${number(d.floor)} beside another trigger`,
  }),
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    const name = d.hpa.scaledObject ?? workload.name;
    const floor = numberFor(d.load);
    return [
      d.dips.length > 0 ? bridge(d, workload.namespace, name) : cap(d, workload.namespace, name),
      {
        title: d.dips.length > 0 ? 'Let the windows overlap' : `A cron number of ${floor}`,
        term: 'for-good',
        why:
          d.dips.length > 0
            ? 'Windows that overlap by a minute leave no poll without a number.'
            : '1.3 times what the load asked for; the load trigger adds the rest.',
        patches: [
          {
            apiVersion: 'keda.sh/v1alpha1',
            kind: 'ScaledObject',
            name,
            namespace: workload.namespace,
            spec: {
              scaleTargetRef: targetOf(facts),
              triggers: [
                {
                  type: 'cron',
                  metadata: {
                    timezone: 'Etc/UTC',
                    start: 'START-OF-THE-WINDOW',
                    end: 'END-OF-THE-WINDOW',
                    desiredReplicas: String(d.dips.length > 0 ? d.floor : floor),
                  },
                },
              ],
            },
          },
        ],
        price: 'A peak on the stroke of the clock starts from fewer pods. Keep the other triggers in the list.',
        undo: 'Put the old window back.',
        verify: 'In the next window status and target differ by less than half.',
      },
    ];
  },
});
