// What the timeline draws of one workload: curves, actions, counts. No judgement here.
import { isPresent } from '../../kit/array';
import { clip, lengthOf, without, type Interval } from '../../kit/interval';
import { number } from '../../kit/text';
import type { Finding } from '../../model/finding';
import type { Curve, CurveId, PodCount, ScalerNote, WorkloadHistory } from '../../model/report';
import type { Unjudged } from '../../model/knowledge';
import { coverageOf, lastValue, type Signal } from '../../model/signal';
import type { Verdict } from '../../model/verdict';
import { isOutside, type ScalerRef } from '../../model/workload';
import { isBlind } from '../predicates/hpa';
import { writeCounts } from '../actions/replicaActions';
import type { Facts } from '../episodes/facts';
import type { HpaFacts, MetricFacts } from '../signals/facts';
import { podsInferred } from './impact';
import { PATIENCE } from '../signals/clocks';
import { policyOf, replicasOwner, sizeOwner } from './ownership';
import { reactionOf } from './reaction';
import { standsSince } from './standsSince';
import { requestCurves, totalCurves } from './sizeCurves';

function curve(id: CurveId, signal: Signal | undefined, scaler?: ScalerRef, resource?: string): Curve | undefined {
  return signal && signal.times.length > 0
    ? { id, scaler, resource, times: signal.times, values: signal.values, staleAfter: signal.staleAfter }
    : undefined;
}

function blindSignal(hpa: HpaFacts): Signal | undefined {
  const active = hpa.scalingActive;
  return (
    active && {
      ...active,
      values: active.times.map((t) => (isBlind(hpa, t) ? 1 : 0)),
    }
  );
}

/** While a budget that can only mean this workload allows nothing, and while the API server refuses new pods. */
function deniedCurves(facts: Facts): Array<Curve | undefined> {
  const isNone = (signal: Signal): Signal => ({ ...signal, values: signal.values.map((v) => (v === 0 ? 1 : 0)) });
  const budgets = facts.budgets
    .filter((budget) => budget.only && budget.allowed)
    .map((budget) => curve('denied', budget.allowed && isNone(budget.allowed), { family: 'pdb', name: budget.name }));
  return facts.quotas.length > 0 ? [...budgets, curve('denied', facts.replicaFailure, { family: 'quota' })] : budgets;
}

function curvesOf(facts: Facts): Curve[] {
  const requests = requestCurves(facts);
  const perHpa = facts.hpas.flatMap((hpa) => [
    curve('wish', hpa.desired, hpa.ref),
    curve('min', hpa.min, hpa.ref),
    curve('max', hpa.max, hpa.ref),
    curve('blind', blindSignal(hpa), hpa.ref),
  ]);
  const perObject = facts.scaledObjects.flatMap((so) => [
    ...so.triggers.map((t) => curve('active', t.active, so.ref, t.metric)),
    curve('paused', so.paused, so.ref),
  ]);
  const own = [curve('spec', facts.replicas), curve('ready', facts.ready), curve('proposal', facts.proposal)];
  const others = [...perHpa, ...perObject, ...deniedCurves(facts)];
  return [...own, ...others, ...requests, ...totalCurves(facts, requests)].filter(isPresent);
}

function metricText(metric: MetricFacts): string {
  const target = lastValue(metric.target);
  const at = target === undefined ? '' : ` ${number(target)}`;
  return metric.type === 'utilization' ? `${metric.name}${at} % of request` : `${metric.name}${at} per pod`;
}

function scalersOf(facts: Facts): ScalerNote[] {
  const hpas = facts.hpas.map((hpa) => ({
    scaler: hpa.ref,
    note: hpa.metrics.map(metricText).join(', '),
    min: lastValue(hpa.min),
    max: lastValue(hpa.max),
  }));
  const vpas = facts.vpas.map((vpa) => {
    const resources = [...new Set(vpa.recommendations.map((r) => r.resource))].sort().join(' and ');
    const mode = [...vpa.modes].find(([, signal]) => lastValue(signal) === 1)?.[0];
    return { scaler: vpa.ref, note: `${resources} request${mode ? `, mode ${mode}` : ''}` };
  });
  const kedas = facts.scaledObjects.map((so) => ({
    scaler: so.ref,
    note: so.triggers.map((t) => t.metric).join(', '),
  }));
  const writers = new Map(facts.actions.filter((a) => isOutside(a.actor.family)).map((a) => [a.actor.family, a.actor]));
  const outside = [...writers.values()].map((actor) => ({
    scaler: actor,
    note:
      actor.family === 'gitops'
        ? 'named by a label'
        : actor.family === 'ci'
          ? 'came with a new template'
          : 'name never exported',
  }));
  return [...hpas, ...vpas, ...kedas, ...outside];
}

/** Spans of the range without samples: before the first, between, after the last, each longer than 2.5 scrapes (`PATIENCE`). */
function gapsOf(facts: Facts): Interval[] {
  const known = facts.replicas ? coverageOf(facts.replicas) : [];
  return without(facts.range, known).filter((gap) => lengthOf(gap) > PATIENCE * facts.scrape);
}

function podCounts(facts: Facts): PodCount[] {
  const seen = facts.pods
    .map((pod) => ({ interval: { from: pod.created, to: pod.created + 1000 }, count: 1, inferred: false }))
    .filter((pod) => clip(pod.interval, facts.range) !== undefined && pod.interval.from > facts.range.from);
  const guessed = facts.hidden
    .filter((a) => a.verb === 'hidden')
    .map((a) => ({ interval: a.interval, count: podsInferred(facts, a.interval), inferred: true }))
    .filter((pods) => pods.count > 0);
  return [...seen, ...guessed];
}

/** Why nothing was found, from what the workload did. */
function quietReason(facts: Facts, findings: readonly Finding[]): string {
  if (findings.some((f) => f.severity !== 'info')) {
    return '';
  }
  const values = Array.from(facts.replicas?.values ?? []);
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (facts.hpas.length === 0 && facts.scaledObjects.length === 0) {
    return facts.edges.length > 0
      ? `${facts.edges.length === 1 ? 'one write' : 'writes'} by others, no autoscaler`
      : 'no autoscaler on replicas';
  }
  if (values.length === 0) {
    return 'no replicas seen';
  }
  if (low === high) {
    return facts.hpas.some((hpa) => lastValue(hpa.min) === low) ? `idle at min ${low}` : `steady at ${low}`;
  }
  const wakes = facts.edges.filter((e) => e.from === 0).length;
  return wakes > 0 ? `${wakes === 1 ? 'one wake' : `${wakes} wakes far apart`}` : `follows demand, ${low} to ${high}`;
}

/** What was said of a workload. */
export interface Ruled {
  readonly findings: readonly Finding[];
  readonly unjudged: readonly Unjudged[];
  readonly verdict: Verdict;
}

/** The history of one workload for the views. */
export function historyOf(facts: Facts, { findings, unjudged, verdict }: Ruled): WorkloadHistory {
  const replicas = replicasOwner(facts, findings);
  const size = sizeOwner(facts);
  return {
    workload: facts.workload,
    scalers: scalersOf(facts),
    curves: curvesOf(facts),
    actions: facts.actions,
    writes: writeCounts(facts),
    podsMade: podCounts(facts),
    evictions: facts.actions
      .filter((a) => a.verb === 'evict')
      .map((a) => ({ interval: a.interval, count: a.to, inferred: false })),
    gaps: gapsOf(facts),
    replicasOwner: replicas,
    sizeOwner: size,
    policy: { ...policyOf(facts, replicas, size), since: standsSince(facts, [replicas, size], findings) },
    reaction: reactionOf(facts),
    scrape: facts.scrape,
    verdict,
    unjudged,
    quietReason: verdict === 'not-judged' ? '' : quietReason(facts, findings),
  };
}
