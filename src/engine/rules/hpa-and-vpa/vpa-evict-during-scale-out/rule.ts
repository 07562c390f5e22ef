// The VPA evicts pods while the HPA is trying to add capacity: its updater knows nothing about load (kubernetes/autoscaler
// pods_restriction_factory.go; autoscaler#2180).
import { isPresent, distinct } from '../../../../kit/array';
import { hull, mergeIntervals, type Interval } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { clockInterval } from '../../../../kit/moment';
import { count, number } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import { samplesIn, valueAt } from '../../../../model/signal';
import type { ScalerRef } from '../../../../model/workload';
import { climbsOf } from '../../../episodes/climbs';
import type { Facts } from '../../../episodes/facts';
import { startUpEnd } from '../../../episodes/startUp';
import { followsDeploy, type VpaFacts } from '../../../signals/facts';
import { row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { countedWords, isCounted } from '../../../predicates/vpaActs';
import { lines } from '../../../remedies/command';
import { showVpas, showEvents } from '../../../remedies/look';
import { stopVpa } from '../../../remedies/mitigations';

interface Clash {
  /** One scale-out, in however many steps. */
  readonly up: {
    readonly interval: Interval;
    readonly began: Interval;
    readonly from: number;
    readonly to: number;
    readonly actor: ScalerRef;
  };
  readonly evictions: readonly Action[];
  readonly evicted: number;
  readonly window: Interval;
  /** A sample shows fewer ready pods than wanted; pods that start within a scrape leave none. */
  readonly short: boolean;
  /** Of the pods there were, the largest share that was taken. */
  readonly dip: number;
  /** Evicted, of the pods that were ready as it began, in how many passes of the updater. */
  readonly share: number;
  readonly rounds: number;
}

/** Steps of the HPA within this time are one scale-out. */
const STEPS_APART = 180_000;
/** One scale-out is proof enough when it loses so many times the smallest dip that counts, or pass after pass. */
const DEEP = 2.5;

interface EvictDuring {
  readonly vpa: VpaFacts;
  readonly clashes: readonly Clash[];
  readonly evicted: number;
  readonly from: number;
  readonly to: number;
}

/** Ready below what is wanted in a sample of the window. */
function isShort(facts: Facts, window: Interval): boolean {
  return samplesIn(facts.ready, window).some(([t, ready]) => ready < (valueAt(facts.replicas, t) ?? 0));
}

function lostOf(facts: Facts, before: number, span: Interval): number {
  const lowest = Math.min(before, ...samplesIn(facts.ready, span).map(([, ready]) => ready));
  return before > 0 ? (before - lowest) / before : 0;
}

/**
 * The largest share of the pods that was taken: by one pass, as the counter and the samples around it say, or of those that
 * were ready as the scale-out began. No scale-out takes pods away.
 */
function dipOf(facts: Facts, evictions: readonly Action[], window: Interval, ready: number): number {
  const passes = evictions.flatMap((e) => {
    const around = { from: e.interval.from, to: e.interval.to + 2 * facts.scrape };
    const stood = valueAt(facts.replicas, e.interval.to) ?? Infinity;
    return [e.to / Math.max(1, stood), lostOf(facts, valueAt(facts.ready, e.interval.from) ?? 0, around)];
  });
  return Math.max(0, lostOf(facts, ready, window), ...passes);
}

/**
 * Steps of one climb, as one scale-out: three steps in a row are not three of them. A new workload is sized by both as it
 * starts: the first climb is nobody's answer to load.
 */
function scaleOuts(facts: Facts): Array<Clash['up']> {
  const settled = startUpEnd(facts) ?? -Infinity;
  return climbsOf(facts, STEPS_APART)
    .filter(({ first }) => first.actor.family === 'hpa' && first.from > 0 && first.interval.to > settled)
    .map(({ first, last }) => ({
      interval: { from: first.interval.from, to: last.interval.to },
      began: first.interval,
      from: first.from,
      to: last.to,
      actor: first.actor,
    }));
}

function clashesOf(
  facts: Facts,
  vpa: VpaFacts,
  context: RuleContext<'minClashes' | 'minDip' | 'afterSeconds'>
): Clash[] {
  const dip = context.thresholds.minDip;
  return scaleOuts(facts).flatMap((up) => {
    const window = {
      from: up.interval.from - 60_000,
      to: up.interval.to + context.thresholds.afterSeconds * 1000,
    };
    const evictions = facts.actions.filter(
      (a) =>
        a.verb === 'evict' && a.actor.name === vpa.name && a.interval.to > window.from && a.interval.from < window.to
    );
    const evicted = sum(evictions.map((a) => a.to));
    const ready = valueAt(facts.ready, up.interval.from) ?? up.from;
    return evicted / Math.max(1, ready) >= dip
      ? [
          {
            up,
            evictions,
            evicted,
            window,
            short: isShort(facts, window),
            dip: dipOf(facts, evictions, window, ready),
            share: evicted / Math.max(1, ready),
            rounds: mergeIntervals(
              evictions.map((e) => e.interval),
              30_000
            ).length,
          },
        ]
      : [];
  });
}

export const vpaEvictDuringScaleOut = defineRule({
  id: 'vpa-evict-during-scale-out',
  title: 'The VPA evicts pods while the HPA adds capacity',
  code: 'B3',
  scans: ['evicted', 'sized-twice'],
  needs: ['hpa.info', 'hpa.desired', 'vpa.evicted', 'workload.ready', 'workload.replicas'],
  helps: ['vpa.target', 'pod.created'],
  thresholds: {
    minClashes: { title: 'Scale-outs with evictions', unit: 'scale-outs', default: 2, min: 1, max: 20 },
    minDip: { title: 'Evicted, as share of the ready pods', unit: 'ratio', default: 0.1, min: 0.01, max: 1 },
    afterSeconds: {
      title: 'How long after a scale-out an eviction counts',
      unit: 's',
      default: 300,
      min: 30,
      max: 1800,
    },
  },
  explains: ['vpa-recommendation-oscillation'],
  detect: (facts, context): Array<Detection<EvictDuring>> =>
    facts.vpas.flatMap((vpa) => {
      const clashes = clashesOf(facts, vpa, context);
      const least = context.thresholds.minDip;
      const isPlain = clashes.some((c) => c.dip >= DEEP * least || (c.short && c.rounds >= 2 && c.share >= 2 * least));
      if (
        clashes.length < (isPlain ? 1 : context.thresholds.minClashes) ||
        clashes.every((c) => followsDeploy(facts, c.up.began, 300_000))
      ) {
        return [];
      }
      const evictions = distinct(clashes.flatMap((c) => c.evictions));
      const acts = mergeIntervals([...clashes.map((c) => c.up.interval), ...evictions.map((e) => e.interval)], 300_000);
      const hpa = clashes[0]?.up.actor;
      return [
        {
          intervals: acts,
          actors: [vpa.ref, hpa].filter(isPresent),
          confidence: clashes.some((c) => c.short) && isCounted(evictions) ? ('certain' as const) : ('likely' as const),
          confidenceNotes: [
            countedWords(evictions),
            clashes.some((c) => c.short)
              ? 'ready was below spec meanwhile'
              : 'no sample shows ready below spec: the pods were back within a scrape',
          ],
          evidence: clashes
            .slice(0, 6)
            .map((c) =>
              row(
                'Evicted in a scale-out',
                `${count(c.evicted, 'pod')} around ${c.up.from} → ${c.up.to} at ${clockInterval(c.up.interval)}`,
                ['vpa.evicted', 'hpa.desired', 'workload.ready'],
                'observed',
                c.window
              )
            ),
          details: {
            vpa,
            clashes,
            evicted: sum(evictions.map((e) => e.to)),
            from: clashes[0]?.up.from ?? NaN,
            to: Math.max(...clashes.map((c) => c.up.to)),
          },
        },
      ];
    }),
  severity: () => 'high',
  explain: ({ details: d, intervals }) => ({
    summary: `VPA evicted ${count(d.evicted, 'pod')} while the HPA scaled out from ${number(d.from)} to ${number(d.to)}.`,
    detail: hull(intervals) ? `${count(d.clashes.length, 'scale-out')} with evictions.` : '',
    label: 'VPA evicts × HPA scales out',
    causeTitle: 'The VPA evicts during scale-outs',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(showVpas(workload.namespace, d.vpa.name), showEvents(workload.namespace, 'EvictedByVPA')),
    expect: 'a MODE that evicts, and EvictedByVPA at the times of the scale-outs (events are kept for an hour)',
  }),
  fix: ({ details: d }, { workload }) => [
    {
      title: 'Stop the VPA',
      term: 'now',
      why: 'No more evictions; the pods that run keep their size.',
      command: stopVpa(workload.namespace, d.vpa.name),
      price: "New pods start at the template's requests.",
      undo: 'Set updateMode back to what it was.',
      verify: 'The eviction counter stands still.',
    },
    {
      title: 'Evict only where pods grow, and not all at once',
      term: 'for-good',
      why: 'Evictions that only save money then never happen, and minReplicas keeps small sets whole.',
      patches: [
        {
          apiVersion: 'autoscaling.k8s.io/v1',
          kind: 'VerticalPodAutoscaler',
          name: d.vpa.name,
          namespace: workload.namespace,
          spec: {
            updatePolicy: {
              minReplicas: Math.max(2, Math.round(d.from)),
              evictionRequirements: [{ resources: ['cpu', 'memory'], changeRequirement: 'TargetHigherThanRequests' }],
            },
          },
        },
      ],
      price: 'Pods that are too large stay too large until they are replaced for another reason.',
      undo: 'Remove evictionRequirements.',
      verify: 'Evictions only outside scale-outs for 7 d.',
    },
  ],
});
