// Who decides on replicas and on size: the policy check of the talk, "one owner per resource", shown even where nothing fights.
import { distinct, isPresent } from '../../kit/array';
import type { Finding, FindingTrait } from '../../model/finding';
import type { Ownership, Policy } from '../../model/report';
import { coverageOf, lastValue, valueAt } from '../../model/signal';
import type { SignalKind } from '../../model/series';
import { isOutside, type ScalerRef } from '../../model/workload';
import { mayResize, recommendationsFor, type HpaFacts, type VpaFacts, type WorkloadFacts } from '../signals/facts';
import { who } from '../../model/actorWords';
import { isResource } from '../signals/proposal';

function livesAtEnd(hpa: HpaFacts, facts: WorkloadFacts): boolean {
  const last = hpa.desired ? coverageOf(hpa.desired).at(-1)?.to : undefined;
  return last !== undefined && facts.end - last < 4 * facts.scrape;
}

const has =
  (trait: FindingTrait) =>
  (finding: Finding): boolean =>
    finding.traits?.includes(trait) ?? false;

/** The owner where such a scaler, if there is one, would not have been seen. */
function unseen(facts: WorkloadFacts, kind: SignalKind, what: string): Ownership | undefined {
  const { state, reason } = facts.knows(kind);
  const why = reason === '' ? 'no such series here' : reason;
  return state === 'read' ? undefined : { state: 'unknown', owners: [], note: `${why}: ${what} would not be seen` };
}

/** Who owns spec.replicas at the end of the range. */
export function replicasOwner(facts: WorkloadFacts, findings: readonly Finding[]): Ownership {
  const hpas = facts.hpas.filter((hpa) => livesAtEnd(hpa, facts));
  const owners: ScalerRef[] = hpas.map((hpa) =>
    hpa.scaledObject ? { family: 'keda', name: hpa.scaledObject } : hpa.ref
  );
  const all = findings.flatMap((f) => [f, ...f.caused]);
  const running = all.filter((f) => f.state === 'fighting');
  const writers = distinct(
    running.filter((f) => !has('once')(f)).flatMap((f) => f.actors.filter((a) => isOutside(a.family)))
  );
  // 'something' beside a schedule may well be the schedule.
  const named = writers.filter((writer) => writer.family !== 'external');
  const rivals = named.length > 0 ? named : writers;
  if (running.some(has('paralyses'))) {
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
  if (owner) {
    return { state: 'owned', owners: [owner], note: '' };
  }
  return unseen(facts, 'hpa.info', 'an HPA') ?? { state: 'manifest', owners: [], note: 'no autoscaler' };
}

function activeVpas(facts: WorkloadFacts): VpaFacts[] {
  return facts.vpas.filter((vpa) => mayResize(vpa, facts.end) && vpa.recommendations.length > 0);
}

/** Who owns the requests of the pods at the end of the range. */
export function sizeOwner(facts: WorkloadFacts): Ownership {
  const active = activeVpas(facts);
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
  const note = facts.vpas.length > 0 ? 'the VPA only advises' : '';
  return unseen(facts, 'vpa.target', 'a VPA') ?? { state: 'manifest', owners: [], note };
}

/** Resources whose request one scaler sets and another reads its percentage from, as sentences. */
function sharedResources(facts: WorkloadFacts): string[] {
  const hpas = facts.hpas.filter((hpa) => livesAtEnd(hpa, facts));
  return activeVpas(facts).flatMap((vpa) =>
    hpas.flatMap((hpa) =>
      hpa.metrics
        .filter((metric) => metric.type === 'utilization' && isResource(metric))
        .filter((metric) => recommendationsFor(vpa, metric).some((r) => valueAt(r.target, facts.end) !== undefined))
        .map((metric) => `${who(hpa.ref)} takes its ${metric.name} percentage of what ${who(vpa.ref)} sizes`)
    )
  );
}

function contention(field: string, ownership: Ownership): string | undefined {
  return ownership.state === 'contested'
    ? `${field} has ${ownership.owners.length} owners: ${ownership.owners.map(who).join(', ')}`
    : undefined;
}

/** The lesson as a verdict on one workload: one owner per resource, at the end of the range, fight or not. */
export function policyOf(facts: WorkloadFacts, replicas: Ownership, size: Ownership): Policy {
  if (!facts.exists) {
    return { verdict: 'ownerless', reasons: ['scalers point at it, and no such object is exported'] };
  }
  const broken = distinct(
    [contention('replicas', replicas), contention('size', size), ...sharedResources(facts)].filter(isPresent)
  );
  if (broken.length > 0) {
    return { verdict: 'owned-twice', reasons: broken };
  }
  if (replicas.state === 'nobody') {
    return { verdict: 'ownerless', reasons: [`replicas: ${replicas.note}`] };
  }
  if (replicas.state === 'owned' || size.state === 'owned') {
    return { verdict: 'one-owner', reasons: [] };
  }
  const blind = [replicas, size].filter((o) => o.state === 'unknown').map((o) => o.note);
  return blind.length > 0 ? { verdict: 'unknown', reasons: blind } : { verdict: 'no-autoscaler', reasons: [] };
}
