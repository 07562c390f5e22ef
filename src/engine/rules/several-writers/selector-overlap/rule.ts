// The selectors of two workloads find each other's pods: both HPAs refuse to scale (AmbiguousSelector, kubernetes#112011,
// #112027). Selectors and the reason of a condition are never exported, so this is inferred: HPAs of different workloads
// in one namespace go blind together while the same kind of metric is read elsewhere.
import { isPresent } from '../../../../kit/array';
import { clip, hull, lengthOf, type Interval, minutes, type UnixMs } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { duration, number } from '../../../../kit/text';
import { samplesIn, valueAt } from '../../../../model/signal';
import type { ReadingSource } from '../../../../model/series';
import type { Facts } from '../../../episodes/facts';
import type { HpaFacts } from '../../../signals/facts';
import { isResource } from '../../../signals/proposal';
import { neighboursOf } from '../../../predicates/neighbours';
import { dilutionOf, type Dilution } from '../../../predicates/dilution';
import { membersOf, shared, type Member } from '../../../predicates/blindness';
import { row, share, typical } from '../../evidence';
import { defineRule, type Detection, type RuleContext, type Story } from '../../defineRule';
import { kubectlIn, lines, type Command } from '../../../remedies/command';
import { columns, showConditions } from '../../../remedies/look';
import { workloadWord, workloadManifest } from '../../../remedies/target';
import { deleteHpa, patchOwner, withMinimum } from '../../../remedies/mitigations';
import type { Remedy } from '../../../remedies/remedy';

/** Two HPAs that refuse their shared pods, or one HPA that counts them all. */
type Found = Overlap | Diluted;

interface Diluted {
  readonly kind: 'diluted';
  readonly dilution: Dilution;
  readonly span: Interval;
}

interface Overlap {
  readonly kind: 'blind';
  readonly me: Member;
  readonly others: readonly Member[];
  /** An HPA elsewhere that reads the same kind of metric meanwhile. */
  readonly witness: HpaFacts | undefined;
  /** Others do so in the rest of the cluster, which was not read: its database counts them. */
  readonly readElsewhere: boolean;
  /** The HPA whose birth made the others blind. */
  readonly newborn: HpaFacts | undefined;
  readonly spans: readonly Interval[];
  readonly span: Interval;
}

const MINUTE = 60_000;
function leastOf(context: RuleContext<'minMinutes'>): number {
  return minutes(context.thresholds.minMinutes);
}

/** What serves a metric: metrics-server, KEDA, or another adapter, of which there may be several. */
function classesOf(hpa: HpaFacts): Set<string> {
  return new Set(
    hpa.metrics.map((m) => (isResource(m) ? 'resource' : hpa.scaledObject ? 'keda' : `adapter of ${m.name}`))
  );
}

/** An HPA of the cluster outside the group that reads a metric of the same kind in the same time. */
function witnessOf(group: readonly Member[], fleet: readonly Facts[], span: Interval): HpaFacts | undefined {
  const inGroup = new Set(group.map((m) => m.hpa));
  const kinds = group.map((m) => classesOf(m.hpa));
  const readsAlike = (hpa: HpaFacts): boolean => {
    const own = [...classesOf(hpa)];
    return kinds.every((wanted) => own.some((kind) => wanted.has(kind)));
  };
  const sees = (hpa: HpaFacts): boolean => {
    const seen = share(hpa.scalingActive, span, (active, t) => active === 1 && (valueAt(hpa.current, t) ?? 0) > 0);
    return seen.of > 0 && seen.hits >= 0.8 * seen.of;
  };
  // What costs least is asked first: where a metrics API is dead, every blind HPA asks about every other.
  return fleet
    .filter((f) => f.workload.cluster === group[0]?.facts.workload.cluster)
    .flatMap((f) => f.hpas)
    .find(
      (hpa) =>
        !inGroup.has(hpa) &&
        readsAlike(hpa) &&
        hpa.metrics.some((m) => samplesIn(m.status, span).length > 0) &&
        sees(hpa)
    );
}

/** What the database counts in all of a cluster. */
const COUNTED: Readonly<Partial<Record<string, ReadingSource>>> = { resource: 'resource', keda: 'keda' };

/** True where the database counts metrics of their kinds that are read meanwhile, of which none is theirs. */
function isReadElsewhere(group: readonly Member[], { readings }: RuleContext, span: Interval): boolean {
  const [first] = group;
  const cluster = first?.facts.workload.cluster ?? '';
  const kinds = [...(first ? classesOf(first.hpa) : [])].filter((kind) =>
    group.every((m) => classesOf(m.hpa).has(kind))
  );
  const isOwn = (at: UnixMs): boolean =>
    group.some(({ hpa }) => hpa.metrics.some((m) => valueAt(m.status, at) !== undefined));
  return kinds.some((kind) => {
    const source = COUNTED[kind];
    const counted = source && readings(cluster, source);
    const seen = share(first?.hpa.scalingActive, span, (_, at) => (valueAt(counted, at) ?? 0) > 0 && !isOwn(at));
    return seen.of > 0 && seen.hits >= 0.8 * seen.of;
  });
}

/** A member that was born as the others, which saw before, went blind. */
function newbornOf(group: readonly Member[], span: Interval): HpaFacts | undefined {
  const range = group[0]?.facts.range;
  const isNew = (m: Member): boolean => {
    const born = m.hpa.desired?.times[0] ?? 0;
    return range !== undefined && born > range.from + 3 * m.facts.scrape && Math.abs(born - span.from) <= 3 * MINUTE;
  };
  const sawBefore = group.some(
    (m) =>
      !isNew(m) && typical(m.hpa.scalingActive, { from: span.from - 10 * MINUTE, to: span.from - m.facts.scrape }) === 1
  );
  return sawBefore ? group.find(isNew)?.hpa : undefined;
}

/** True when the blind HPAs of the cluster all live in this namespace: else something larger is broken. */
function isLocal(me: Member, fleet: readonly Facts[], context: RuleContext<'minMinutes'>): boolean {
  const { cluster, namespace } = me.facts.workload;
  return fleet
    .filter((f) => f.workload.cluster === cluster && f.workload.namespace !== namespace)
    .every((f) =>
      membersOf(f, leastOf(context)).every((m) =>
        m.spans.every((s) => me.spans.every((mine) => clip(s, mine) === undefined))
      )
    );
}

function overlapOf(facts: Facts, context: RuleContext<'minMinutes'>): Overlap | undefined {
  const [me] = membersOf(facts, leastOf(context));
  if (!me) {
    return undefined;
  }
  const others = neighboursOf(facts, context.fleet)
    .flatMap((f) => membersOf(f, leastOf(context)))
    .filter((m) => shared(me, m).length > 0);
  const spans = me.spans.filter((span) => others.some((m) => shared({ ...me, spans: [span] }, m).length > 0));
  const span = hull(spans);
  if (!span || others.length === 0) {
    return undefined;
  }
  const group = [me, ...others];
  const witness = witnessOf(group, context.fleet, span);
  const readElsewhere = witness === undefined && isReadElsewhere(group, context, span);
  const newborn = newbornOf(group, span);
  return witness || readElsewhere || newborn || isLocal(me, context.fleet, context)
    ? { kind: 'blind', me, others, witness, readElsewhere, newborn, spans, span }
    : undefined;
}

function isProven(d: Overlap): boolean {
  return d.witness !== undefined || d.readElsewhere || d.newborn !== undefined;
}

/** Whether both HPAs say that their pods are ambiguous, and the labels by which both find pods. */
function showSelectors({ me, others: [other] }: Overlap): Command {
  const { namespace } = me.facts.workload;
  const selectors = columns({ NAME: '.metadata.name', SELECTOR: '.spec.selector.matchLabels' });
  return lines(
    showConditions(namespace, me.hpa.name),
    kubectlIn(namespace)`get ${workloadWord(me.facts)} -o ${selectors}`,
    ...(other ? [kubectlIn(namespace)`get ${workloadWord(other.facts)} -o ${selectors}`] : [])
  );
}

function dilutedDetections(facts: Facts, fleet: readonly Facts[]): Array<Detection<Found>> {
  const dilution = dilutionOf(facts, fleet);
  const span = dilution && hull(dilution.spans);
  if (!dilution || !span) {
    return [];
  }
  const { hpa, other, read, used } = dilution;
  return [
    {
      intervals: dilution.spans,
      witnessed: true,
      actors: [hpa.ref],
      confidence: 'likely',
      confidenceNotes: [
        'selectors are not exported: concluded from use per pod, sample after sample',
        `the average that the HPA reads agrees with its pods and those of ${other.workload.name} together, and with nothing else in the namespace`,
      ],
      evidence: [
        row(
          'What the HPA reads',
          `${cores(read)} per pod, and its own pods use ${cores(used)} each`,
          ['hpa.status-metric', 'usage.cpu'],
          'observed',
          span
        ),
        row(
          'Together',
          `with the pods of ${other.workload.name} the average is what it reads, within a tenth`,
          ['hpa.status-metric', 'usage.cpu', 'workload.ready'],
          'inferred',
          span
        ),
      ],
      details: { kind: 'diluted', dilution, span },
    },
  ];
}

function cores(amount: number): string {
  return `${amount.toPrecision(2)} cores`;
}

function dilutedStory({ dilution: d, span }: Diluted, { workload }: Facts): Story {
  const names = [workload.name, d.other.workload.name].sort();
  return {
    summary: `HPA ${d.hpa.name} counts the pods of ${d.other.workload.name} too: it reads ${cores(d.read)} per pod where its own use ${cores(d.used)}, for ${duration(lengthOf(span))}; alone they are worth ${number(d.needed)} replicas.`,
    label: 'foreign pods in the average',
    causeKey: `selector-overlap|${workload.namespace}|${names.join('|')}`,
    causeTitle: `Selectors of ${names.join(' and ')} overlap`,
  };
}

/** The labels by which the one finds pods, and those of the other. */
function showBoth({ dilution }: Diluted, facts: Facts): Command {
  const { namespace } = facts.workload;
  const selectors = columns({ NAME: '.metadata.name', SELECTOR: '.spec.selector.matchLabels' });
  const labels = columns({ NAME: '.metadata.name', LABELS: '.spec.template.metadata.labels' });
  return lines(
    kubectlIn(namespace)`get ${workloadWord(facts)} -o ${selectors}`,
    kubectlIn(namespace)`get ${workloadWord(dilution.other)} -o ${labels}`
  );
}

function dilutedFixes({ dilution: d }: Diluted, facts: Facts): Remedy[] {
  const { workload } = facts;
  const { name } = d.other.workload;
  return [
    {
      title: `Carry the load with a minimum of ${number(d.needed)}`,
      term: 'now',
      why: 'That many pods carry what the own ones use, at the target of the HPA; the average does not enter.',
      command: patchOwner(workload.namespace, d.hpa, withMinimum(d.needed)),
      price: 'They stand at all times.',
      undo: 'Set the minimum back.',
      verify: 'Own pods use what the target says.',
    },
    {
      title: 'A label of its own in the selector',
      term: 'for-good',
      why: `A selector that finds no pod of ${name} leaves the HPA its own average. A selector cannot be changed in place: delete and create.`,
      patches: [
        workloadManifest(d.other, {
          selector: { matchLabels: { app: name } },
          template: { metadata: { labels: { app: name } } },
        }),
      ],
      isDestructive: true,
      price: `${name} is made anew: bring up a second one under another name first, or take a short outage.`,
      undo: 'Put the old labels back.',
      verify: 'What the HPA reads and what its pods use agree within a tenth.',
    },
  ];
}

export const selectorOverlap = defineRule({
  id: 'selector-overlap',
  title: "Selectors of two workloads find each other's pods",
  code: 'A5',
  scans: ['shared-stem', 'blind', 'moved', 'grew'],
  needs: ['hpa.info', 'hpa.condition', 'hpa.current'],
  absences: ['hpa.info'],
  reveals: ['usage.cpu'],
  everywhere: { kinds: ['hpa.condition', 'hpa.spec-metric'] },
  helps: ['hpa.status-metric', 'hpa.spec-metric', 'workload.ready', 'pod.container', 'pod.request', 'keda.errors'],
  thresholds: { minMinutes: { title: 'Minutes blind together', unit: 'min', default: 5, min: 2, max: 120 } },
  explains: ['hpa-scaling-inactive', 'hpa-far-from-target'],
  detect: (facts, context): Array<Detection<Found>> => {
    const d = overlapOf(facts, context);
    if (!d) {
      return dilutedDetections(facts, context.fleet);
    }
    const names = d.others.map((m) => m.hpa.name).join(', ');
    return [
      {
        intervals: d.spans,
        preconditionOnly: !isProven(d),
        witnessed: isProven(d),
        actors: [d.me.hpa.ref, ...d.others.map((m) => m.hpa.ref)],
        confidence: isProven(d) ? ('likely' as const) : ('possible' as const),
        confidenceNotes: [
          'neither selectors nor the reason of the condition are exported: reason AmbiguousSelector in kubectl describe hpa confirms it',
          isProven(d)
            ? 'a dead metrics API would blind others too'
            : 'no other HPA reads this kind of metric: a dead metrics API looks the same',
        ],
        evidence: [
          row(
            'Blind together',
            `${d.me.hpa.name} and ${names} for ${duration(sum(d.spans.map(lengthOf)))}, begun within one pass`,
            ['hpa.condition', 'hpa.current'],
            'observed',
            d.span
          ),
          d.witness
            ? row(
                'Others see',
                `HPA ${d.witness.name} reads the same kind of metric meanwhile`,
                ['hpa.condition', 'hpa.status-metric'],
                'observed',
                d.span
              )
            : undefined,
          d.readElsewhere
            ? row(
                'Others see',
                'HPAs in the rest of the cluster read the same kind of metric meanwhile',
                ['hpa.status-metric'],
                'observed',
                d.span
              )
            : undefined,
          d.newborn
            ? row('Onset', `as HPA ${d.newborn.name} was born`, ['hpa.desired', 'hpa.condition'], 'observed', d.span)
            : undefined,
        ].filter(isPresent),
        details: d,
      },
    ];
  },
  severity: ({ details: d }) => (d.kind === 'diluted' ? 'medium' : isProven(d) ? 'high' : 'info'),
  explain: ({ details: d }, facts) => {
    if (d.kind === 'diluted') {
      return dilutedStory(d, facts);
    }
    const all = [d.me, ...d.others];
    const names = all.map((m) => m.facts.workload.name).sort();
    const when = d.newborn ? `since HPA ${d.newborn.name} was born` : `for ${duration(sum(d.spans.map(lengthOf)))}`;
    const rest = d.witness || d.readElsewhere ? ', while others read theirs' : '';
    return {
      summary: `The HPAs of ${names.join(' and ')} are blind together ${when}${rest}: ${isProven(d) ? 'each selector finds pods of the other' : 'shared pods or a dead metrics API, the series do not tell'}.`,
      label: 'HPAs blind together',
      causeKey: `selector-overlap|${d.me.facts.workload.namespace}|${names.join('|')}`,
      causeTitle: `Selectors of ${names.join(' and ')} overlap`,
    };
  },
  confirm: ({ details: d }, facts) =>
    d.kind === 'diluted'
      ? { command: showBoth(d, facts), expect: 'labels under SELECTOR of the first that pods of the second carry too' }
      : {
          command: showSelectors(d),
          expect: 'ScalingActive=False AmbiguousSelector, and labels under SELECTOR that pods of both carry',
        },
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    if (d.kind === 'diluted') {
      return dilutedFixes(d, facts);
    }
    const [other] = d.others;
    const second = other?.facts.workload.name ?? workload.name;
    return [
      {
        title: `Delete HPA ${other?.hpa.name ?? d.me.hpa.name}: free one of them`,
        term: 'now',
        why: 'With one HPA left on the shared pods it scales again, though on an average over both workloads.',
        command: deleteHpa(workload.namespace, other?.hpa ?? d.me.hpa),
        price: `${second} stands at its present number until it has a selector of its own.`,
        undo: 'Apply the manifest of the deleted HPA.',
        verify: 'ScalingActive true on the other within 30 s.',
      },
      {
        title: 'A label of its own in the selector',
        term: 'for-good',
        why: 'Selectors that share no pod leave each HPA its own average. A selector cannot be changed in place: delete and create.',
        patches: [
          workloadManifest(other?.facts ?? facts, {
            selector: { matchLabels: { app: second } },
            template: { metadata: { labels: { app: second } } },
          }),
        ],
        isDestructive: true,
        price: `${second} is made anew: bring up a second one under another name first, or take a short outage.`,
        undo: 'Create it with the old selector.',
        verify: 'ScalingActive true on both HPAs for 5 min.',
      },
    ];
  },
});
