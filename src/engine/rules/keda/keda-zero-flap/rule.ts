// KEDA wakes a workload and puts it to sleep again and again: messages further apart than the cooldown, or an activation
// threshold at the level of noise (keda-docs, "Scaling deployments": activation).
import { isPresent } from '../../../../kit/array';
import { overlaps, type Interval, type Millis } from '../../../../kit/interval';
import { median } from '../../../../kit/stats';
import { count, duration, number } from '../../../../kit/text';
import { lastValue, samplesIn } from '../../../../model/signal';
import type { Action } from '../../../../model/action';
import { isOutside } from '../../../../model/workload';
import type { Facts } from '../../../episodes/facts';
import { foreignWakes } from '../../../episodes/foreignWakes';
import { gitOwnerOf, type ScaledObjectFacts } from '../../../signals/facts';
import { row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showScaledObjects, showEvents } from '../../../remedies/look';
import { patchScaledObject } from '../../../remedies/mitigations';

interface ZeroFlap {
  readonly object: ScaledObjectFacts;
  readonly wakes: number;
  readonly on: Millis;
  readonly gap: Millis;
  readonly cooldown: Millis;
  readonly span: Interval;
}

const HOUR = 3_600_000;
/** KEDA's default cooldownPeriod; the series exists only when the field is given (keda-docs, scaledobject-spec, cooldownPeriod). */
const DEFAULT_COOLDOWN = 300_000;
/** What a pod needs to start, on top of the cooldown. */
const STARTUP = 60_000;

/** Whom somebody outside woke, no trigger did: that is the story of keda-zero-gitops, or of a person. */
function isForeign({ actor, others, certainty }: Action): boolean {
  return (isOutside(actor.family) && certainty === 'observed') || (others ?? []).some((o) => isOutside(o.family));
}

function cyclesOf(facts: Facts, object: ScaledObjectFacts): Array<{ wake: Action; sleep: Action | undefined }> {
  const foreign = foreignWakes(facts, object).spans;
  const wakes = facts.edges.filter(
    (e) => e.from === 0 && e.to > 0 && !isForeign(e) && !foreign.some((span) => overlaps(span, e.interval, -1))
  );
  return wakes
    .map((wake) => ({
      wake,
      sleep: facts.edges.find((e) => e.to === 0 && e.interval.to > wake.interval.to),
    }))
    .filter(({ sleep }) => sleep === undefined || !isOutside(sleep.actor.family));
}

/** A tool that a label names may have woken it: then only an active trigger tells that KEDA did. */
function isKedas(facts: Facts, object: ScaledObjectFacts, wake: Action): boolean {
  const around = { from: wake.interval.from - facts.scrape, to: wake.interval.to + facts.scrape };
  const wasActive = object.triggers.some(({ active }) => samplesIn(active, around).some(([, value]) => value === 1));
  return gitOwnerOf(facts) === undefined || wasActive;
}

/** KEDA's own series tell of a trigger of this object. */
function tellsTriggers(object: ScaledObjectFacts): boolean {
  return object.triggers.some(({ active }) => lastValue(active) !== undefined);
}

function detectFor(
  facts: Facts,
  object: ScaledObjectFacts,
  context: RuleContext<'perHour' | 'perDay'>
): ZeroFlap | undefined {
  const cycles = cyclesOf(facts, object).filter(({ wake }) => isKedas(facts, object, wake));
  const first = cycles[0]?.wake.interval;
  const lastCycle = cycles.at(-1);
  const last = lastCycle?.sleep?.interval ?? lastCycle?.wake.interval;
  if (!first || !last) {
    return undefined;
  }
  const span = { from: first.from, to: last.to };
  const cooldown = (lastValue(object.cooldown) ?? DEFAULT_COOLDOWN / 1000) * 1000;
  const on =
    median(cycles.map((c) => (c.sleep ? c.sleep.interval.to - c.wake.interval.to : undefined)).filter(isPresent)) ?? 0;
  const gaps = cycles.slice(1).map((c, i) => c.wake.interval.to - (cycles[i]?.wake.interval.to ?? 0));
  const gap = median(gaps) ?? 0;
  const perHour = gap === 0 ? 0 : HOUR / gap;
  const perDay = (cycles.length * 24 * HOUR) / Math.max(24 * HOUR, span.to - span.from);
  const often = cycles.length >= 4 && perHour >= context.thresholds.perHour;
  const daily = perDay >= context.thresholds.perDay;
  const short = on < 3 * (cooldown + STARTUP);
  return (often || daily) && short ? { object, wakes: cycles.length, on, gap, cooldown, span } : undefined;
}

export const kedaZeroFlap = defineRule({
  id: 'keda-zero-flap',
  title: 'A workload bounces between zero and running',
  code: 'D1',
  scans: ['rewritten', 'moved'],
  needs: [
    'workload.replicas',
    { oneOf: ['keda.active', 'scaledobject.condition', 'hpa.condition'] },
    // Whose wake it was: a trigger tells, or that nobody else wrote between the samples.
    { oneOf: ['keda.active', 'scaledobject.condition', 'workload.generation'] },
  ],
  reveals: ['keda.active'],
  helps: ['scaledobject.cooldown', 'hpa.labels', 'workload.generation'],
  thresholds: {
    perHour: { title: 'Wakes per hour', unit: 'wakes / h', default: 4, min: 1, max: 60 },
    perDay: { title: 'Wakes per day', unit: 'wakes / d', default: 12, min: 2, max: 500 },
  },
  explains: ['keda-cooldown-cliff', 'hpa-flapping'],
  detect: (facts, context): Array<Detection<ZeroFlap>> => {
    const [object] = facts.scaledObjects;
    const d = object && detectFor(facts, object, context);
    if (!d) {
      return [];
    }
    return [
      {
        intervals: [d.span],
        rhythm: d.gap,
        actors: [d.object.ref],
        // Without KEDA's series a wake may be anybody's.
        confidence: tellsTriggers(d.object) ? 'certain' : 'likely',
        confidenceNotes: [
          'every wake left an edge',
          tellsTriggers(d.object) ? '' : "KEDA's triggers are not exported: another writer may have woken it",
          lastValue(d.object.cooldown) === undefined ? "cooldown not exported: KEDA's default of 300 s assumed" : '',
        ].filter((n) => n !== ''),
        evidence: [
          row(
            'Wakes',
            `${d.wakes} in ${duration(d.span.to - d.span.from)}, one every ${duration(d.gap)}`,
            ['workload.replicas', 'keda.active'],
            'observed',
            d.span
          ),
          row(
            'Awake',
            `typically ${duration(d.on)}, cooldown ${duration(d.cooldown)}`,
            ['workload.replicas', 'scaledobject.cooldown'],
            'observed',
            d.span
          ),
        ],
        details: d,
      },
    ];
  },
  severity: () => 'medium',
  explain: ({ details: d }) => ({
    summary: `Wakes every ${duration(d.gap)} and sleeps again after the cooldown: ${count(d.wakes, 'wake')} in ${duration(d.span.to - d.span.from)}.`,
    label: 'KEDA 0 ↔ n',
    causeTitle: 'KEDA wakes and sleeps too often',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(
      showScaledObjects(workload.namespace, d.object.name),
      showEvents(workload.namespace, 'KEDAScaleTargetActivated')
    ),
    expect: `COOLDOWN about ${number(Math.round(d.cooldown / 1000))}, and KEDAScaleTargetActivated of the workload about every ${duration(d.gap)}`,
  }),
  fix: ({ details: d }, { workload }) => {
    const cooldown = Math.ceil((2 * d.gap) / 60_000) * 60;
    return [
      {
        title: 'Keep one replica awake',
        term: 'now',
        why: 'Nothing to wake, nothing to put to sleep.',
        command: patchScaledObject(workload.namespace, d.object.name, { minReplicaCount: 1 }),
        price: `One replica always on: about ${number(Math.round((1 - d.on / Math.max(d.gap, 1)) * 24))} replica-hours a day more than now.`,
        undo: 'Set minReplicaCount back to 0.',
        verify: 'No edge from 0 for three intervals between messages.',
      },
      {
        title: 'A cooldown longer than the silence',
        term: 'for-good',
        why: 'Twice the usual time between wakes: the next message then finds it awake.',
        patches: [
          {
            apiVersion: 'keda.sh/v1alpha1',
            kind: 'ScaledObject',
            name: d.object.name,
            namespace: workload.namespace,
            spec: { cooldownPeriod: cooldown },
          },
        ],
        price: 'It sleeps later when work really ends. A higher activation threshold helps where noise wakes it.',
        undo: 'Set cooldownPeriod back.',
        verify: 'Wakes per hour fall below the threshold.',
      },
    ];
  },
});
