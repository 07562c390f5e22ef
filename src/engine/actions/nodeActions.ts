// What node autoscalers did to one workload: nodes that came while its pods waited, nodes that went with its pods on them.
// The cluster's own entry has them all.
import { distinct, isPresent } from '../../kit/array';
import { overlaps, type Interval, type Millis } from '../../kit/interval';
import type { Action, Verb } from '../../model/action';
import { runsWhere } from '../../model/signal';
import type { SignalKind } from '../../model/series';
import { workloadKey, type ScalerRef } from '../../model/workload';
import type { NodeLife, WorkloadFacts } from '../signals/facts';
import { rises } from '../signals/nodeRises';
import { makerOf, waitsOf } from '../signals/nodeWaits';

/** A node made for a waiting pod is asked for within this time (kubernetes/autoscaler: cluster-autoscaler/FAQ.md). */
const NEAR: Millis = 60_000;

function nodeAction(
  facts: WorkloadFacts,
  verb: Verb,
  actor: ScalerRef,
  interval: Interval,
  nodes: number,
  what: { readonly id: string; readonly reason: string; readonly evidence: readonly SignalKind[] }
): Action {
  const isMore = verb === 'provision';
  return {
    id: `${workloadKey(facts.workload)}#nodes:${verb}:${actor.family}:${what.id}@${interval.to}`,
    workload: facts.workload,
    field: 'nodes',
    verb,
    interval,
    from: isMore ? 0 : nodes,
    to: isMore ? nodes : 0,
    actor,
    reason: what.reason,
    certainty: 'observed',
    hidden: 0,
    evidence: what.evidence,
  };
}

/** Nodes that are younger than pods of this workload on them: made for them. */
function bound(facts: WorkloadFacts): Action[] {
  const waits = waitsOf(facts).filter(({ isNew }) => isNew);
  const nodes = distinct(waits.map(({ node }) => node).filter(isPresent));
  return nodes.map((node) => {
    const at = node.created ?? NaN;
    return nodeAction(facts, 'provision', makerOf(node, facts.nodes), { from: at, to: at + 1000 }, 1, {
      id: node.name,
      reason: `node ${node.name} came while pods waited, and they were bound to it`,
      evidence: ['node.created', 'pod.request'],
    });
  });
}

/** True where it is known to which nodes the pods of the workload were bound: counters of others say nothing then. */
function isBindingTold(facts: WorkloadFacts): boolean {
  return facts.pods.some((pod) => facts.nodes.byName.has(pod.node));
}

/** Rises of the counters of nodes made, near a wait of this workload's pods. */
function counted(facts: WorkloadFacts): Action[] {
  const waits = facts.unschedulable
    .flatMap((signal) => runsWhere(signal, (v) => v === 1))
    .map((span) => ({ from: span.from - NEAR, to: span.to + NEAR }));
  const isCluster = facts.workload.kind === 'Cluster';
  return rises(facts.nodes.added, facts)
    .filter((rise) => isCluster || waits.some((wait) => overlaps(wait, rise.interval)))
    .map((rise) =>
      nodeAction(
        facts,
        'provision',
        rise.pool === '' ? { family: rise.family } : { family: rise.family, name: rise.pool },
        rise.interval,
        rise.by,
        {
          id: rise.pool,
          reason: isCluster
            ? 'its counter of new nodes rose'
            : 'its counter of new nodes rose while pods waited for one',
          evidence: ['nodes.added'],
        }
      )
    );
}

function added(facts: WorkloadFacts): Action[] {
  return isBindingTold(facts) ? bound(facts) : counted(facts);
}

function isMine(facts: WorkloadFacts, node: NodeLife): boolean {
  return facts.workload.kind === 'Cluster' || facts.pods.some((pod) => pod.node === node.name);
}

/** Nodes that an autoscaler tainted and that are gone, where pods of this workload were bound to them. */
function removed(facts: WorkloadFacts): Action[] {
  return facts.nodes.lives.flatMap((node) =>
    node.gone && node.removedBy !== undefined && isMine(facts, node)
      ? [
          nodeAction(
            facts,
            'consolidate',
            node.pool?.ref.family === node.removedBy ? node.pool.ref : { family: node.removedBy },
            { from: node.seen.to, to: Math.min(node.seen.to + facts.scrape, facts.range.to) },
            1,
            { id: node.name, reason: `node ${node.name} was tainted by it and is gone`, evidence: ['node.taint'] }
          ),
        ]
      : []
  );
}

/** Nodes added and removed, as far as they concern this workload. */
export function nodeActions(facts: WorkloadFacts): Action[] {
  return [...added(facts), ...removed(facts)];
}
