// Self-heal wakes a workload that KEDA put to sleep. KEDA drops it again at its next poll, without cooldown, as it was not
// active for long: a cycle of 5 to 30 s, mostly between the samples.
import { isPresent } from '../../../../kit/array';
import { hull, mergeIntervals, type Interval } from '../../../../kit/interval';
import { median, mode, sum } from '../../../../kit/stats';
import { count, number } from '../../../../kit/text';
import { samplesIn } from '../../../../model/signal';
import type { Confidence } from '../../../../model/finding';
import { isOutside, type ScalerRef } from '../../../../model/workload';
import { isUntold, outsideWriter } from '../../../actions/attribute';
import { writesIn, type Facts } from '../../../episodes/facts';
import { foreignSleeps } from '../../../episodes/foreignSleeps';
import { foreignWakes, isOff, rhythmOf, type ForeignWakes } from '../../../episodes/foreignWakes';
import type { ScaledObjectFacts } from '../../../signals/facts';
import { hiddenRow, row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { side, Who } from '../../../../model/actorWords';
import { lines } from '../../../remedies/command';
import { showWriters } from '../../../remedies/look';
import { expectsSelfHeal, stopGitOps, showGitOps, gitYieldsReplicas, yieldWords } from '../../../remedies/gitOps';

interface ZeroGit {
  readonly object: ScaledObjectFacts;
  readonly writer: ScalerRef;
  /** What the other writer sets; undefined when no sample ever showed it. */
  readonly value: number | undefined;
  /** What most samples show. */
  readonly shown: number;
  readonly writes: number;
  readonly span: Interval;
  /** The other writer puts it to sleep instead of waking it. */
  readonly writesZero: boolean;
}

/** The number that the other writer sets: only a sample in which it wrote last shows it, not where the HPA went from there. */
function wokenTo(facts: Facts, spans: readonly Interval[]): number | undefined {
  const own = facts.edges.filter((e) => e.from === 0 && isOutside(e.actor.family));
  const standing = spans.flatMap((span) =>
    samplesIn(facts.replicas, span).flatMap(([t, r]) => (isOff(facts, t) ? [r] : []))
  );
  return mode(own.map((e) => e.to))?.value ?? mode(standing.filter((r) => r > 0))?.value;
}

/** Samples further apart do not tell a stay of seconds from one of a short cooldown. */
const SLOW = 45_000;

function confidenceOf(facts: Facts, object: ScaledObjectFacts, { isAdHoc, isCounted }: ForeignWakes): Confidence {
  const isPartial = facts.knows('keda.active').state === 'partial';
  if (isPartial || (isUntold(object) && (isCounted || facts.scrape > SLOW))) {
    return 'possible';
  }
  return facts.generation && !isAdHoc && !isCounted && !isUntold(object) ? 'certain' : 'likely';
}

/** What tells that it was not KEDA. */
function proofOf(object: ScaledObjectFacts, writesZero: boolean): string {
  if (isUntold(object)) {
    return writesZero
      ? "the HPA's metric asked for pods: KEDA had no reason to end them; its triggers are not exported"
      : 'KEDA lifts to its minimum and keeps it for a cooldown; its triggers are not exported, and a cooldown of seconds would look alike';
  }
  return writesZero
    ? 'a trigger was active: KEDA did not put it to sleep'
    : 'every trigger was idle: KEDA did not wake it';
}

function standsHow(object: ScaledObjectFacts, writesZero: boolean): string {
  if (isUntold(object)) {
    return writesZero
      ? "no pods for a moment, while the HPA's metric asks for some"
      : 'woken to another number than its minimum, or for seconds only, shorter than a look and a cooldown of KEDA';
  }
  return writesZero
    ? 'no pods stand, or one for a moment, while a trigger is active'
    : 'pods stand while the HPA is off and every trigger is idle';
}

function fightOf(
  facts: Facts,
  object: ScaledObjectFacts,
  wakes: ForeignWakes,
  writesZero: boolean,
  context: RuleContext<'minWrites'>
): Detection<ZeroGit> | undefined {
  const { spans, rhythm, isByHand } = wakes;
  const intervals = mergeIntervals(spans, Math.max(8 * facts.scrape, 1.5 * (rhythm ?? 0)));
  const span = hull(intervals);
  const writes = sum(intervals.map((one) => writesIn(facts, one)));
  if (!span || writes < context.thresholds.minWrites) {
    return undefined;
  }
  const writer = outsideWriter(facts, { t0: span.from, t1: span.from });
  if (isByHand) {
    return undefined;
  }
  const seen = samplesIn(facts.replicas, span).map(([, r]) => r);
  return {
    intervals,
    rhythm,
    actors: [writer, object.ref],
    confidence: confidenceOf(facts, object, wakes),
    confidenceNotes: [
      proofOf(object, writesZero),
      ...(wakes.isCounted
        ? ['the counter alone tells of it: who changes another field of the object as often looks alike']
        : []),
      writer.family === 'gitops' ? 'Git inferred from a label' : 'the writer is never exported, so it stays unnamed',
    ],
    evidence: [
      row(
        writesZero ? 'Asleep against KEDA' : 'Awake against KEDA',
        standsHow(object, writesZero),
        ['workload.replicas', 'keda.active', 'hpa.desired'],
        'observed',
        span
      ),
      hiddenRow(facts, span),
    ].filter(isPresent),
    details: {
      object,
      writer,
      value: writesZero ? 0 : wokenTo(facts, spans),
      shown: median(seen) ?? 0,
      writes,
      span,
      writesZero,
    },
  };
}

export const kedaZeroGitops = defineRule({
  id: 'keda-zero-gitops',
  title: 'Self-heal wakes a workload that KEDA put to sleep',
  code: 'A7',
  scans: ['rewritten', 'moved'],
  needs: [
    'workload.replicas',
    'hpa.info',
    'hpa.desired',
    'hpa.current',
    // A trigger tells that KEDA did not wake it, or how soon it slept again.
    { oneOf: ['keda.active', 'workload.generation'] },
  ],
  absences: ['hpa.desired', 'hpa.current'],
  reveals: ['keda.active', 'workload.generation', 'hpa.spec-metric', 'pod.created', 'scaledobject.last-active'],
  helps: ['workload.labels'],
  thresholds: {
    minWrites: { title: 'Writes that make it a fight', unit: 'writes', default: 6, min: 2, max: 100 },
  },
  explains: ['keda-zero-flap', 'hpa-gitops-replicas', 'keda-cooldown-cliff', 'hpa-flapping'],
  detect: (facts, context): Array<Detection<ZeroGit>> => {
    const [object, ...others] = facts.scaledObjects;
    if (!object || others.length > 0) {
      return [];
    }
    const spans = foreignSleeps(facts, object);
    const sleeps = { spans, rhythm: rhythmOf(spans, [0, 0]), isAdHoc: false, isCounted: false, isByHand: false };
    return [
      fightOf(facts, object, foreignWakes(facts, object), false, context),
      fightOf(facts, object, sleeps, true, context),
    ].filter(isPresent);
  },
  // Nobody works while work waits: users feel it.
  severity: ({ details: d }) => (d.writesZero ? 'critical' : 'high'),
  explain: ({ details: d }) => {
    const rate = Math.max(1, Math.round(d.writes / Math.max(1, (d.span.to - d.span.from) / 60_000)));
    const wakes = d.value === undefined ? 'wakes it' : `writes ${number(d.value)}`;
    const summary = d.writesZero
      ? `${Who(d.writer)} writes 0 while a trigger has work, KEDA wakes it: ${count(d.writes, 'write')}, and mostly ${count(d.shown, 'pod')}.`
      : `${Who(d.writer)} ${wakes}, KEDA writes 0: ${count(rate, 'write')} a minute, yet the samples show ${number(d.shown)}.`;
    return {
      summary,
      label: `${side(d.writer)} × KEDA at zero`,
      causeKey: 'git-writes-replicas',
      causeTitle: `${Who(d.writer)} writes spec.replicas back`,
    };
  },
  confirm: (_, facts) => ({
    command: lines(showWriters(facts), ...showGitOps(facts.labels)),
    expect: `beside the operator of KEDA a manager of Git that wrote minutes ago${expectsSelfHeal(facts.labels)}`,
  }),
  fix: (_, facts) => [
    {
      title: 'Stop the self-heal',
      term: 'now',
      why: 'KEDA alone decides at its next poll, and that stands.',
      command: stopGitOps(facts.labels),
      price: 'Drift of the whole application stays uncorrected meanwhile.',
      undo: 'Set selfHeal to true again, or flux resume.',
      verify: 'The generation stands still for 2 min; replicas 0 while the trigger is idle.',
    },
    {
      title: 'Let Git yield the replicas',
      term: 'for-good',
      ...yieldWords(facts.labels),
      patches: [gitYieldsReplicas(facts, facts.labels)],
      price: 'Git no longer says how many.',
      verify: 'No wake without an active trigger for two sync intervals.',
    },
  ],
});
