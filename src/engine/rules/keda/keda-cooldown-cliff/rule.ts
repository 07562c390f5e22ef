// KEDA cuts N to 0 in one step when its cooldown ends: the cooldown counts inactivity at any N and does not know the
// gentle scale-down of the HPA (keda#7770, open).
import { isPresent } from '../../../../kit/array';
import type { Interval, Millis } from '../../../../kit/interval';
import { clock } from '../../../../kit/moment';
import { count, duration, number } from '../../../../kit/text';
import { lastValue, valueAt } from '../../../../model/signal';
import type { Action } from '../../../../model/action';
import { isOutside } from '../../../../model/workload';
import { isUntold } from '../../../actions/attribute';
import type { Facts } from '../../../episodes/facts';
import type { ScaledObjectFacts } from '../../../signals/facts';
import { row } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { kubectlIn, destructive } from '../../../remedies/command';
import { showScaledObjects } from '../../../remedies/look';

interface Cliff {
  readonly object: ScaledObjectFacts;
  readonly falls: readonly Action[];
  readonly highest: number;
  readonly cooldown: Millis | undefined;
}

/** Default down window of the HPA: a cooldown must outlast it for the HPA to act at all. */
const HPA_WINDOW = 300;

/** Somebody else had raised it just before: KEDA then ends it at its next poll, no cooldown and no work are involved. */
const POLLS = 60_000;

function raisedByOthers(facts: Facts, fall: Action): boolean {
  const rise = facts.edges.filter((e) => e.interval.to <= fall.interval.from).at(-1);
  return rise !== undefined && isOutside(rise.actor.family) && fall.interval.from - rise.interval.to <= POLLS;
}

function fallsOf(facts: Facts, least: number): Action[] {
  const falls = facts.edges.filter(
    (e) => e.verb === 'sleep' && e.to === 0 && e.actor.family === 'keda' && e.from >= least && e.hidden === 0
  );
  return falls.filter((fall) => !raisedByOthers(facts, fall));
}

/** How long the triggers had been idle before the fall; undefined when no sample tells. */
function idleBefore(object: ScaledObjectFacts, fall: Action): Interval | undefined {
  const samples = object.triggers.flatMap((t) =>
    Array.from(t.active?.times ?? []).filter((at) => at <= fall.interval.to)
  );
  const active = samples.filter((at) => object.triggers.some((t) => valueAt(t.active, at) === 1));
  const last = Math.max(...active);
  return Number.isFinite(last) ? { from: last, to: fall.interval.to } : undefined;
}

export const kedaCooldownCliff = defineRule({
  id: 'keda-cooldown-cliff',
  title: "KEDA cuts N to 0 in one step, past the HPA's gentle scale-down",
  code: 'D2',
  scans: ['rewritten', 'moved', 'grew'],
  needs: ['workload.replicas', { oneOf: ['keda.active', 'scaledobject.condition', 'hpa.condition'] }],
  absences: ['workload.generation'],
  reveals: ['keda.active'],
  helps: ['scaledobject.cooldown'],
  thresholds: { minReplicas: { title: 'Replicas cut at once', unit: 'replicas', default: 3, min: 2, max: 100 } },
  explains: [],
  detect: (facts, context): Array<Detection<Cliff>> => {
    const falls = fallsOf(facts, context.thresholds.minReplicas);
    const object = facts.scaledObjects.find((so) => falls.some((f) => f.actor.name === so.name));
    if (!object) {
      return [];
    }
    const cooldown = lastValue(object.cooldown);
    return [
      {
        intervals: falls.map((f) => f.interval),
        actors: [object.ref],
        // Without KEDA's series it may be anybody's.
        confidence: isUntold(object) ? 'likely' : 'certain',
        confidenceNotes: [
          'the HPA never writes 0: the step is the operator’s',
          isUntold(object) ? "KEDA's triggers are not exported: another writer may have ended them" : '',
          'whether work was in flight is never exported',
        ].filter((note) => note !== ''),
        evidence: falls
          .map((fall) => {
            const idle = idleBefore(object, fall);
            const since = idle ? `, ${duration(idle.to - idle.from)} after the last active sample` : '';
            return row(
              'Fall',
              `${fall.from} → 0 in one step${since}`,
              ['workload.replicas', 'keda.active'],
              'observed',
              fall.interval
            );
          })
          .filter(isPresent),
        details: {
          object,
          falls,
          highest: Math.max(...falls.map((f) => f.from)),
          cooldown: cooldown === undefined ? undefined : cooldown * 1000,
        },
      },
    ];
  },
  severity: () => 'medium',
  explain: ({ details: d }) => ({
    summary: `${number(d.highest)} → 0 in one step after the cooldown, ${d.falls.length === 1 ? 'at' : `${count(d.falls.length, 'time')}:`} ${d.falls
      .slice(0, 4)
      .map((f) => clock(f.interval.to, false))
      .join(', ')}.`,
    label: `${number(d.highest)} → 0`,
    causeTitle: 'KEDA cuts to zero in one step',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: showScaledObjects(workload.namespace, d.object.name),
    expect: `COOLDOWN ${d.cooldown === undefined ? '<none>, which means 300,' : number(d.cooldown / 1000)} and MIN 0 or <none>`,
  }),
  fix: ({ details: d }, { workload }) => {
    const cooldown = Math.max(2 * HPA_WINDOW, 2 * ((d.cooldown ?? 0) / 1000));
    return [
      {
        title: 'Hold scale-in while work runs',
        term: 'now',
        why: 'Neither KEDA nor its HPA removes pods while the annotation stands.',
        command: destructive(
          kubectlIn(
            workload.namespace
          )`annotate scaledobject ${d.object.name} autoscaling.keda.sh/paused-scale-in="true" --overwrite`
        ),
        price: 'All pods stay until it is removed.',
        undo: kubectlIn(
          workload.namespace
        )`annotate scaledobject ${d.object.name} autoscaling.keda.sh/paused-scale-in-`,
        verify: 'No edge downwards while it stands.',
      },
      {
        title: 'A cooldown longer than the HPA needs',
        term: 'for-good',
        why: `With ${cooldown} s the HPA, whose down window is ${HPA_WINDOW} s, brings the number down in steps before KEDA ends it.`,
        patches: [
          {
            apiVersion: 'keda.sh/v1alpha1',
            kind: 'ScaledObject',
            name: d.object.name,
            namespace: workload.namespace,
            spec: { cooldownPeriod: cooldown },
          },
        ],
        price: `It reaches zero ${duration((cooldown - (d.cooldown ?? 0) / 1000) * 1000)} later. For long tasks a ScaledJob fits better.`,
        undo: 'Set cooldownPeriod back.',
        verify: 'The next descent has steps between N and 0.',
      },
    ];
  },
});
