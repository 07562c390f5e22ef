// metrics-server: every 15 s one sample of each running pod, the mean over the time since the one before. A pod's first
// sample counts from its start and needs 10 s of life (kubernetes-sigs/metrics-server: pkg/storage/pod.go).

import type { Pod } from '../objects/pod';
import type { Workload } from '../objects/workload';
import type { World } from '../world';
import { countUsage } from './usage';

const FRESH_CONTAINER_MS = 10_000;

/** Starts the sampling loop. */
export function startMetricsServer(world: World): void {
  const everyMs = world.podMetrics.resolutionSeconds * 1000;
  const tick = () => {
    for (const workload of world.workloads.values()) {
      takeSamples(world, workload);
    }
    world.after(everyMs, tick);
  };
  world.after(Math.floor(world.random.fork('metrics-server').between(0, everyMs)), tick);
}

function takeSamples(world: World, workload: Workload): void {
  if (world.broken('pod-metrics', workload.namespace)) {
    for (const pod of workload.pods) {
      pod.sample = undefined;
      pod.sampledCpuSeconds = undefined;
    }
    return;
  }
  countUsage(world, workload);
  for (const pod of workload.pods) {
    if (pod.startMs !== undefined && pod.deletingMs === undefined) {
      if (world.podMetrics.instant) {
        takeInstant(world.now, pod);
      } else {
        takeMean(world.now, pod, pod.startMs, world.podMetrics.resolutionSeconds * 1000);
      }
    }
  }
}

function takeMean(now: number, pod: Pod, startMs: number, everyMs: number): void {
  const before = pod.sampledCpuSeconds;
  const since = before === undefined ? startMs : (pod.sample?.atMs ?? now - everyMs);
  if (before === undefined && now - since < FRESH_CONTAINER_MS) {
    return;
  }
  const windowMs = now - since;
  pod.sample = {
    atMs: now,
    windowMs,
    cpu: pod.containers.map((container, i) => ((container.cpuSeconds - (before?.[i] ?? 0)) * 1000) / windowMs),
    memory: pod.containers.map((container) => container.memoryBytes),
  };
  pod.sampledCpuSeconds = pod.containers.map((container) => container.cpuSeconds);
}

const INSTANT_WINDOW_MS = 15_000;

function takeInstant(now: number, pod: Pod): void {
  pod.sample = {
    atMs: now,
    windowMs: INSTANT_WINDOW_MS,
    cpu: pod.containers.map((container) => container.cores),
    memory: pod.containers.map((container) => container.memoryBytes),
  };
}
