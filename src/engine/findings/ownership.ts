// Who decides on replicas and on size: the policy check of the talk, "one owner per resource", shown even where nothing fights.
import { distinct } from '../../kit/array';
import type { Finding } from '../../model/finding';
import type { Ownership } from '../../model/report';
import { coverageOf, lastValue, valueAt } from '../../model/signal';
import { isOutside, type ScalerRef } from '../../model/workload';
import { mayResize, type HpaFacts, type WorkloadFacts } from '../signals/facts';

function livesAtEnd(hpa: HpaFacts, facts: WorkloadFacts): boolean {
  const last = hpa.desired ? coverageOf(hpa.desired).at(-1)?.to : undefined;
  return last !== undefined && facts.range.to - last < 4 * facts.scrape;
}

/** Rules under which nobody may move the replicas although scalers are set up. */
const PARALYSED = ['hpa-double-target', 'hpa-keda-double-target', 'hpa-scaling-inactive', 'hpa-range-frozen'];

/** Who owns spec.replicas at the end of the range. */
export function replicasOwner(facts: WorkloadFacts, findings: readonly Finding[]): Ownership {
  const hpas = facts.hpas.filter((hpa) => livesAtEnd(hpa, facts));
  const owners: ScalerRef[] = hpas.map((hpa) =>
    hpa.scaledObject ? { family: 'keda', name: hpa.scaledObject } : hpa.ref
  );
  const all = findings.flatMap((f) => [f, ...f.caused]);
  const running = all.filter((f) => f.state === 'fighting');
  const rivals = distinct(
    running.filter((f) => f.rule !== 'manual-vs-hpa').flatMap((f) => f.actors.filter((a) => isOutside(a.family)))
  );
  if (running.some((f) => PARALYSED.includes(f.rule))) {
    return { state: 'nobody', owners, note: 'the scalers on it cannot act' };
  }
  const paused = facts.scaledObjects.some((so) => lastValue(so.paused) === 1);
  if (paused && owners.length === 0) {
    return { state: 'nobody', owners: facts.scaledObjects.map((so) => so.ref), note: 'KEDA is paused' };
  }
  if (owners.length > 1 || (owners.length === 1 && rivals.length > 0)) {
    return { state: 'contested', owners: [...owners, ...rivals], note: 'more than one writes it' };
  }
  const [owner] = owners;
  return owner
    ? { state: 'owned', owners: [owner], note: '' }
    : { state: 'manifest', owners: [], note: 'no autoscaler' };
}

/** Who owns the requests of the pods at the end of the range. */
export function sizeOwner(facts: WorkloadFacts): Ownership {
  const active = facts.vpas.filter((vpa) => mayResize(vpa, facts.range.to, valueAt) && vpa.recommendations.length > 0);
  if (active.length > 1) {
    return { state: 'contested', owners: active.map((vpa) => vpa.ref), note: 'several VPAs' };
  }
  const [vpa] = active;
  if (vpa) {
    const resources = distinct(vpa.recommendations.map((r) => r.resource))
      .sort()
      .join(', ');
    return { state: 'owned', owners: [vpa.ref], note: resources };
  }
  return { state: 'manifest', owners: [], note: facts.vpas.length > 0 ? 'the VPA only advises' : '' };
}
