// Who burns how much: the demand is spread over the pods that serve, and each container's CPU seconds are counted up.
// Must be brought up to date before the set of serving pods changes and before anybody reads it.

import { hashUnit } from '../random';
import type { MemorySpec } from '../specs/workload';
import type { Pod, Workload } from '../objects/workload';
import type { World } from '../world';

const STEP_MS = 5000;

/** Counts CPU and memory of a workload's pods up to now. */
export function countUsage(world: World, workload: Workload): void {
  while (workload.usageAtMs < world.now) {
    const from = workload.usageAtMs;
    const to = Math.min(world.now, from + STEP_MS);
    workload.usageAtMs = to;
    countStep(world, workload, from, to);
  }
}

function countStep(world: World, workload: Workload, from: number, to: number): void {
  const t = ((from + to) / 2 - world.startMs) / 1000;
  const serving = workload.pods.filter(isServing);
  const demanded = Math.max(0, workload.demand(t));
  const spread = workload.spread(t);
  const weights = serving.map((pod) => (spread === 0 ? 1 : weightOf(workload, pod, t, spread)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const seconds = (to - from) / 1000;
  let used = 0;
  serving.forEach((pod, i) => {
    const share = total > 0 ? (demanded * (weights[i] ?? 0)) / total : 0;
    const cap = workload.spec.coresPerPodLimit ?? Infinity;
    used += burn(workload, pod, Math.min(share, cap), to, seconds);
  });
  for (const pod of workload.pods) {
    if (pod.startMs !== undefined && !isServing(pod) && pod.deletingMs === undefined) {
      burn(workload, pod, 0, to, seconds);
    }
  }
  workload.demandedCores = demanded;
  workload.usedCores = used;
}

/** Running, ready and not on its way out: the endpoints of the service. */
export function isServing(pod: Pod): boolean {
  return pod.ready && pod.deletingMs === undefined;
}

function weightOf(workload: Workload, pod: Pod, t: number, spread: number): number {
  const turn = Math.floor(t / (workload.spec.spreadSeconds ?? 60));
  return Math.max(0.05, 1 + spread * (2 * hashUnit(workload.usageSeed ^ pod.salt, turn) - 1));
}

/** Returns the cores of work done (without warm-up and idling). */
function burn(workload: Workload, pod: Pod, work: number, to: number, seconds: number): number {
  const { warmUp, idleCores = 0, memory } = workload.spec;
  const started = pod.startMs ?? to;
  const warming = warmUp !== undefined && to - started <= warmUp.seconds * 1000 ? warmUp.cores : 0;
  const cores = work + warming + idleCores;
  let done = 0;
  for (const container of pod.containers) {
    const used = Math.min(cores * container.share, container.limits.cpu ?? Infinity);
    container.cpuSeconds += used * seconds;
    const age = to - (container.startMs ?? started);
    container.memoryBytes = memoryOf(memory, cores, age / 60_000, workload) * container.share;
    done += used;
  }
  return Math.max(0, Math.min(work, done - warming - idleCores));
}

const MEBIBYTE = 1024 * 1024;

function memoryOf(memory: MemorySpec | undefined, cores: number, ageMinutes: number, workload: Workload): number {
  if (memory === undefined) {
    return 120 * MEBIBYTE + 60 * MEBIBYTE * Math.min(1, cores);
  }
  const serving = Math.max(1, workload.pods.filter(isServing).length);
  const bytes =
    memory.base +
    (memory.perCore ?? 0) * cores +
    (memory.growPerMinute ?? 0) * ageMinutes +
    (memory.shared ?? 0) / serving;
  return Math.min(bytes, memory.ceiling ?? Infinity);
}
