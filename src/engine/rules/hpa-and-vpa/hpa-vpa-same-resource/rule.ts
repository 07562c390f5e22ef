// The HPA scales on a percentage of the request, the VPA changes that request: each resize moves the percentage, the HPA
// answers with pods, the load per pod moves and the VPA resizes again (VPA docs, known-limitations; AEP-5342).
import { isPresent, sortBy } from '../../../../kit/array';
import { clip, hull, type Interval } from '../../../../kit/interval';
import { correlation, extent, mean, sum } from '../../../../kit/stats';
import { clockInterval } from '../../../../kit/moment';
import { count, number, quantity } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import type { Echo } from '../../../../model/finding';
import { lastValue, samplesIn, valueAt } from '../../../../model/signal';
import type { ScalerRef } from '../../../../model/workload';
import { actionsIn, type Facts } from '../../../episodes/facts';
import { startUpEnd } from '../../../episodes/startUp';
import { SOONEST_ANSWER, SYNC } from '../../../signals/clocks';
import {
  followsDeploy,
  mayResize,
  recommendationsFor,
  type HpaFacts,
  type MetricFacts,
  type VpaFacts,
} from '../../../signals/facts';
import { impliedRequest, isResource, requestPerPod } from '../../../signals/proposal';
import { row } from '../../evidence';
import { ownEdges } from '../../../predicates/hpa';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showMetrics, showVpas, showPods } from '../../../remedies/look';
import { stopVpa, vpaOnly, absoluteTarget } from '../../../remedies/mitigations';

interface SameResource {
  readonly hpa: HpaFacts;
  readonly metric: MetricFacts;
  readonly vpa: VpaFacts | undefined;
  readonly resizes: readonly Action[];
  readonly echoes: readonly Echo[];
  readonly replicas: readonly [number, number];
  readonly request: readonly [number, number];
  readonly product: { readonly min: number; readonly max: number; readonly middle: number } | undefined;
  readonly mirrored: boolean;
  readonly span: Interval;
}

/** An HPA answers within three passes of a resize: 60 s, plus a scrape at each end. */
const ANSWER = 60_000;

/** True when every sample of the mode says Off, or when no mode is exported and nothing was seen of its doing. */
function isIdle(vpa: VpaFacts): boolean {
  const off = vpa.modes.get('Off');
  return vpa.modes.size === 0
    ? !vpa.seenActing
    : off !== undefined && off.values.length > 0 && off.values.every((v) => v === 1);
}

/** True when an active VPA recommends the resource that the HPA takes its percentage of. */
function sizing(facts: Facts, metric: MetricFacts): VpaFacts | undefined {
  return facts.vpas.find((vpa) => {
    const recommends = recommendationsFor(vpa, metric).some((r) => r.target);
    return recommends && !isIdle(vpa);
  });
}

function resizesOf(facts: Facts, metric: MetricFacts, context: RuleContext<'minEchoes' | 'minResize'>): Action[] {
  const smallest = context.thresholds.minResize;
  const settled = startUpEnd(facts) ?? -Infinity;
  return facts.actions.filter(
    (a) =>
      a.field === 'size' &&
      a.interval.from >= settled &&
      a.resource === metric.name &&
      // What somebody resized by hand on living pods is no VPA's, and no template that something rewrites.
      !(a.inPlace && a.actor.family !== 'vpa') &&
      Math.abs(a.to - a.from) / a.from >= smallest &&
      !followsDeploy(facts, a.interval, ANSWER)
  );
}

/** What the VPA did to the pods: new sizes, and evictions that bring the latest size to more of them. */
function passesOf(facts: Facts, resizes: readonly Action[], vpa: VpaFacts | undefined): Action[] {
  const settled = startUpEnd(facts) ?? -Infinity;
  const evictions = vpa
    ? facts.actions.filter((a) => a.verb === 'evict' && a.actor.name === vpa.name && a.interval.from >= settled)
    : [];
  return sortBy([...resizes, ...evictions], (a) => a.interval.to);
}

/**
 * The answers of the HPA: moves in the direction that n x r = const predicts, soon after a pass of the VPA. Small resizes
 * add up until the dead band is left, so the request is compared with that of the last answer.
 */
function echoesOf(facts: Facts, hpa: HpaFacts, passes: readonly Action[], resource: string, smallest: number): Echo[] {
  const answers = ownEdges(facts, hpa);
  let since = passes[0] && requestPerPod(facts, resource, passes[0].interval.from - 1000);
  return answers.flatMap((answer) => {
    const cause = [...passes]
      .reverse()
      .find(
        (p) =>
          answer.interval.to - p.interval.from > SOONEST_ANSWER &&
          answer.interval.from - p.interval.to <= ANSWER + facts.scrape
      );
    const before = since;
    const now = cause && requestPerPod(facts, resource, cause.interval.to);
    const changed = before !== undefined && now !== undefined && Math.abs(now - before) / before >= smallest;
    const isAnswer = changed && Math.sign(before - now) === Math.sign(answer.to - answer.from);
    // A move for another reason answers nothing: what the VPA did while it happened is still unanswered.
    since = isAnswer ? now : (requestPerPod(facts, resource, answer.interval.from - SYNC) ?? since);
    return cause && isAnswer ? [echo(answer, cause, before, now, resource)] : [];
  });
}

function echo(answer: Action, cause: Action, before: number, now: number, resource: string): Echo {
  const lag = {
    from: Math.max(0, answer.interval.from - cause.interval.to),
    to: answer.interval.to - cause.interval.from,
  };
  const evicted = cause.verb === 'evict' ? `${count(cause.to, 'pod')} evicted, ` : '';
  return {
    cause: cause.id,
    answer: answer.id,
    causeInterval: cause.interval,
    answerInterval: answer.interval,
    lag,
    causeText: `${evicted}${quantity(before, resource)} → ${quantity(now, resource)}`,
    answerText: `${answer.from} → ${answer.to}`,
    predicted: number(Math.ceil((answer.from * before) / now)),
  };
}

/** n and r over the span, and whether they mirror each other while n x r stands (the slow test of B1). */
function mirror(
  facts: Facts,
  metric: MetricFacts,
  resizes: readonly Action[],
  span: Interval
): Pick<SameResource, 'replicas' | 'request' | 'product' | 'mirrored'> {
  const implied = impliedRequest(metric);
  const requestAt = (t: number): number | undefined => {
    const last = [...resizes].reverse().find((r) => r.interval.to <= t);
    return last?.to ?? resizes[0]?.from ?? valueAt(implied, t);
  };
  const points = samplesIn(facts.replicas, span).flatMap(([t, n]) => {
    const r = requestAt(t);
    return n > 0 && r !== undefined ? [{ n, r }] : [];
  });
  const n = extent(points.map((p) => p.n));
  const r = extent(points.map((p) => p.r));
  const product = extent(points.map((p) => p.n * p.r));
  const first = points[0];
  const last = points.at(-1);
  if (!n || !r || !product || !first || !last) {
    const stood = valueAt(facts.replicas, span.to) ?? NaN;
    const request = [resizes[0]?.from ?? NaN, resizes.at(-1)?.to ?? NaN] as const;
    return {
      replicas: [valueAt(facts.replicas, span.from) ?? stood, stood],
      request,
      product: undefined,
      mirrored: false,
    };
  }
  const middle = mean(points.map((p) => p.n * p.r)) ?? NaN;
  const rho = correlation(
    points.map((p) => Math.log(p.n)),
    points.map((p) => Math.log(p.r))
  );
  const varies = (x: { min: number; max: number }): boolean => x.max / Math.max(x.min, 1e-9) >= 1.3;
  const steady = (product.max - product.min) / middle < 0.6;
  return {
    // The span opens with the first resize: before it stood what `from` says.
    replicas: [valueAt(facts.replicas, span.from) ?? first.n, last.n],
    request: [resizes[0]?.from ?? first.r, last.r],
    product: { ...product, middle },
    mirrored: varies(n) && varies(r) && rho < -0.7 && steady,
  };
}

function build(
  facts: Facts,
  hpa: HpaFacts,
  metric: MetricFacts,
  context: RuleContext<'minEchoes' | 'minResize'>
): SameResource | undefined {
  const vpa = sizing(facts, metric);
  const resizes = resizesOf(facts, metric, context).filter(
    (a) => a.actor.family !== 'vpa' || a.actor.name === vpa?.name
  );
  if (!vpa && resizes.length < 2) {
    return undefined;
  }
  const smallest = context.thresholds.minResize;
  const echoes = echoesOf(facts, hpa, passesOf(facts, resizes, vpa), metric.name, smallest);
  const acts = hull([...resizes.map((a) => a.interval), ...echoes.map((e) => e.answerInterval)]);
  const span = clip(acts ?? facts.range, facts.range) ?? facts.range;
  return { hpa, metric, vpa, resizes, echoes, ...mirror(facts, metric, resizes, span), span };
}

/** The VPA replaced at least 30 % of the pods around its echo: one answer then is proof enough. */
function churned(facts: Facts, d: SameResource): boolean {
  const [first] = d.echoes;
  if (!first) {
    return false;
  }
  const near = { from: first.causeInterval.from - 2 * ANSWER, to: first.answerInterval.to + ANSWER };
  const evicted = sum(
    actionsIn(facts.actions, near)
      .filter((a) => a.verb === 'evict')
      .map((a) => a.to)
  );
  return evicted >= 0.3 * (valueAt(facts.replicas, first.causeInterval.from) ?? Infinity);
}

/** False once the VPA no longer recommends the resource, or is Off: then the fight is over with its last blow. */
function stillStands(facts: Facts, d: SameResource): boolean {
  if (!d.vpa) {
    return true;
  }
  const recommends = d.vpa.recommendations.some(
    (r) => r.resource === d.metric.name && valueAt(r.target, facts.end) !== undefined
  );
  return recommends && mayResize(d.vpa, facts.end);
}

/** Where scrapes are missing, an answer may have come from elsewhere. */
function isWhole(facts: Facts): boolean {
  return facts.knows('workload.replicas').state === 'read';
}

function actorsOf(d: SameResource): ScalerRef[] {
  return [d.hpa.ref, d.vpa?.ref ?? { family: 'external' }];
}

function direction(d: SameResource): string {
  return d.request[1] <= d.request[0] ? 'many small pods' : 'few giant pods';
}

/** Every metric that is a percentage of a request: an HPA may have one for cpu and one for memory. */
function percentagesOf(facts: Facts): Array<{ hpa: HpaFacts; metric: MetricFacts }> {
  return facts.hpas.flatMap((hpa) =>
    hpa.metrics.filter((m) => m.type === 'utilization' && isResource(m)).map((metric) => ({ hpa, metric }))
  );
}

export const hpaVpaSameResource = defineRule({
  id: 'hpa-vpa-same-resource',
  title: 'The VPA resizes the request that the HPA takes its percentage of',
  code: 'B1',
  traits: ['contests-size'],
  scans: ['sized-twice', 'recommendation-moved', 'rewritten', 'moved', 'evicted', 'resized'],
  needs: ['hpa.info', 'hpa.desired', 'hpa.spec-metric', 'workload.replicas'],
  reveals: ['vpa.target', 'vpa.mode', 'pod.request'],
  helps: ['vpa.evicted', 'pod.created', 'hpa.status-metric'],
  thresholds: {
    minEchoes: { title: 'Answers of the HPA to a resize', unit: 'echoes', default: 2, min: 1, max: 20 },
    minResize: { title: 'Smallest resize that counts', unit: 'ratio', default: 0.03, min: 0.005, max: 0.5 },
  },
  explains: [
    'hpa-pinned-max',
    'hpa-flapping',
    'vpa-evict-during-scale-out',
    'vpa-recommendation-oscillation',
    'hpa-floor-waste',
    'vpa-capped',
  ],
  detect: (facts, context): Array<Detection<SameResource>> =>
    percentagesOf(facts).flatMap(({ hpa, metric }) => {
      const d = build(facts, hpa, metric, context);
      if (!d) {
        return [];
      }
      const enough = d.echoes.length >= context.thresholds.minEchoes;
      const fights =
        enough || (d.echoes.length === 1 && (d.mirrored || churned(facts, d))) || (d.mirrored && d.resizes.length >= 3);
      // Report a bare precondition only while it still holds: not after the fix.
      if (!fights && !(d.vpa && stillStands(facts, d))) {
        return [];
      }
      const scaleOuts = facts.edges.filter(
        (e) => e.actor.name === hpa.name && e.interval.to > d.span.from && e.interval.to <= d.span.to
      );
      return [
        {
          intervals: [fights ? d.span : facts.range],
          preconditionOnly: !fights,
          rhythm: stillStands(facts, d)
            ? Math.max(600_000, (d.span.to - d.span.from) / Math.max(1, d.resizes.length))
            : 0,
          actors: actorsOf(d),
          confidence:
            fights && d.vpa && (d.mirrored || d.echoes.length >= 3) && isWhole(facts)
              ? ('certain' as const)
              : fights
                ? ('likely' as const)
                : ('possible' as const),
          confidenceNotes: [
            fights ? 'both scalers seen acting' : 'both are set up for it; no answer seen yet',
            d.vpa
              ? `VPA ${d.vpa.name} recommends ${d.metric.name}`
              : 'no VPA series: pods of one template came in different sizes, so something rewrites them',
            d.vpa && d.vpa.modes.size === 0 ? 'its update mode is not exported, but it was seen acting' : '',
            d.product && d.mirrored
              ? `n·r within ${Math.round(((d.product.max - d.product.min) / 2 / d.product.middle) * 100)} % while n and r moved against each other`
              : '',
          ].filter((note) => note !== ''),
          evidence: [
            row('Target of the HPA', `${d.metric.name} ${number(lastValue(d.metric.target) ?? NaN)} % of the request`, [
              'hpa.spec-metric',
            ]),
            d.vpa && row('Recommendation', `VPA ${d.vpa.name} controls ${d.metric.name}`, ['vpa.target', 'vpa.mode']),
            d.resizes.length > 0
              ? row(
                  'Resizes',
                  `${d.resizes.length}, ${quantity(d.request[0], d.metric.name)} → ${quantity(d.request[1], d.metric.name)}`,
                  ['pod.request', 'pod.created'],
                  'observed',
                  d.span
                )
              : undefined,
            fights
              ? row(
                  'Answers',
                  `${d.echoes.length} of ${scaleOuts.length} moves of the HPA follow a resize within ${(ANSWER + facts.scrape) / 1000} s`,
                  ['hpa.desired', 'workload.replicas'],
                  'observed',
                  d.span
                )
              : undefined,
            d.product
              ? row(
                  'Product n·r',
                  `${number(d.product.min)} to ${number(d.product.max)} in the same time`,
                  ['pod.request', 'workload.replicas'],
                  'observed',
                  d.span
                )
              : undefined,
          ].filter(isPresent),
          echoes: d.echoes,
          details: d,
        },
      ];
    }),
  severity: ({ preconditionOnly }) => (preconditionOnly ? 'medium' : 'high'),
  explain: ({ details: d, preconditionOnly }) => {
    const label = `HPA × ${d.vpa ? 'VPA' : 'resizer'} on ${d.metric.name}`;
    const causeKey = `hpa-vpa-${d.metric.name}`;
    const causeTitle = `VPA resizes the ${d.metric.name} request that the HPA's ${d.metric.name} percentage is computed from`;
    if (preconditionOnly) {
      return {
        summary: `The HPA scales on ${d.metric.name} % of a request that VPA ${d.vpa?.name ?? ''} sizes: the next resize moves the replicas.`,
        label,
        causeKey,
        causeTitle,
      };
    }
    const small = direction(d) === 'many small pods';
    const move = `${number(d.replicas[0])} → ${number(d.replicas[1])}`;
    return {
      summary: small
        ? `Each time ${d.vpa ? 'the VPA' : 'something'} shrinks the pods, the HPA adds more: ${move} for the same work.`
        : `${d.vpa ? 'The VPA' : 'Something'} grows the pods, the HPA removes pods: ${move} while the request went ${quantity(d.request[0], d.metric.name)} → ${quantity(d.request[1], d.metric.name)}.`,
      detail: `${count(d.echoes.length, 'answer')} to ${count(d.resizes.length, 'resize')}, the last at ${d.echoes.at(-1) ? clockInterval((d.echoes.at(-1) as Echo).answerInterval) : '–'}.`,
      label: `${label} · ${count(d.echoes.length, 'echo', 'echoes')}`,
      causeKey,
      causeTitle,
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: d.vpa
      ? lines(showVpas(workload.namespace, d.vpa.name), showMetrics(workload.namespace, d.hpa.name))
      : lines(showPods(workload.namespace), showMetrics(workload.namespace, d.hpa.name)),
    expect: `${d.vpa ? `${d.metric.name} under RECOMMENDS in a MODE other than Off` : `pods of one template born with different ${d.metric.name}`}, and a Utilization target on ${d.metric.name} in the HPA`,
  }),
  fix: ({ details: d }, { workload }) => {
    const other = d.metric.name === 'cpu' ? 'memory' : 'cpu';
    const average = valueAt(d.metric.average, d.span.to) ?? lastValue(d.metric.average) ?? 0.5;
    const absolute =
      d.metric.name === 'cpu'
        ? `${Math.max(1, Math.round(average * 1000))}m`
        : `${Math.max(1, Math.round(average / 2 ** 20))}Mi`;
    return [
      ...(d.vpa
        ? [
            {
              title: 'Stop the VPA',
              term: 'now' as const,
              why: 'Without resizes the utilization target has a stable base, so the HPA stops reacting.',
              command: stopVpa(workload.namespace, d.vpa.name),
              price: "New pods start at the template's request again: the number of pods changes once.",
              undo: 'Set updateMode back to what it was.',
              verify: 'No new request among pods of one template for 15 min.',
            },
            {
              title: `VPA sizes ${other} only`,
              term: 'for-good' as const,
              why: `The ${d.metric.name} request stays put under the HPA's percentage; the loop is cut.`,
              patches: [vpaOnly(workload, d.vpa.name, other)],
              price: `${d.metric.name} requests are yours again: review them against a second VPA in mode Off.`,
              undo: 'Remove the resource policy.',
              verify: `No answer within 60 s of a resize for 24 h; ${d.metric.name} request per pod flat.`,
            },
          ]
        : []),
      {
        title: 'Aim at an absolute number',
        term: 'for-good',
        why: 'With AverageValue the request does not enter the arithmetic of the HPA.',
        patches: [absoluteTarget(workload, d.hpa, d.metric, absolute)],
        price: 'The number must follow the performance of the code.',
        undo: `Set averageUtilization ${number(lastValue(d.metric.target) ?? NaN)} again.`,
        verify: 'The HPA no longer moves after a resize.',
      },
    ];
  },
});
