// A deployment makes the HPA scale out without load: surge pods count, fresh pods run hot, and the larger number becomes
// the base of the next round (kubernetes#72775: 383 -> 664; #84142, #90461).
import { isPresent } from '../../../../kit/array';
import { sum } from '../../../../kit/stats';
import type { Interval } from '../../../../kit/interval';
import { count, duration, number } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import type { Evidence } from '../../../../model/finding';
import { samplesIn, valueAt } from '../../../../model/signal';
import type { ScalerRef } from '../../../../model/workload';
import type { Facts } from '../../../episodes/facts';
import type { RolloutFacts } from '../../../signals/facts';
import { isResource } from '../../../signals/proposal';
import { rolloutSpan } from '../../../predicates/rolloutWindow';
import { surgeCount, type SurgeCount } from '../../../predicates/surgeCount';
import { row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showRescales, showReplicaSets } from '../../../remedies/look';
import { holdRollout } from '../../../remedies/target';
import { firstHpa, withBehavior, ownerManifest, patchOwner } from '../../../remedies/mitigations';
import type { Remedy } from '../../../remedies/remedy';

interface Inflation {
  readonly before: number;
  readonly peak: number;
  readonly back: number | undefined;
  readonly calm: number;
  /** Set where a number from outside was shared by the surge as well. */
  readonly counted?: SurgeCount;
  /** False where template and move lie between the same two samples: the deploy may have carried the number. */
  readonly isSure?: boolean;
}

/** Up-moves count as the rollout's when they come within this time of the new template. */
const REACH = 300_000;
/** The number must be back within the down window and some passes. */
const RETURN = 1_200_000;
/** Seconds in which most rollouts are done. */
const OUTLASTS = 300;

function ups(facts: Facts, rollout: RolloutFacts): Action[] {
  return facts.edges.filter(
    (e) =>
      e.actor.family === 'hpa' && e.to > e.from && e.interval.to > rollout.at && e.interval.from <= rollout.at + REACH
  );
}

function inflationOf(
  facts: Facts,
  rollout: RolloutFacts,
  context: RuleContext<'minOvershoot'>
): (Inflation & { from: number; to: number; hpa: ScalerRef }) | undefined {
  // A number from outside knows nothing of hot pods: an HPA without a resource metric is the cure, not the case.
  if (!facts.hpas.some((hpa) => hpa.metrics.length === 0 || hpa.metrics.some(isResource))) {
    return undefined;
  }
  const before = valueAt(facts.replicas, rollout.at);
  // A deploy that also resets the replicas is climbed back from first; what goes beyond is the inflation.
  const first = ups(facts, rollout).find((move) => move.to > (before ?? Infinity));
  if (!first || before === undefined || before < 1) {
    return undefined;
  }
  const window = { from: rollout.at, to: rollout.at + REACH + RETURN };
  const near = samplesIn(facts.replicas, { from: rollout.at, to: rollout.at + REACH + 60_000 });
  const peak = Math.max(...near.map(([, v]) => v));
  const topped = near.find(([, v]) => v === peak)?.[0] ?? first.interval.to;
  // The way back, after all of the way up: a climb in small steps passes near the old number, too.
  const calm = samplesIn(facts.replicas, window).find(
    ([t, v]) => t > topped && v <= before * 1.15 && v >= before * 0.5
  );
  const overshoot = (peak - before) / before;
  if (overshoot < context.thresholds.minOvershoot || peak - before < 2 || !calm) {
    return undefined;
  }
  return { before, peak, back: calm[1], calm: calm[0], from: rollout.at, to: calm[0], hpa: first.actor };
}

/** The surge of a rollout, counted among the pods that share a number from outside. It need not come back by itself. */
function surgeOf(
  facts: Facts,
  rollout: RolloutFacts,
  context: RuleContext<'minSurge'>
): (Inflation & { from: number; to: number; hpa: ScalerRef }) | undefined {
  const before = valueAt(facts.replicas, rollout.at);
  const window = rolloutSpan(facts, rollout);
  const [hpa] = facts.hpas;
  // Between the same two samples as the template such a move looks like a number that the deploy carried.
  const moves = facts.edges.filter(
    (move) =>
      move.to > (before ?? Infinity) &&
      move.to > move.from &&
      move.interval.to > rollout.at &&
      move.interval.from < window.to &&
      (move.actor.family === 'hpa' || valueAt(hpa?.desired, move.interval.to) === move.to)
  );
  const peak = Math.max(0, ...moves.map((move) => move.to));
  const last = moves.find((move) => move.to === peak);
  const counted = hpa && last && surgeCount(facts, hpa, window, last);
  if (
    !hpa ||
    !last ||
    !counted ||
    before === undefined ||
    peak - before < Math.max(2, context.thresholds.minSurge * before)
  ) {
    return undefined;
  }
  const after = samplesIn(facts.replicas, { from: last.interval.to, to: window.to + REACH + RETURN });
  const calm = after.find(([, v]) => v < peak);
  const to = calm?.[0] ?? Math.max(last.interval.to, window.to);
  return {
    before,
    peak,
    back: calm?.[1],
    calm: to,
    from: rollout.at,
    to,
    hpa: hpa.ref,
    counted,
    isSure: last.actor.family === 'hpa',
  };
}

function countedRow({ metric, surged, asked }: SurgeCount, span: Interval): Evidence {
  return row(
    'What was counted',
    `${metric.name} is worth ${number(Math.ceil(asked))} replicas before and after; the status counted up to ${number(surged)} during the rollout`,
    ['hpa.status-metric', 'hpa.spec-metric', 'workload.status-replicas'],
    'inferred',
    span
  );
}

/** A window on the way up that outlasts the surge: the HPA takes the lowest of the numbers in it, which is the one without. */
function countlessFixes(d: Inflation, facts: Facts): Remedy[] {
  const { workload } = facts;
  const hpa = firstHpa(facts);
  const behavior = withBehavior({ scaleUp: { stabilizationWindowSeconds: OUTLASTS } });
  const remedy = {
    why: `The HPA then takes the lowest number of the last ${duration(1000 * OUTLASTS)}, which is the one without the surge.`,
    price: `Real load is answered ${duration(1000 * OUTLASTS)} later; a deploy then makes ${count(sum([d.peak, -d.before]), 'pod')} less.`,
    undo: 'Remove behavior.scaleUp.',
    verify: 'The next deploy leaves the number where it is.',
  };
  return [
    {
      ...remedy,
      title: 'Look longer before scaling up',
      term: 'now',
      command: patchOwner(workload.namespace, hpa, behavior),
    },
    {
      ...remedy,
      title: 'Commit the window to the manifest',
      term: 'for-good',
      patches: [ownerManifest(workload, hpa, behavior)],
    },
  ];
}

/** One sentence of the rise, and of the way back where there was one. */
function told(d: Inflation): string {
  const jump = `A deploy made the HPA jump ${number(d.before)} → ${number(d.peak)} without more load`;
  if (!d.counted) {
    return `${jump}; it took ${duration(d.calm)} to settle.`;
  }
  const back = d.back === undefined ? 'it stays there' : `it stayed for ${duration(d.calm)}`;
  return `${jump}: the pods of the surge count among those that share ${d.counted.metric.name}; ${back}.`;
}

export const rolloutHpaInflation = defineRule({
  id: 'rollout-hpa-inflation',
  title: 'A deployment makes the HPA scale out without load',
  code: 'G1',
  scans: ['rewritten', 'moved'],
  needs: ['hpa.info', 'workload.replicas', 'replicaset.created', 'hpa.desired'],
  reveals: ['workload.status-replicas', 'hpa.status-metric', 'hpa.spec-metric'],
  helps: ['workload.updated'],
  thresholds: {
    minSurge: {
      title: 'Rise by pods that only the surge counts, for numbers from outside',
      unit: 'ratio',
      default: 0.05,
      min: 0.01,
      max: 5,
    },
    minOvershoot: {
      title: 'Rise above the number before the deploy',
      unit: 'ratio',
      default: 0.2,
      min: 0.05,
      max: 5,
    },
  },
  explains: ['hpa-flapping', 'hpa-coldstart-overshoot'],
  detect: (facts, context): Array<Detection<Inflation>> => {
    const found = facts.rollouts
      .map((rollout) => inflationOf(facts, rollout, context) ?? surgeOf(facts, rollout, context))
      .filter(isPresent);
    return found.map((i): Detection<Inflation> => ({
      intervals: [{ from: i.from, to: i.to }],
      actors: [{ family: 'ci' }, i.hpa],
      confidence: i.isSure === false ? 'possible' : 'likely',
      confidenceNotes: [
        'it rose with the new template and without more load',
        i.counted
          ? 'that demand stood still is read from the metric before and after the rollout'
          : 'that demand stood still is concluded from the way back',
      ],
      evidence: [
        row(
          'Deploy and rise',
          `${number(i.before)} → ${number(i.peak)} within ${duration(REACH)} of a new template`,
          ['replicaset.created', 'workload.replicas', 'hpa.desired'],
          'observed',
          { from: i.from, to: i.to }
        ),
        i.counted && countedRow(i.counted, { from: i.from, to: i.to }),
        i.back === undefined
          ? undefined
          : row(
              'The way back',
              `${number(i.back)} after ${duration(i.calm - i.from)}`,
              ['workload.replicas'],
              'observed',
              { from: i.from, to: i.to }
            ),
      ].filter(isPresent),
      details: { before: i.before, peak: i.peak, back: i.back, calm: i.calm - i.from, counted: i.counted },
    }));
  },
  severity: () => 'medium',
  explain: ({ details: d }) => ({
    summary: told(d),
    label: `deploy inflates ${number(d.before)} → ${number(d.peak)}`,
    causeTitle: 'Deploys inflate the HPA',
  }),
  confirm: ({ details: d }, facts) => ({
    command: lines(
      showReplicaSets(facts.workload.namespace),
      showRescales(facts.workload.namespace, firstHpa(facts).name)
    ),
    expect: `a ReplicaSet of ${facts.workload.name} born just before a rescale to ${number(d.peak)} (events are kept for an hour)`,
  }),
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    const hpa = firstHpa(facts);
    const calm = {
      scaleUp: { stabilizationWindowSeconds: 120, policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }] },
    };
    const extra = sum([d.peak, -d.before]);
    if (d.counted) {
      return countlessFixes(d, facts);
    }
    return [
      {
        title: 'Pause the rollout',
        term: 'now',
        why: 'No more fresh pods until the first ones are warm.',
        ...holdRollout(facts, d.peak),
        price: 'Two versions run side by side meanwhile.',
        verify: 'Replicas stop rising.',
      },
      {
        title: 'Look longer before scaling up',
        term: 'for-good',
        why: 'A window of 2 min outlasts the warm-up of fresh pods. Readiness after warm-up helps as much.',
        patches: [ownerManifest(workload, hpa, withBehavior(calm))],
        price: `Real load is answered up to 2 min later; a deploy then makes ${count(extra, 'pod')} less.`,
        undo: 'Remove behavior.scaleUp.',
        verify: 'The next deploy leaves the number where it is.',
      },
    ];
  },
});
