// Since when the owners of a workload's fields are those of the end of the range: since the last of them was first seen,
// or since the fight began that makes an outside writer one of them.
import { isPresent } from '../../kit/array';
import type { UnixMs } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { Ownership } from '../../model/report';
import type { Signal } from '../../model/signal';
import { isOutside, sameScaler, type ScalerRef } from '../../model/workload';
import type { HpaFacts, VpaFacts, WorkloadFacts } from '../signals/facts';

const firstOf = (signals: ReadonlyArray<Signal | undefined>): UnixMs | undefined => {
  const times = signals.map((signal) => signal?.times[0]).filter(isPresent);
  return times.length === 0 ? undefined : Math.min(...times);
};

const hpaSince = (hpa: HpaFacts) => firstOf([hpa.desired, hpa.current, hpa.min, hpa.max]);

/** The first sample after the last one that said the VPA only advises; else its first recommendation. */
function vpaSince(vpa: VpaFacts): UnixMs | undefined {
  const off = vpa.modes.get('Off');
  const lastOff = off ? off.values.lastIndexOf(1) : -1;
  const acting = off && lastOff >= 0 ? off.times[lastOff + 1] : undefined;
  return acting ?? firstOf(vpa.recommendations.map((one) => one.target));
}

/** When one owner was first seen to act or to be set up. */
function ownerSince(owner: ScalerRef, facts: WorkloadFacts, running: readonly Finding[]): UnixMs | undefined {
  if (isOutside(owner.family)) {
    const fights = running.filter((finding) => finding.actors.some((actor) => sameScaler(actor, owner)));
    const starts = fights.map((finding) => finding.intervals.at(-1)?.from).filter(isPresent);
    return starts.length === 0 ? undefined : Math.min(...starts);
  }
  const hpas = facts.hpas.filter((hpa) =>
    owner.family === 'keda' ? hpa.scaledObject === owner.name : sameScaler(hpa.ref, owner)
  );
  const vpas = facts.vpas.filter((vpa) => sameScaler(vpa.ref, owner));
  const starts = [...hpas.map(hpaSince), ...vpas.map(vpaSince)].filter(isPresent);
  return starts.length === 0 ? undefined : Math.min(...starts);
}

/** Unix milliseconds of the first sight of the present owners; of the workload itself where it has none. */
export function standsSince(
  facts: WorkloadFacts,
  ownerships: readonly Ownership[],
  findings: readonly Finding[]
): UnixMs | undefined {
  const running = findings
    .flatMap((finding) => [finding, ...finding.caused])
    .filter(({ state }) => state === 'fighting');
  const owners = ownerships.flatMap((ownership) => ownership.owners);
  if (owners.length === 0) {
    return firstOf([facts.replicas]);
  }
  const starts = owners.map((owner) => ownerSince(owner, facts, running)).filter(isPresent);
  return starts.length === 0 ? undefined : Math.max(...starts);
}
