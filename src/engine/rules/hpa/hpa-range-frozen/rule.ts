// An HPA that cannot move: its minimum equals its maximum, often a freeze that was forgotten.
import {
  hull,
  lengthOf,
  mergeIntervals,
  type Interval,
  type Millis,
  minutes,
  type UnixMs,
} from '../../../../kit/interval';
import { isPresent } from '../../../../kit/array';
import { duration, number } from '../../../../kit/text';
import { runsWhere, samplesIn, valueAt } from '../../../../model/signal';
import type { WorkloadRef } from '../../../../model/workload';
import type { Facts } from '../../../episodes/facts';
import type { HpaFacts } from '../../../signals/facts';
import { hpaProposalAt } from '../../../signals/proposal';
import { demandRow, peak, row, typical } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showBehavior, showOwner } from '../../../remedies/look';
import {
  patchHpa,
  patchScaledObject,
  withBehavior,
  patchOwner,
  ownerManifest,
  nextMaximum,
  raisedMaximum,
  stepWords,
} from '../../../remedies/mitigations';
import type { Remedy } from '../../../remedies/remedy';

interface Frozen {
  readonly hpa: HpaFacts;
  /** equal: min = max. held: one direction is switched off, which is not exported and shows by what does not happen. */
  readonly kind: 'equal' | 'held';
  readonly at: number;
  readonly asked: number | undefined;
  readonly span: Interval;
}

/** An HPA that is free to move never stays 20 % off its target this long. */
const HELD: Millis = 1_800_000;
const OFF = 0.2;

/**
 * Spans in which the HPA stands inside its range, sees its metrics, is limited by its own rules, and never moves towards
 * what they ask for: a scaling direction is disabled. A stabilization window does not set ScalingLimited.
 */
function heldSpans(facts: Facts, hpa: HpaFacts): Interval[] {
  const runs = runsWhere(hpa.scalingLimited, (limited, t) => {
    if (limited !== 1) {
      return false;
    }
    const [at, min, max] = [hpa.desired, hpa.min, hpa.max].map((signal) => valueAt(signal, t));
    const asked = hpaProposalAt(facts, hpa, t);
    return (
      valueAt(hpa.scalingActive, t) !== 0 &&
      at !== undefined &&
      asked !== undefined &&
      at > (min ?? Infinity) &&
      at < (max ?? -Infinity) &&
      Math.abs(asked - at) >= OFF * at
    );
  });
  return mergeIntervals(runs, 2 * facts.scrape).filter(
    (span) => lengthOf(span) >= HELD && new Set(samplesIn(hpa.desired, span).map(([, v]) => v)).size === 1
  );
}

/** What the metrics ask for; of a disabled direction the usual number, as that is what it is kept from. */
function askedIn(facts: Facts, kind: Frozen['kind'], span: Interval): number | undefined {
  return kind === 'equal' ? peak(facts.proposal, span) : typical(facts.proposal, span);
}

/** Both directions on again, where the owner of the HPA keeps it. */
function released(d: Frozen, workload: WorkloadRef): Remedy[] {
  const direction = (d.asked ?? 0) > d.at ? 'scaleUp' : 'scaleDown';
  const behavior = { [direction]: { selectPolicy: 'Max' } };
  return [
    {
      title: 'Switch the direction on again',
      term: 'now',
      why: 'With selectPolicy Max the HPA moves at its next pass.',
      command: patchOwner(workload.namespace, d.hpa, withBehavior(behavior)),
      price: `The replicas go to ${number(d.asked ?? d.at)} soon. Where KEDA paused one direction, remove its annotation instead.`,
      undo: 'Set selectPolicy to Disabled again.',
      verify: 'Desired moves within 30 s.',
    },
    {
      title: 'Commit it to the manifest',
      term: 'for-good',
      why: 'The next apply of the manifest will revert a patched behavior.',
      patches: [ownerManifest(workload, d.hpa, withBehavior(behavior))],
      price: 'The bill follows the load.',
      undo: 'Set it back.',
      verify: 'The next deploy leaves the behavior as it is.',
    },
  ];
}

/** KEDA with a maximum of one: it switches between 0 and 1, and its HPA, which cannot hold 0, has nothing to do. */
function isSwitch(hpa: HpaFacts, t: UnixMs): boolean {
  return hpa.scaledObject !== undefined && valueAt(hpa.max, t) === 1;
}

export const hpaRangeFrozen = defineRule({
  id: 'hpa-range-frozen',
  title: 'An HPA cannot move: its minimum equals its maximum',
  code: 'C4',
  traits: ['paralyses'],
  scans: ['range-frozen', 'far-from-target', 'at-maximum', 'metric-missing'],
  needs: ['hpa.info', 'hpa.min', 'hpa.max'],
  reveals: ['hpa.condition', 'hpa.desired', 'hpa.spec-metric', 'hpa.status-metric'],
  helps: ['workload.replicas'],
  thresholds: {
    minMinutes: { title: 'Minutes in which min equals max', unit: 'min', default: 10, min: 1, max: 1440 },
  },
  explains: ['hpa-pinned-max', 'hpa-floor-waste'],
  detect: (facts, context): Array<Detection<Frozen>> =>
    facts.hpas.flatMap((hpa) => {
      const least = minutes(context.thresholds.minMinutes);
      const equal = runsWhere(hpa.min, (min, t) => min === valueAt(hpa.max, t) && !isSwitch(hpa, t)).filter(
        (run) => run.to - run.from >= least
      );
      const kind = equal.length > 0 ? ('equal' as const) : ('held' as const);
      const spans = kind === 'equal' ? equal : heldSpans(facts, hpa);
      const span = hull(spans);
      const at = span && valueAt(kind === 'equal' ? hpa.max : hpa.desired, span.to);
      if (!span || at === undefined) {
        return [];
      }
      return [
        {
          intervals: spans,
          actors: [hpa.ref],
          confidence: kind === 'equal' ? ('certain' as const) : ('likely' as const),
          confidenceNotes:
            kind === 'equal'
              ? ['minimum and maximum are exported', 'whether the freeze is meant is not']
              : [
                  'behavior is not exported: concluded from what does not happen',
                  'kubectl get hpa -o yaml would confirm',
                ],
          evidence: [
            kind === 'equal'
              ? row(
                  'Bounds',
                  `min = max = ${at} for ${duration(span.to - span.from)}`,
                  ['hpa.min', 'hpa.max'],
                  'observed',
                  span
                )
              : row(
                  'No move',
                  `desired stands at ${at} inside its range for ${duration(span.to - span.from)}, ScalingLimited is true`,
                  ['hpa.desired', 'hpa.condition', 'hpa.min', 'hpa.max'],
                  'inferred',
                  span
                ),
            demandRow(facts, span),
          ].filter(isPresent),
          details: { hpa, kind, at, asked: askedIn(facts, kind, span), span },
        },
      ];
    }),
  severity: ({ details: d }) => (d.asked !== undefined && d.asked > d.at * 1.1 ? 'critical' : 'medium'),
  explain: ({ details: d }) => ({
    summary:
      d.kind === 'held'
        ? `The HPA stands at ${number(d.at)} although the metrics ask for ${number(d.asked ?? NaN)}: one direction seems to be disabled.`
        : `min = max = ${number(d.at)}, so the HPA cannot move${d.asked !== undefined && d.asked > d.at ? `; the metrics ask for ${number(d.asked)}` : ''}.`,
    label: `frozen at ${number(d.at)}`,
    causeTitle: d.kind === 'held' ? 'An HPA with a disabled direction' : 'An HPA with min = max',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(showOwner(workload, d.hpa), showBehavior(workload.namespace, d.hpa.name)),
    expect: d.kind === 'equal' ? `MIN and MAX both ${d.at}` : 'selectPolicy Disabled in the behavior',
  }),
  fix: ({ details: d }, { workload }) => {
    if (d.kind === 'held') {
      return released(d, workload);
    }
    const asked = d.asked ?? d.at;
    const { max, isStep } = nextMaximum(d.at, asked);
    return [
      {
        title: 'Give it a range',
        term: 'now',
        why: `With room between minimum and maximum the HPA moves at its next pass.${isStep ? ` ${stepWords(asked)}` : ''}`,
        command: d.hpa.scaledObject
          ? patchScaledObject(workload.namespace, d.hpa.scaledObject, { maxReplicaCount: max })
          : patchHpa(workload.namespace, d.hpa.name, { maxReplicas: max }),
        price: `Up to ${max - d.at} more pods. If KEDA is paused, remove the pause instead.`,
        undo: `Set the maximum back to ${d.at}.`,
        verify: 'Desired moves within 30 s.',
      },
      {
        title: 'Commit the range to the manifest',
        term: 'for-good',
        why: 'The next apply of the manifest will revert a patched maximum.',
        patches: [raisedMaximum(workload, d.hpa, max)],
        price: 'The bill follows the load.',
        undo: `Set it back to ${d.at}.`,
        verify: 'The next deploy leaves the range as it is.',
      },
    ];
  },
});
