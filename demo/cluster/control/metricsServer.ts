// metrics-server: every 15 s one sample of each running pod, the mean over the time since the one before. A pod's first
// sample counts from its start and needs 10 s of life (kubernetes-sigs/metrics-server: pkg/storage/pod.go).

import type { Pod, Workload } from '../objects/workload';
import type { World } from '../world';
import { killOversized } from './memory';
import { countUsage } from './usage';

const FRESH_CONTAINER_MS = 10_000;

/** Starts the sampling loop. */
export function startMetricsServer(world: World): void {
  const { resolutionSeconds, phaseSeconds } = world.podMetrics;
  const everyMs = resolutionSeconds * 1000;
  const tick = () => {
    for (const workload of world.workloads.values()) {
      takeSamples(world, workload);
    }
    world.after(everyMs, tick);
  };
  const phase = phaseSeconds ?? world.random.fork('metrics-server').between(0, resolutionSeconds);
  world.after(Math.floor(phase * 1000), tick);
}

function takeSamples(world: World, workload: Workload): void {
  if (world.broken('pod-metrics', workload.namespace)) {
    for (const pod of workload.pods) {
      pod.sample = undefined;
      pod.sampledCpuSeconds = undefined;
      pod.sampleGap = true;
    }
    return;
  }
  countUsage(world, workload);
  killOversized(world, workload);
  for (const pod of workload.pods) {
    if (pod.startMs !== undefined && pod.deletingMs === undefined) {
      takeSample(world.now, pod, pod.startMs, world.podMetrics.resolutionSeconds * 1000);
    }
  }
}

function takeSample(now: number, pod: Pod, startMs: number, everyMs: number): void {
  const before = pod.sampledCpuSeconds;
  const total = pod.containers.map((container) => container.cpuSeconds);
  if (before === undefined && pod.sampleGap) {
    pod.sampledCpuSeconds = total;
    pod.sampleGap = false;
    return;
  }
  const since = before === undefined ? startMs : (pod.sample?.atMs ?? now - everyMs);
  if (before === undefined && now - since < FRESH_CONTAINER_MS) {
    return;
  }
  const windowMs = now - since;
  pod.sample = {
    atMs: now,
    windowMs,
    cpu: total.map((seconds, i) => ((seconds - (before?.[i] ?? 0)) * 1000) / windowMs),
    memory: pod.containers.map((container) => container.memoryBytes),
  };
  pod.sampledCpuSeconds = total;
}
