// Git, a deploy or an operator keeps resetting the replicas that an autoscaler set. Three rhythms: self-heal within
// seconds (mostly between the samples), a scheduled sync, every deploy (argo-cd#5105, kubernetes#25238).
import { groupBy, isPresent } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, type Millis } from '../../../../kit/interval';
import { median } from '../../../../kit/stats';
import { clockInterval } from '../../../../kit/moment';
import { count, duration, number } from '../../../../kit/text';
import { valueAt } from '../../../../model/signal';
import type { ScalerRef, WorkloadRef } from '../../../../model/workload';
import { isProven, type ForeignWrite } from '../../../episodes/foreignWrite';
import { schedulesIn, tells } from '../../../episodes/schedules';
import { hiddenWritesIn, type Facts } from '../../../episodes/facts';
import { whileWriting } from '../../../episodes/whileWriting';
import { isUntold, outsideWriter } from '../../../actions/attribute';
import { isFailing, readsWork } from '../../../signals/proposal';
import { backTo, demandRow, hiddenRow, row, share, typical } from '../../evidence';
import { defineRule, type Detection, type RuleContext, type Story } from '../../defineRule';
import { reconcilersAt } from '../../../predicates/reconcilers';
import { putBacksOf, type PutBacks } from '../../../predicates/putBacks';
import { standingMismatches, type Standing } from '../../../predicates/standing';
import { side, Who } from '../../../../model/actorWords';
import { lines } from '../../../remedies/command';
import { showWriters } from '../../../remedies/look';
import { scaleTo } from '../../../remedies/target';
import type { Remedy } from '../../../remedies/remedy';
import { expectsSelfHeal, stopGitOps, showGitOps, gitYieldsReplicas, yieldWords } from '../../../remedies/gitOps';
import { updateInstead } from '../../../remedies/updateInstead';
import { confirmOperator, operatorYields } from '../../../remedies/operatorBehind';
import type { Behind } from '../../../signals/facts';

interface Reset {
  readonly value: number;
  /** The number itself was never seen: it is this or a smaller one. */
  readonly atMost: boolean;
  readonly wish: number;
  readonly writer: ScalerRef;
  readonly hpa: ScalerRef;
  readonly kind: 'self-heal' | 'sync' | 'deploy' | 'put-back';
  readonly resets: number;
  /** It was deleted and created anew, which no manifest without replicas prevents. */
  readonly isReplaced: boolean;
  readonly span: Interval;
  readonly rhythm: Millis | undefined;
  /** Share of samples in which the reset value stood. */
  readonly held: number;
  readonly asked: number | undefined;
  readonly standing: Standing | undefined;
  /** How often the HPA changed its mind, where each move is put back. */
  readonly moves?: number;
}

/** Writes per five minutes that prove a fight nobody can see (docs/signals.md, "Hidden writes"). */
const WINDOW: Millis = 300_000;

/** True when a second HPA wants what stands: then the two HPAs fight each other, and nobody else. */
function wantedByAnother(facts: Facts, standing: Standing): boolean {
  return facts.hpas.some((hpa) => typical(hpa.desired, standing.span) === standing.held);
}

/**
 * True when KEDA's operator is the likelier writer: idle replicas below the minimum (keda#2314), or a fallback written by
 * KEDA 2.16 and older while the source fails (keda#6659). A label that names Git tips it back.
 */
function writtenByKeda(facts: Facts, standing: Standing): boolean {
  const owner = standing.denied[0]?.hpa.scaledObject;
  const object = facts.scaledObjects.find((so) => so.name === owner);
  if (!object || outsideWriter(facts, { t0: standing.span.from, t1: standing.span.from }).family === 'gitops') {
    return false;
  }
  const at = (standing.span.from + standing.span.to) / 2;
  // Where no series tells whether a trigger is active, it may well be idle, unless the HPA reads work of it.
  const idle = isUntold(object)
    ? !readsWork(facts.hpas, at)
    : object.triggers.every((t) => (valueAt(t.active, at) ?? 0) === 0);
  const below = standing.held < (valueAt(standing.denied[0]?.hpa.min, at) ?? 0);
  return (idle && below) || object.triggers.some((t) => isFailing(t, at));
}

/** Wishes denied by something else than a second HPA, with the generation running. */
function selfHeals(facts: Facts, context: RuleContext<'minResets' | 'minDeploys' | 'hiddenPer5Min'>): Standing[] {
  const needed = context.thresholds.hiddenPer5Min;
  return standingMismatches(facts).filter((standing) => {
    if (
      new Set(standing.denied.map((d) => d.hpa.name)).size !== 1 ||
      wantedByAnother(facts, standing) ||
      writtenByKeda(facts, standing)
    ) {
      return false;
    }
    if (!facts.generation) {
      // Where the HPA's own finding stands in for the spec, an HPA that changes its mind at every pass looks the same.
      return !facts.replicasAreProxy;
    }
    const perWindow = (hiddenWritesIn(facts, standing.span) * WINDOW) / Math.max(WINDOW, lengthOf(standing.span));
    return perWindow >= needed;
  });
}

/** True where KEDA may have written its fallback, and nobody tells whether its source failed. */
function hidesFallback(facts: Facts): boolean {
  const { scaledObjects } = facts;
  return scaledObjects.some(isUntold) || (scaledObjects.length > 0 && facts.knows('keda.errors').state !== 'read');
}

function gaps(writes: readonly ForeignWrite[]): Millis | undefined {
  return median(writes.slice(1).map((w, i) => w.interval.to - (writes[i]?.interval.to ?? 0)));
}

/** Undone writes that keep to no clock: those of a schedule are its own story. */
function declaredWrites(facts: Facts): ForeignWrite[] {
  const scheduled = schedulesIn(facts).flatMap(({ writes }) => {
    const value = (writes.find(tells) ?? writes[0])?.value;
    return writes.filter((w) => tells(w) || w.value === value);
  });
  return facts.foreign.filter((w) => w.undone && !scheduled.includes(w));
}

/** Undone writes of one and the same number: a declared constant, not a person. */
function repeated(facts: Facts, context: RuleContext<'minResets' | 'minDeploys' | 'hiddenPer5Min'>): ForeignWrite[][] {
  const undone = declaredWrites(facts);
  return [...groupBy(undone, (w) => String(w.value)).values()].filter((writes) => {
    const byDeploys = writes.every((w) => w.withRollout) && writes.length >= context.thresholds.minDeploys;
    // A value that only the HPA's status betrays can be the HPA's own quick turn, unless a deploy came with it each time.
    const anySeen = writes.some(isProven);
    return byDeploys || (anySeen && writes.length >= context.thresholds.minResets);
  });
}

/** What the HPA steps down to from a number that is written above it; its wish is that number for most of the time. */
function goalBelow(value: number, writes: readonly ForeignWrite[]): number | undefined {
  const below = writes.map(({ from }) => from);
  return below.every((from) => from < value) ? median(below) : undefined;
}

function detectionOf(
  facts: Facts,
  value: number,
  standings: readonly Standing[],
  writes: readonly ForeignWrite[]
): Detection<Reset> | undefined {
  const rhythm = gaps(writes);
  const spans = [
    ...standings.map((s) => s.span),
    ...writes.map((w) => ({ from: w.interval.from, to: w.undone?.to ?? w.interval.to })),
  ];
  const intervals = whileWriting(facts, mergeIntervals(spans, Math.max(3 * (rhythm ?? 0), 4 * facts.scrape)));
  const span = hull(intervals);
  if (!span) {
    return undefined;
  }
  const [standing] = standings;
  const byDeploy = writes.length > 0 && writes.every((w) => w.withRollout);
  const kind = standing ? 'self-heal' : byDeploy ? 'deploy' : 'sync';
  const writer = writes[0]?.actor ?? outsideWriter(facts, { t0: span.from, t1: span.from });
  const hpa =
    standing?.denied[0]?.hpa.ref ??
    writes.map((w) => w.undoneBy).find((by) => by?.family === 'hpa') ??
    facts.hpas[0]?.ref;
  if (!hpa) {
    return undefined;
  }
  const mayBeFallback = writer.family === 'external' && hidesFallback(facts);
  // Who only stands beside the wish may have been written once: what counts the writes is the generation.
  const isProof = standing ? facts.generation !== undefined : writes.length >= 5;
  const wish =
    standing?.denied[0]?.wish ??
    goalBelow(value, writes) ??
    typical(facts.hpas.find((h) => h.name === hpa.name)?.desired, span) ??
    NaN;
  const stood = share(facts.replicas, span, (v) => v === value);
  const details: Reset = {
    value,
    atMost: standings.length === 0 && writes.some((w) => w.atMost),
    wish,
    writer,
    hpa,
    kind,
    resets: writes.length,
    isReplaced: byDeploy && writes.some((w) => w.born === true),
    span,
    rhythm,
    held: standing ? 1 : stood.of === 0 ? 0 : stood.hits / stood.of,
    // A bounds fight stops the metrics: what they asked for just before still holds.
    asked: typical(facts.proposal, span) ?? typical(facts.proposal, { from: span.from - WINDOW, to: span.to }),
    standing,
  };
  return {
    intervals,
    stands: standing !== undefined && facts.generation !== undefined,
    rhythm,
    actors: [writer, hpa],
    confidence: isProof && !mayBeFallback ? 'certain' : 'likely',
    confidenceNotes: [
      standing
        ? facts.generation
          ? 'the generation counts every write'
          : 'no generation is exported, so writes cannot be counted'
        : `always back to ${numberOf(details)}, so probably from a manifest rather than a person`,
      writer.family === 'gitops' ? 'Git inferred from a label' : 'the writer is never exported, so it stays unnamed',
      ...(mayBeFallback ? ["KEDA's errors are not exported: up to 2.16 it writes its fallback itself"] : []),
    ],
    evidence: [
      standing &&
        row(
          'Desired against spec',
          `${standing.samples} samples: HPA wants ${standing.denied[0]?.wish ?? ''}, ${standing.shown ? 'spec is' : 'and finds at each pass'} ${standing.held}`,
          ['hpa.desired', 'hpa.current', 'workload.replicas'],
          'observed',
          standing.span
        ),
      hiddenRow(facts, span),
      ...writes
        .slice(0, 6)
        .map((w) =>
          row(
            w.witness === 'sample' ? 'Reset' : 'Reset between samples',
            `${w.from} → ${numberOf(w)} at ${clockInterval(w.interval)}, undone ${w.undone ? clockInterval(w.undone) : 'never'}`,
            ['workload.replicas', 'hpa.desired'],
            w.witness === 'sample' ? 'observed' : 'inferred',
            w.interval
          )
        ),
      demandRow(facts, span),
      row(
        'The other writer',
        `writes ${numberOf(details)}, which no HPA wants${writer.name ? `; label names ${writer.name}` : ''}`,
        writer.name ? ['workload.labels'] : ['workload.replicas', 'hpa.desired'],
        'inferred'
      ),
    ].filter(isPresent),
    details,
  };
}

/** Every move of the HPA is put back once: the writer has no number of its own. */
function putBackDetection(facts: Facts, { hpa, rounds, moves }: PutBacks): Detection<Reset> | undefined {
  const span = hull(rounds.map((round) => round.interval));
  const [first] = rounds;
  if (!span || !first) {
    return undefined;
  }
  const writer = outsideWriter(facts, { t0: span.from, t1: span.from });
  return {
    intervals: mergeIntervals(
      rounds.map((round) => round.interval),
      2 * WINDOW
    ),
    actors: [writer, hpa.ref],
    confidence: 'likely',
    confidenceNotes: [
      'two writes are counted where a sample shows the old number beside a new wish',
      'the writer is never exported, so it stays unnamed',
    ],
    evidence: [
      ...rounds
        .slice(0, 6)
        .map((round) =>
          row(
            'Put back',
            `the HPA wants ${valueAt(hpa.desired, round.interval.to) ?? ''}, and ${round.to} stands again at ${clockInterval(round.interval)}`,
            ['hpa.desired', 'workload.replicas', 'workload.generation'],
            'observed',
            round.interval
          )
        ),
      demandRow(facts, span),
    ].filter(isPresent),
    details: {
      value: first.to,
      atMost: false,
      wish: valueAt(hpa.desired, first.interval.to) ?? NaN,
      writer,
      hpa: hpa.ref,
      kind: 'put-back',
      resets: rounds.length,
      isReplaced: false,
      span,
      rhythm: lengthOf(span) / Math.max(1, rounds.length - 1),
      held: 0,
      asked: undefined,
      standing: undefined,
      moves,
    },
  };
}

/** An operator that copies what it reads in the status of the HPA must read the spec of its Deployment, or leave it alone. */
function putBackFixes(): Remedy[] {
  return [
    {
      title: 'Take the replicas out of the operator',
      term: 'now',
      why: 'Most operators leave spec.replicas alone where their own resource says that an HPA scales, or says no number at all.',
      price: 'The custom resource no longer tells the number.',
      undo: 'Say the number there again.',
      verify: 'The generation rises by one at the next move of the HPA, not by three.',
    },
    {
      title: 'Upgrade the operator',
      term: 'for-good',
      why: 'One that reads the desired number in the status of the HPA reads it too early: the scale is written first. It has to read spec.replicas of the Deployment. No manifest here: who writes is not exported.',
      price: 'An upgrade.',
      undo: 'The old version.',
      verify: 'Ten moves of the HPA, none put back.',
    },
  ];
}

/** The number, as far as it is known. */
function numberOf({ value, atMost }: { readonly value: number; readonly atMost?: boolean }): string {
  return atMost ? `${value} or fewer` : String(value);
}

/** Where no label names the writer, its distance says where to look first. */
function whoMayItBe(d: Reset, hidden: number): string | undefined {
  const between = hidden > 0 ? (2 * lengthOf(d.span)) / hidden : undefined;
  const distance = d.kind === 'self-heal' ? between : d.rhythm;
  if (d.writer.family !== 'external' || distance === undefined) {
    return undefined;
  }
  return `Nobody exports who writes. About every ${duration(distance)}, and at no time of the clock, as does: ${reconcilersAt(distance).join('; ')}.`;
}

const REPLACED =
  'The counter of its writes begins anew each time: the deploy deletes it and creates it again. So it starts with what its manifest says, or with 1 where that says nothing.';

/** Two objects, one number: the HPA scales a custom resource, and something writes what stands behind it. */
function besideOperator(d: Reset, { kind, name }: WorkloadRef, behind: Behind, every: string): Story {
  const object = `${behind.kind} ${behind.name}`;
  return {
    summary: `Two objects, one number: the HPA writes ${number(d.wish)} to ${kind} ${name}, and ${object}, which seems to stand behind it, is set to ${numberOf(d)}${every}: ${count(Math.max(1, d.resets), 'time')}.`,
    detail: `First candidate: the operator that writes ${object}, with a minimum or a default of its own at each reconcile. Somebody who resets spec.replicas of ${kind} ${name} looks the same.`,
    label: 'Operator × HPA on replicas',
    causeKey: 'operator-writes-replicas',
    causeTitle: 'An operator writes its own number to what it manages',
  };
}

export const hpaGitopsReplicas = defineRule({
  id: 'hpa-gitops-replicas',
  title: 'Git or a deploy keeps resetting replicas that the autoscaler set',
  code: 'A6',
  tellsStanding: true,
  scans: ['rewritten', 'moved'],
  needs: ['hpa.info', 'hpa.desired', 'hpa.current', 'workload.replicas'],
  absences: ['hpa.info', 'hpa.desired', 'hpa.current', 'hpa.min'],
  reveals: ['workload.generation', 'pod.created', 'usage.cpu', 'hpa.spec-metric', 'pod.request'],
  helps: ['workload.labels', 'replicaset.created', 'pod.owner', 'replicaset.owner'],
  thresholds: {
    minResets: {
      title: 'Resets to the same number that make it a habit',
      unit: 'resets',
      default: 3,
      min: 2,
      max: 20,
    },
    minDeploys: {
      title: 'Deploys that reset, to call it a habit',
      unit: 'deploys',
      default: 2,
      min: 2,
      max: 20,
    },
    hiddenPer5Min: {
      title: 'Writes between samples that prove a fight',
      unit: 'writes / 5 min',
      default: 4,
      min: 2,
      max: 100,
    },
  },
  explains: ['hpa-flapping', 'manual-vs-hpa', 'hpa-pinned-max', 'replicas-field-removed'],
  detect: (facts, context): Array<Detection<Reset>> => {
    const standings = groupBy(selfHeals(facts, context), (s) => String(s.held));
    const writes = groupBy(repeated(facts, context).flat(), (w) => String(w.value));
    const values = [...new Set([...standings.keys(), ...writes.keys()])];
    const back = putBacksOf(facts);
    if (back) {
      return [putBackDetection(facts, back)].filter(isPresent);
    }
    return values
      .map((value) => {
        const near = declaredWrites(facts).filter((w) => String(w.value) === value);
        const standing = standings.get(value) ?? [];
        return detectionOf(facts, Number(value), standing, writes.get(value) ?? (standing.length > 0 ? near : []));
      })
      .filter(isPresent);
  },
  severity: ({ details: d }) => {
    // The HPA gets its way a pass later, each time.
    if (d.kind === 'put-back') {
      return 'medium';
    }
    if (d.asked !== undefined && d.value < d.asked && d.held > 0.5) {
      return 'critical';
    }
    const perHour = d.rhythm === undefined ? Infinity : 3_600_000 / d.rhythm;
    return d.kind !== 'deploy' && perHour > 4 ? 'high' : 'medium';
  },
  explain: ({ details: d }, facts, impact) => {
    const writer = Who(d.writer);
    const hidden = impact.hiddenWrites ?? 0;
    const rate = Math.round(hidden / Math.max(1, lengthOf(d.span) / 60_000));
    const every = d.rhythm === undefined ? '' : ` every ${duration(d.rhythm)}`;
    if (facts.behind) {
      return besideOperator(d, facts.workload, facts.behind, every);
    }
    if (d.moves !== undefined) {
      return {
        summary: `${writer} puts back the old number whenever the HPA scales: ${count(d.resets, 'move')} of ${d.moves} stood only from the next pass on.`,
        detail:
          'First candidate: an operator that copies the desired number from the status of the HPA, which is updated after the scale.',
        label: `${side(d.writer)} × HPA on replicas`,
        causeKey: 'moves-put-back',
        causeTitle: 'Somebody puts back what the HPA scales',
      };
    }
    const summary =
      d.kind === 'self-heal'
        ? `${writer} writes ${d.value}, the HPA writes ${number(d.wish)}: ${facts.generation ? `${count(Math.max(rate, 1), 'write')} a minute, none` : 'writes cannot be counted here, and none is'} visible in the samples.`
        : d.kind === 'deploy'
          ? `Every deploy resets replicas to ${numberOf(d)} (${d.resets} of ${Math.max(facts.rollouts.length, d.resets)}), and the HPA ${backTo(d.value, d.wish)}.`
          : `${writer} writes ${numberOf(d)}${every} and the HPA ${backTo(d.value, d.wish)}: ${count(d.resets, 'time')}.`;
    return {
      summary,
      detail: d.isReplaced ? REPLACED : whoMayItBe(d, hidden),
      label: `${side(d.writer)} × HPA on replicas`,
      causeKey: d.kind === 'deploy' ? 'deploy-writes-replicas' : 'git-writes-replicas',
      causeTitle: d.kind === 'deploy' ? 'Deploys write spec.replicas' : `${writer} writes spec.replicas back`,
    };
  },
  confirm: ({ details: d }, facts) =>
    facts.behind
      ? confirmOperator(facts, facts.behind, d.value)
      : {
          command: lines(showWriters(facts), ...showGitOps(facts.labels)),
          expect: `beside kube-controller-manager a manager of Git, of CI or of an operator that wrote without \`scale\`, minutes ago${d.kind === 'deploy' ? '' : expectsSelfHeal(facts.labels)}`,
        },
  fix: ({ details: d }, facts) => {
    if (d.moves !== undefined) {
      return putBackFixes();
    }
    if (facts.behind) {
      const isMinimum = facts.hpas.some((hpa) => valueAt(hpa.min, d.span.to) === d.value);
      return operatorYields(facts, facts.behind, { value: d.value, isMinimum });
    }
    const yields = yieldWords(facts.labels);
    return [
      {
        title:
          d.kind === 'deploy'
            ? 'Set the floor while you fix the manifest'
            : d.writer.family === 'external'
              ? 'Stop whoever applies it'
              : 'Stop the self-heal',
        term: 'now',
        why: 'The HPA takes the workload back at its next pass (15 s).',
        command: d.kind === 'deploy' ? scaleTo(facts, d.wish) : stopGitOps(facts.labels),
        price:
          d.kind === 'deploy'
            ? 'Holds until the next deploy.'
            : 'Drift of the whole application stays uncorrected meanwhile.',
        undo:
          d.kind === 'deploy' ? 'Nothing to undo: the HPA decides on.' : 'Set selfHeal to true again, or flux resume.',
        verify: `${facts.generation ? 'The generation stands still for 2 min; desired' : 'Desired'} equals spec in two samples (30 s).`,
      },
      d.isReplaced
        ? updateInstead(facts)
        : {
            title:
              d.writer.family === 'external' ? 'Let the manifest yield the replicas' : 'Let Git yield the replicas',
            term: 'for-good',
            why: `${
              d.writer.family === 'external'
                ? 'Where an operator applies it, leave replicas out of its custom resource. '
                : ''
            }${yields.why}`,
            patches: [gitYieldsReplicas(facts, facts.labels)],
            price: 'Git no longer says how many; the floor is minReplicas of the HPA.',
            undo: yields.undo,
            verify: 'No write by others for two sync intervals of the tool, and across one deploy.',
          },
    ];
  },
});
