// Signals -> actions: who moved what, when, on one workload.
import { sortBy } from '../../kit/array';
import type { Action } from '../../model/action';
import { edgesOf, type Signal } from '../../model/signal';
import { workloadKey } from '../../model/workload';
import type { WorkloadFacts } from '../signals/facts';
import { outsideWriter } from './attribute';
import { inPlaceResizes } from './inPlaceResizes';
import { nodeActions } from './nodeActions';
import { replicaActions } from './replicaActions';
import { bornEvictionActions, evictionActions, inPlaceActions, refusalActions, resizeActions } from './sizeActions';

function rolloutActions(facts: WorkloadFacts): Action[] {
  return facts.rollouts.map((rollout) => ({
    id: `${workloadKey(facts.workload)}#rollout@${rollout.at}`,
    workload: facts.workload,
    field: 'template',
    verb: 'rollout',
    interval: { from: rollout.at, to: rollout.by },
    from: 0,
    to: 1,
    actor: { family: 'ci' },
    reason: rollout.what,
    certainty: 'observed',
    hidden: 0,
    evidence: [rollout.evidence],
  }));
}

function boundsActions(facts: WorkloadFacts): Action[] {
  return facts.hpas.flatMap((hpa) => {
    const read = (signal: Signal | undefined, what: 'min' | 'max'): Action[] =>
      edgesOf(signal)
        .filter((edge) => !edge.acrossGap)
        .map((edge) => ({
          id: `${workloadKey(facts.workload)}#bounds:${hpa.name}:${what}@${edge.interval.to}`,
          workload: facts.workload,
          field: 'bounds',
          verb: 'write',
          interval: edge.interval,
          from: edge.from,
          to: edge.to,
          actor: outsideWriter(facts, { t0: edge.interval.from, t1: edge.interval.to }),
          reason: `${what}Replicas of HPA ${hpa.name} changed`,
          certainty: 'observed',
          hidden: 0,
          evidence: [what === 'min' ? 'hpa.min' : 'hpa.max'],
        }));
    return [...read(hpa.min, 'min'), ...read(hpa.max, 'max')];
  });
}

function pauseActions(facts: WorkloadFacts): Action[] {
  return facts.scaledObjects.flatMap((object) =>
    edgesOf(object.paused)
      .filter((edge) => !edge.acrossGap)
      .map((edge) => ({
        id: `${workloadKey(facts.workload)}#pause:${object.name}@${edge.interval.to}`,
        workload: facts.workload,
        field: 'autoscaling' as const,
        verb: edge.to === 1 ? ('pause' as const) : ('resume' as const),
        interval: edge.interval,
        from: edge.from,
        to: edge.to,
        actor: { family: 'external' as const },
        reason: `the pause of ScaledObject ${object.name} changed`,
        certainty: 'observed' as const,
        hidden: 0,
        evidence: ['keda.paused' as const],
      }))
  );
}

/** All actions on one workload, ordered by the end of their interval. */
export function readActions(facts: WorkloadFacts): Action[] {
  const all = [
    ...replicaActions(facts),
    ...resizeActions(facts),
    ...inPlaceResizes(facts),
    ...bornEvictionActions(facts),
    ...evictionActions(facts),
    ...inPlaceActions(facts),
    ...refusalActions(facts),
    ...nodeActions(facts),
    ...rolloutActions(facts),
    ...boundsActions(facts),
    ...pauseActions(facts),
  ];
  return sortBy(
    all,
    (action) => action.interval.to,
    (action) => action.id
  );
}
