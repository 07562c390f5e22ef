// Actions on the size of pods: requests that pods were born with, evictions by the VPA (docs/signals.md, "VPA").
import { groupBy } from '../../kit/array';
import type { Action, Certainty, Verb } from '../../model/action';
import type { SignalKind } from '../../model/series';
import { edgesOf, valueAt, type Signal } from '../../model/signal';
import { workloadKey, type ScalerRef } from '../../model/workload';
import { requestAtBirth } from '../signals/podRequests';
import { couldResize, followsDeploy, type PodFacts, type VpaFacts, type WorkloadFacts } from '../signals/facts';
import { wasBornWith } from '../signals/readVpas';

/** Changes below this share are rounding of quantities, not decisions. */
const SMALLEST_RESIZE = 0.005;
/** Pods of one updater pass are born within this time: they are one action. */
const PASS = 30_000;
/** --updater-interval: one round of the updater. */
const UPDATER_ROUND = 60_000;

function resizer(facts: WorkloadFacts, container: string, resource: string, at: number): ScalerRef {
  const vpa = facts.vpas.find(
    (v) =>
      couldResize(v, at) &&
      v.recommendations.some((r) => r.resource === resource && (r.container === container || r.container === '*'))
  );
  return vpa?.ref ?? { family: 'external' };
}

function resizeAction(
  facts: WorkloadFacts,
  key: string,
  before: number,
  pods: readonly PodFacts[],
  to: number
): Action {
  const [container = '', resource = ''] = key.split('/');
  const first = pods[0]?.created ?? 0;
  const last = pods.at(-1)?.created ?? first;
  const actor = resizer(facts, container, resource, last);
  return {
    id: `${workloadKey(facts.workload)}#size:${key}@${first}`,
    workload: facts.workload,
    field: 'size',
    verb: 'resize',
    // Creation times are whole seconds: the pod was born somewhere in that second.
    interval: { from: first, to: last + 1000 },
    from: before,
    to,
    actor,
    reason:
      actor.family === 'vpa'
        ? 'new pods of the same template came with another request, and this VPA recommends it'
        : 'new pods of the same template came with another request: something rewrites pods as they are created',
    certainty: actor.family === 'vpa' ? 'observed' : 'inferred',
    hidden: 0,
    resource,
    evidence: ['pod.request', 'pod.created', 'vpa.target'],
  };
}

/**
 * True when the request of the pod is the one it was born with: where pods are resized as they run, only those that still
 * have what was recommended at their birth tell it.
 */
function isOfBirth(facts: WorkloadFacts, pod: PodFacts, key: string): boolean {
  const inPlace = facts.vpas.filter((v) => v.resizedInPlace);
  return (
    inPlace.length === 0 ||
    (pod.resized.has(key) && pod.created >= facts.range.from) ||
    inPlace.some((v) => v.recommendations.some((r) => `${r.container}/${r.resource}` === key && wasBornWith(pod, r)))
  );
}

/** Walks the pods of one template in order of birth; each change of the request is an action. */
function resizesOf(facts: WorkloadFacts, pods: readonly PodFacts[], key: string): Action[] {
  const actions: Action[] = [];
  let size: number | undefined;
  let batch: { before: number; to: number; pods: PodFacts[] } | undefined;
  const close = (): void => {
    if (batch) {
      actions.push(resizeAction(facts, key, batch.before, batch.pods, batch.to));
      batch = undefined;
    }
  };
  for (const pod of pods) {
    const request = requestAtBirth(pod, key);
    if (request === undefined || !isOfBirth(facts, pod, key)) {
      continue;
    }
    const changed = size !== undefined && Math.abs(request - size) / size > SMALLEST_RESIZE;
    if (batch && pod.created - (batch.pods[0]?.created ?? 0) <= PASS) {
      batch.pods.push(pod);
      batch.to = request;
    } else {
      close();
      if (changed && size !== undefined) {
        batch = { before: size, to: request, pods: [pod] };
      }
    }
    size = request;
  }
  close();
  return actions.filter(
    (a) => a.from !== a.to && a.interval.to > facts.range.from && a.interval.from <= facts.range.to
  );
}

/** Every resize of new pods within one template; a new template with another size is a deploy, not a resize. */
export function resizeActions(facts: WorkloadFacts): Action[] {
  const byTemplate = groupBy(facts.pods, (pod) => pod.template);
  return [...byTemplate.values()].flatMap((pods) => {
    const keys = [...new Set(pods.flatMap((pod) => [...pod.requests.keys()]))].sort();
    return keys.flatMap((key) => resizesOf(facts, pods, key));
  });
}

/** What tells one counter of the updater from another. */
interface Counted {
  readonly id: string;
  readonly verb: Verb;
  readonly actor: ScalerRef;
  readonly reason: string;
  readonly certainty: Certainty;
  readonly evidence: readonly SignalKind[];
}

/** One action per rise of a counter of pods. */
function countedActions(
  facts: WorkloadFacts,
  counter: Signal | undefined,
  { id, ...what }: Counted,
  holds: (at: number) => boolean = () => true
): Action[] {
  return edgesOf(counter)
    .filter((edge) => edge.to > edge.from && !edge.acrossGap && holds(edge.interval.to))
    .map((edge) => ({
      id: `${workloadKey(facts.workload)}#${id}@${edge.interval.to}`,
      workload: facts.workload,
      field: 'pods' as const,
      interval: edge.interval,
      from: 0,
      to: edge.to - edge.from,
      hidden: 0,
      ...what,
    }));
}

/** Evictions counted by the VPA updater between two samples of its counter. */
export function evictionActions(facts: WorkloadFacts): Action[] {
  return facts.vpas.flatMap((vpa) =>
    countedActions(facts, vpa.evicted, {
      id: `evict:${vpa.name}`,
      verb: 'evict',
      actor: vpa.ref,
      reason: 'the eviction counter of the VPA updater rose',
      certainty: 'observed',
      evidence: ['vpa.evicted'],
    })
  );
}

/** The VPA that may have evicted at `at`, where its updater names none and counts for the whole cluster. */
function uncounted(facts: WorkloadFacts, at: number): VpaFacts | undefined {
  return facts.vpas.find(
    (v) => v.evicted === undefined && couldResize(v, at) && valueAt(v.modes.get('Initial'), at) !== 1
  );
}

/** Pods of one pass, in order of birth. */
function batches(pods: readonly PodFacts[]): PodFacts[][] {
  const all: PodFacts[][] = [];
  for (const pod of pods) {
    const last = all.at(-1);
    if (last?.[0] && pod.created - last[0].created <= PASS) {
      last.push(pod);
    } else {
      all.push([pod]);
    }
  }
  return all;
}

/**
 * Pods that replaced others of their template while the replicas stood, in the very interval in which the counter of all
 * evictions rose by as many or more: with an updater before VPA 1.5 nothing else tells.
 */
export function bornEvictionActions(facts: WorkloadFacts): Action[] {
  const total = edgesOf(facts.nodes.evicted).filter((edge) => edge.to > edge.from && !edge.acrossGap);
  const born = facts.pods.filter((pod) => pod.created > facts.range.from);
  return (total.length === 0 ? [] : batches(born)).flatMap((pods) => {
    const span = { from: (pods[0]?.created ?? 0) - 1000, to: (pods.at(-1)?.created ?? 0) + 1000 };
    const vpa = uncounted(facts, span.to);
    const before = valueAt(facts.replicas, span.from - 1);
    const after = valueAt(facts.replicas, span.to + facts.scrape) ?? before;
    const rise = total.find(({ interval }) => interval.to >= span.from && interval.from <= span.to + facts.scrape);
    const replaced = pods.length - Math.max(0, (after ?? NaN) - (before ?? NaN));
    return vpa && rise && replaced > 0 && !followsDeploy(facts, span, 2 * UPDATER_ROUND)
      ? [
          {
            id: `${workloadKey(facts.workload)}#born-evict:${vpa.name}@${span.to}`,
            workload: facts.workload,
            field: 'pods' as const,
            verb: 'evict' as const,
            interval: span,
            from: 0,
            to: Math.min(replaced, rise.to - rise.from),
            hidden: 0,
            actor: vpa.ref,
            reason: 'pods were replaced as the counter of all evictions of VPAs rose; it names none before VPA 1.5',
            certainty: 'inferred' as const,
            evidence: ['vpa.evicted', 'pod.created'] as const,
          },
        ]
      : [];
  });
}

/** Living pods that the VPA updater resized without a restart, by its counter. */
export function inPlaceActions(facts: WorkloadFacts): Action[] {
  return facts.vpas.flatMap((vpa) =>
    countedActions(facts, vpa.inPlace, {
      id: `in-place:${vpa.name}`,
      verb: 'resize',
      actor: vpa.ref,
      reason: 'the in-place counter of the VPA updater rose',
      certainty: 'observed',
      evidence: ['vpa.in-place'],
    })
  );
}

/** Evictions that the VPA updater tried and a budget refused, where only one budget can have done so. */
export function refusalActions(facts: WorkloadFacts): Action[] {
  const [budget, ...others] = facts.budgets.filter((b) => b.only);
  if (!budget || others.length > 0) {
    return [];
  }
  const isClosed = (at: number): boolean => valueAt(budget.allowed, at) === 0;
  return facts.vpas.flatMap((vpa) =>
    countedActions(
      facts,
      vpa.evictionFailed,
      {
        id: `refuse:${vpa.name}`,
        verb: 'refuse',
        actor: { family: 'pdb', name: budget.name },
        reason: 'the counter of failed evictions of the VPA updater rose while this budget allowed none',
        certainty: 'inferred',
        evidence: ['vpa.eviction-failed', 'pdb.allowed'],
      },
      isClosed
    )
  );
}
