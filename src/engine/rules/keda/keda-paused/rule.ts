// A ScaledObject is paused, perhaps forgotten: its HPA is gone and nothing scales (keda: scaledobject_controller.go).
// The mixin alerts after 25 h; harm begins as soon as demand moves.
import { isPresent } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, minutes, inMinutes } from '../../../../kit/interval';
import { clock } from '../../../../kit/moment';
import { duration, number } from '../../../../kit/text';
import { runsWhere } from '../../../../model/signal';
import type { ScaledObjectFacts } from '../../../signals/facts';
import { row, typical } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { kubectlIn, lines } from '../../../remedies/command';
import { showKedaConditions } from '../../../remedies/look';
import { scaledObjectManifest } from '../../../remedies/mitigations';
import { targetOf } from '../../../remedies/target';

interface Paused {
  readonly object: ScaledObjectFacts;
  readonly span: Interval;
  readonly minutes: number;
  readonly stands: number | undefined;
  readonly hpaGone: boolean;
  /** Only one direction is held: the HPA lives on and moves. */
  readonly oneWay: boolean;
  readonly long: boolean;
}

const NOTE_AFTER = 600_000;
export const kedaPaused = defineRule({
  id: 'keda-paused',
  title: 'A ScaledObject is paused, perhaps forgotten',
  code: 'D6',
  scans: ['paused'],
  needs: ['keda.paused'],
  helps: ['workload.replicas', 'scaledobject.info', 'hpa.info'],
  thresholds: {
    minMinutes: {
      title: 'Minutes of pause that are more than a note',
      unit: 'min',
      default: 60,
      min: 5,
      max: 1500,
    },
  },
  explains: ['hpa-floor-waste'],
  detect: (facts, context): Array<Detection<Paused>> =>
    facts.scaledObjects.flatMap((object) => {
      const spans = mergeIntervals(
        runsWhere(object.paused, (v) => v === 1),
        4 * facts.scrape
      ).filter((s) => lengthOf(s) >= NOTE_AFTER);
      const span = hull(spans);
      if (!span) {
        return [];
      }
      const exported = ['read', 'partial'].includes(facts.knows('hpa.desired').state);
      // KEDA deletes the HPA with the pause; its last samples may lie inside.
      const settled = { from: span.from + 60_000, to: span.to - 2 * facts.scrape };
      const alive = facts.hpas.filter(
        (hpa) => hpa.scaledObject === object.name && typical(hpa.desired, settled) !== undefined
      );
      const hpaGone = exported && alive.length === 0;
      const oneWay = alive.some((hpa) => typical(hpa.min, settled) !== typical(hpa.max, settled));
      const isCondition = object.paused !== undefined && object.paused === object.conditions.get('Paused');
      const witness = isCondition ? ('scaledobject.condition' as const) : ('keda.paused' as const);
      const long = lengthOf(span) >= minutes(context.thresholds.minMinutes);
      return [
        {
          intervals: spans,
          actors: [object.ref, { family: 'human' as const }],
          confidence: 'certain' as const,
          confidenceNotes: [
            isCondition ? 'a condition of the ScaledObject' : 'the operator exports the pause',
            'demand is not visible while paused: the trigger is not polled',
          ],
          evidence: [
            row('Paused', `for ${duration(lengthOf(span))}`, [witness], 'observed', span),
            hpaGone ? row('HPA', 'gone for as long', ['hpa.desired'], 'observed', span) : undefined,
          ].filter(isPresent),
          details: {
            object,
            span,
            minutes: inMinutes(lengthOf(span)),
            stands: typical(facts.replicas, span),
            hpaGone,
            oneWay,
            long,
          },
        },
      ];
    }),
  // A pause of one direction keeps the HPA (docs/signals.md, "KEDA"): it still scales, and somebody meant it.
  severity: ({ details: d }) => (d.long && !d.oneWay ? 'medium' : 'info'),
  explain: ({ details: d }) => ({
    summary: d.oneWay
      ? `One direction of scaling is paused since ${clock(d.span.from)}; its HPA still acts in the other.`
      : `Paused${d.stands === undefined ? '' : ` at ${number(d.stands)}`} since ${clock(d.span.from)}${d.hpaGone ? ' and its HPA is gone' : ''}: nothing scales, nobody reads the queue.`,
    label: 'autoscaling off',
    causeTitle: 'ScaledObjects left paused',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(
      showKedaConditions(workload.namespace, d.object.name),
      kubectlIn(workload.namespace)`get scaledobject ${d.object.name} -o jsonpath='{.metadata.annotations}{"\\n"}'`
    ),
    expect: 'Paused=True, and an annotation autoscaling.keda.sh/paused or one that begins like it',
  }),
  fix: ({ details: d }, facts) => [
    {
      title: 'Resume it',
      term: 'now',
      why: 'KEDA makes the HPA again and polls at once.',
      command: kubectlIn(
        facts.workload.namespace
      )`annotate scaledobject ${d.object.name} autoscaling.keda.sh/paused- autoscaling.keda.sh/paused-replicas- autoscaling.keda.sh/paused-scale-in- autoscaling.keda.sh/paused-scale-out-`,
      price: 'It may scale at once to what the queue asks for.',
      undo: kubectlIn(facts.workload.namespace)`annotate scaledobject ${d.object.name} autoscaling.keda.sh/paused=true`,
      verify: 'The HPA is back within 30 s.',
    },
    {
      title: 'Keep pauses out of manifests',
      term: 'for-good',
      why: 'A pause in Git comes back with every sync.',
      patches: [
        d.stands === undefined
          ? undefined
          : scaledObjectManifest(facts.workload, d.object.name, {
              minReplicaCount: Math.max(0, Math.round(d.stands)),
              scaleTargetRef: targetOf(facts),
            }),
      ],
      price: 'A minimum keeps what the pause was meant to keep, and still scales up.',
      undo: 'Set minReplicaCount back.',
      verify: 'No pause older than an hour.',
    },
  ],
});
