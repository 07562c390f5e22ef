// An in-place resize changes the request of a living pod, and with it the percentage that the HPA reads, at once: the spec
// counts before the node has applied it, and also when it never does (replica calculator reads pod.spec; kubernetes#142155,
// PR #142157 open).
import { isPresent } from '../../../../kit/array';
import { hull, type Interval } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { count, number, quantity } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import { edgesOf, lastValue, valueAfter, valueAt, type Signal } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import {
  followsDeploy,
  recommendationsFor,
  type HpaFacts,
  type MetricFacts,
  type VpaFacts,
} from '../../../signals/facts';
import { SOONEST_ANSWER } from '../../../signals/clocks';
import { impliedRequest } from '../../../signals/proposal';
import { row } from '../../evidence';
import { ownEdges } from '../../../predicates/hpa';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { resizesInPlace } from '../../../predicates/vpaActs';
import { lines } from '../../../remedies/command';
import { showMetrics, showVpas } from '../../../remedies/look';
import { stopVpa, vpaOnly, absoluteTarget } from '../../../remedies/mitigations';

/** An HPA answers within three passes, plus a scrape at each end. */
const ANSWER = 60_000;

interface Answered {
  readonly resize: Interval;
  readonly pods: number;
  readonly answer: Action;
  readonly from: number;
  readonly to: number;
}

interface InPlace {
  readonly hpa: HpaFacts;
  readonly metric: MetricFacts;
  readonly vpa: VpaFacts;
  readonly answered: readonly Answered[];
  readonly resized: number;
  /** False where the updater is not scraped: then the requests of living pods tell of the resizes. */
  readonly isCounted: boolean;
  /** Resizes that a node refused: the spec, and so the percentage, may be wrong without end. */
  readonly refused: number;
  readonly span: Interval;
}

/** Rounds of resizes and how many pods each had: the updater counts them; where it is not scraped, the requests tell. */
function resizesOf(facts: Facts, metric: MetricFacts, vpa: VpaFacts): Array<{ interval: Interval; pods: number }> {
  const counted = edgesOf(vpa.inPlace).filter((e) => e.to > e.from && !e.acrossGap);
  const seen = facts.actions.filter((a) => a.inPlace && a.resource === metric.name && a.actor.name === vpa.name);
  return counted.length > 0
    ? counted.map(({ interval, from, to }) => ({ interval, pods: to - from }))
    : seen.map(({ interval, pods = 1 }) => ({ interval, pods }));
}

/** The request per pod as the HPA reads it, before the resizes and after the answer. */
function denominatorStep(
  implied: Signal | undefined,
  facts: Facts,
  resize: Interval,
  answer: Action
): readonly [number, number] | undefined {
  const before = valueAt(implied, resize.from - facts.scrape) ?? valueAt(implied, resize.from);
  const after = valueAt(implied, answer.interval.to) ?? valueAfter(implied, resize.to, 4 * facts.scrape);
  return before === undefined || after === undefined ? undefined : [before, after];
}

function answeredBy(
  facts: Facts,
  hpa: HpaFacts,
  metric: MetricFacts,
  vpa: VpaFacts,
  context: RuleContext<'minStep'>
): Answered[] {
  const resizes = resizesOf(facts, metric, vpa);
  const implied = impliedRequest(metric);
  const answers = ownEdges(facts, hpa);
  return answers.flatMap((answer) => {
    const near = resizes.filter(
      (r) =>
        answer.interval.to - r.interval.from > SOONEST_ANSWER &&
        answer.interval.from - r.interval.to <= ANSWER + facts.scrape
    );
    const resize = hull(near.map((r) => r.interval));
    const step = resize && denominatorStep(implied, facts, resize, answer);
    const rolled = followsDeploy(facts, answer.interval, 2 * ANSWER);
    if (!resize || !step || rolled || Math.abs(step[1] - step[0]) / step[0] < context.thresholds.minStep) {
      return [];
    }
    const opposite = Math.sign(step[0] - step[1]) === Math.sign(answer.to - answer.from);
    return opposite ? [{ resize, pods: sum(near.map((r) => r.pods)), answer, from: step[0], to: step[1] }] : [];
  });
}

function build(facts: Facts, hpa: HpaFacts, context: RuleContext<'minAnswers' | 'minStep'>): InPlace | undefined {
  const metric = hpa.metrics.find((m) => m.type === 'utilization' && (m.name === 'cpu' || m.name === 'memory'));
  const vpa =
    metric && facts.vpas.find((v) => resizesInPlace(v, facts.end) && recommendationsFor(v, metric).length > 0);
  if (!metric || !vpa) {
    return undefined;
  }
  const answered = answeredBy(facts, hpa, metric, vpa, context);
  const span = hull(answered.flatMap((a) => [a.resize, a.answer.interval]));
  const growth = (signal: Signal | undefined): number => sum(edgesOf(signal).map((e) => Math.max(0, e.to - e.from)));
  const resized = sum(resizesOf(facts, metric, vpa).map(({ pods }) => pods));
  return span && answered.length >= context.thresholds.minAnswers
    ? {
        hpa,
        metric,
        vpa,
        answered,
        resized,
        isCounted: growth(vpa.inPlace) > 0,
        refused: growth(vpa.inPlaceFailed),
        span,
      }
    : undefined;
}

/** What the resizes were read from. */
function witness({ isCounted }: InPlace): 'vpa.in-place' | 'pod.request' {
  return isCounted ? 'vpa.in-place' : 'pod.request';
}

function detection(d: InPlace): Detection<InPlace> {
  const first = d.answered[0];
  const last = d.answered.at(-1);
  return {
    intervals: [d.span],
    rhythm: Math.max(600_000, (d.span.to - d.span.from) / Math.max(1, d.answered.length - 1)),
    actors: [d.hpa.ref, d.vpa.ref],
    confidence: d.answered.length >= 3 ? 'certain' : 'likely',
    confidenceNotes: [
      `${d.isCounted ? 'resizes are counted by the updater' : 'resizes are read from the requests of living pods'}; the request is the one that the HPA divides by, from its own two readings`,
      'what the node has really applied is not exported: a resize that waits or is refused looks like one that is done',
      d.refused > 0 ? 'the updater counts refused resizes' : 'no refused resize is counted',
    ],
    evidence: [
      row('Target of the HPA', `${d.metric.name} ${number(lastValue(d.metric.target) ?? 0)} % of the request`, [
        'hpa.spec-metric',
      ]),
      row('Resized without a restart', count(d.resized, 'pod'), [witness(d)], 'observed', d.span),
      ...d.answered
        .slice(0, 6)
        .map((a) =>
          row(
            'Resize and answer',
            `request ${quantity(a.from, d.metric.name)} → ${quantity(a.to, d.metric.name)}, replicas ${number(a.answer.from)} → ${number(a.answer.to)}`,
            [witness(d), 'hpa.status-metric', 'hpa.desired'],
            'observed',
            hull([a.resize, a.answer.interval])
          )
        ),
      d.refused > 0 ? row('Refused resizes', number(d.refused), ['vpa.in-place-failed']) : undefined,
      first && last
        ? row(
            'From first to last',
            `${number(first.answer.from)} → ${number(last.answer.to)} replicas`,
            ['workload.replicas'],
            'observed',
            d.span
          )
        : undefined,
    ].filter(isPresent),
    echoes: d.answered.map((a) => ({
      cause: `${a.answer.id}#in-place`,
      answer: a.answer.id,
      causeInterval: a.resize,
      answerInterval: a.answer.interval,
      lag: {
        from: Math.max(0, a.answer.interval.from - a.resize.to),
        to: Math.max(0, a.answer.interval.to - a.resize.from),
      },
      causeText: `${quantity(a.from, d.metric.name)} → ${quantity(a.to, d.metric.name)}`,
      answerText: `${number(a.answer.from)} → ${number(a.answer.to)}`,
      predicted: number(Math.ceil((a.answer.from * a.from) / a.to)),
    })),
    details: d,
  };
}

export const hpaInplaceDenominator = defineRule({
  id: 'hpa-inplace-denominator',
  title: 'In-place resizes move the percentage that the HPA scales on',
  code: 'B2',
  scans: ['sized-twice', 'evicted', 'resized'],
  needs: [
    'hpa.info',
    'hpa.desired',
    'hpa.status-metric',
    'workload.replicas',
    { oneOf: ['vpa.in-place', 'pod.request'] },
  ],
  reveals: ['hpa.spec-metric'],
  helps: ['vpa.mode', 'vpa.target', 'vpa.in-place-failed'],
  thresholds: {
    minAnswers: {
      title: 'Answers of the HPA to in-place resizes',
      unit: 'answers',
      default: 2,
      min: 1,
      max: 20,
    },
    minStep: {
      title: 'Smallest step of the request that counts',
      unit: 'ratio',
      default: 0.05,
      min: 0.01,
      max: 1,
    },
  },
  explains: ['hpa-vpa-same-resource', 'hpa-pinned-max', 'hpa-flapping', 'vpa-recommendation-oscillation', 'vpa-capped'],
  detect: (facts, context): Array<Detection<InPlace>> =>
    facts.hpas
      .map((hpa) => build(facts, hpa, context))
      .filter(isPresent)
      .map(detection),
  severity: () => 'high',
  explain: ({ details: d }) => {
    const first = d.answered[0];
    const last = d.answered.at(-1);
    const shrinks = (first?.from ?? 0) >= (last?.to ?? 0);
    return {
      summary: `Each time the VPA ${shrinks ? 'shrinks' : 'grows'} the request of living pods, the HPA ${shrinks ? 'adds' : 'removes'} pods: ${number(first?.answer.from ?? 0)} → ${number(last?.answer.to ?? 0)}, and no pod was restarted.`,
      detail: `${count(d.answered.length, 'answer')} to ${count(d.resized, 'in-place resize')}${d.refused > 0 ? `, ${number(d.refused)} more were refused` : ''}.`,
      label: `HPA × in-place VPA on ${d.metric.name}`,
      causeKey: `hpa-vpa-in-place-${d.metric.name}`,
      causeTitle: `In-place resizes of ${d.metric.name} under an HPA on ${d.metric.name} percent`,
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: lines(showVpas(workload.namespace, d.vpa.name), showMetrics(workload.namespace, d.hpa.name)),
    expect: `a MODE that resizes in place, ${d.metric.name} under RECOMMENDS, and a Utilization target on ${d.metric.name} in the HPA`,
  }),
  fix: ({ details: d }, { workload }) => {
    const average = valueAt(d.metric.average, d.span.to) ?? lastValue(d.metric.average) ?? 0.5;
    const absolute =
      d.metric.name === 'cpu'
        ? `${Math.max(1, Math.round(average * 1000))}m`
        : `${Math.max(1, Math.round(average / 2 ** 20))}Mi`;
    return [
      {
        title: 'Stop the VPA',
        term: 'now',
        why: 'Without resizes the utilization target has a stable base, so the HPA stops reacting.',
        command: stopVpa(workload.namespace, d.vpa.name),
        price: 'Living pods keep the size they have; new ones start at that of the template.',
        undo: 'Set updateMode back to what it was.',
        verify: 'The requests of living pods stand still, and so do the replicas.',
      },
      {
        title: `VPA sizes ${d.metric.name === 'cpu' ? 'memory' : 'cpu'} only`,
        term: 'for-good',
        why: `The ${d.metric.name} request stays put under the HPA's percentage.`,
        patches: [vpaOnly(workload, d.vpa.name, d.metric.name === 'cpu' ? 'memory' : 'cpu')],
        price: `${d.metric.name} requests are yours again.`,
        undo: 'Remove the resource policy.',
        verify: 'No answer within 60 s of a resize for 24 h.',
      },
      {
        title: 'Aim at an absolute number',
        term: 'for-good',
        why: 'With AverageValue the request does not enter the arithmetic of the HPA.',
        patches: [absoluteTarget(workload, d.hpa, d.metric, absolute)],
        price: 'The number must follow the performance of the code.',
        undo: `Set averageUtilization ${number(lastValue(d.metric.target) ?? 0)} again.`,
        verify: 'The HPA no longer moves after a resize.',
      },
    ];
  },
});
