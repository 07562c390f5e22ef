// The VPA recommender: one sample per container and loop, target p90, bounds p50 and p95, 15 % margin, bounds widened
// while history is short (kubernetes/autoscaler: vertical-pod-autoscaler/pkg/recommender/logic/recommender.go, estimator.go).

import type { Pod } from '../objects/workload';
import type { PodContainer } from '../objects/container';
import type { Resources } from '../specs/workload';
import type { Aggregate, ContainerRecommendation, MemoryWindow, Vpa } from '../objects/vpa';
import type { World } from '../world';
import { Histogram } from '../objects/histogram';
import { policyFor, targets } from './vpas';

const MARGIN = 1.15;
const MIN_SAMPLE_WEIGHT = 0.1;
/** --pod-recommendation-min-cpu-millicores, --pod-recommendation-min-memory-mb; shared out among containers. */
const MIN_CPU = 0.025;
const MIN_MEMORY = 250 * 1024 * 1024;
const RESOURCES = ['cpu', 'memory'] as const;

/** Starts the recommender's loop. */
export function startRecommender(world: World): void {
  const everyMs = world.vpa.recommenderSeconds * 1000;
  const loop = () => {
    for (const vpa of world.vpas) {
      if (!vpa.deleted) {
        feed(world, vpa);
        recommend(world, vpa);
      }
    }
    world.after(everyMs, loop);
  };
  world.after(Math.floor(world.random.fork('vpa-recommender').between(0, everyMs)), loop);
}

function feed(world: World, vpa: Vpa): void {
  for (const workload of world.workloads.values()) {
    if (targets(vpa, workload)) {
      for (const pod of workload.pods) {
        if (pod.sample !== undefined && pod.deletingMs === undefined && world.now - pod.sample.atMs < 60_000) {
          feedPod(world, vpa, pod);
        }
      }
    }
  }
}

function feedPod(world: World, vpa: Vpa, pod: Pod): void {
  pod.containers.forEach((container, i) => {
    if (pod.sample === undefined) {
      return;
    }
    const { atMs } = pod.sample;
    const aggregate = aggregateOf(world, vpa, container.name, atMs);
    aggregate.cpu.add(pod.sample.cpu[i] ?? 0, Math.max(container.requests.cpu ?? 0, MIN_SAMPLE_WEIGHT), atMs);
    aggregate.lastSampleMs = Math.max(aggregate.lastSampleMs, atMs);
    aggregate.sampleCount++;
    const bytes = Math.max(pod.sample.memory[i] ?? 0, bumpAfterOom(container));
    addMemoryPeak(aggregate, memoryWindow(vpa, container), bytes, atMs, world.vpa.memoryWindowSeconds);
  });
}

function memoryWindow(vpa: Vpa, container: PodContainer): MemoryWindow {
  const window = vpa.memoryWindows.get(container) ?? { endMs: 0, peak: 0 };
  vpa.memoryWindows.set(container, window);
  return window;
}

/** After an OOM kill memory counts as 20 % or 100 MB above the limit (--oom-bump-up-ratio, --oom-min-bump-up-bytes). */
function bumpAfterOom({ lastTerminatedReason, limits }: PodContainer): number {
  const { memory } = limits;
  return lastTerminatedReason === 'OOMKilled' && memory !== undefined ? Math.max(memory * 1.2, memory + 1e8) : 0;
}

/** Memory counts once per window with its peak (model/container.go, addMemorySample). */
function addMemoryPeak(
  { memory }: Aggregate,
  window: MemoryWindow,
  bytes: number,
  atMs: number,
  seconds: number
): void {
  if (atMs >= window.endMs) {
    window.endMs = atMs + seconds * 1000;
    window.peak = bytes;
    memory.add(bytes, 1, window.endMs);
  } else if (bytes > window.peak) {
    memory.add(window.peak, -1, window.endMs);
    window.peak = bytes;
    memory.add(bytes, 1, window.endMs);
  }
}

function aggregateOf(world: World, vpa: Vpa, container: string, atMs: number): Aggregate {
  let aggregate = vpa.aggregates.get(container);
  if (aggregate === undefined) {
    aggregate = {
      cpu: new Histogram(0.01, 1000, world.vpa.cpuHalfLifeSeconds * 1000),
      memory: new Histogram(1e7, 1e12, world.vpa.memoryHalfLifeSeconds * 1000),
      firstSampleMs: atMs,
      lastSampleMs: atMs,
      sampleCount: 0,
    };
    vpa.aggregates.set(container, aggregate);
  }
  return aggregate;
}

function recommend(world: World, vpa: Vpa): void {
  const known = [...vpa.aggregates].filter(([container]) => policyFor(vpa, container).mode !== 'Off');
  if (known.length > 0) {
    vpa.recommendation = known.map(([container, aggregate]) =>
      recommendContainer(world, vpa, container, aggregate, known.length)
    );
  }
}

function recommendContainer(
  world: World,
  vpa: Vpa,
  container: string,
  aggregate: Aggregate,
  containers: number
): ContainerRecommendation {
  const policy = policyFor(vpa, container);
  const confidence = confidenceOf(world, aggregate);
  const result: ContainerRecommendation = { container, target: {}, lowerBound: {}, upperBound: {}, uncappedTarget: {} };
  for (const resource of policy.controlledResources ?? RESOURCES) {
    const floor = (resource === 'cpu' ? MIN_CPU : MIN_MEMORY) / containers;
    const estimate = (share: number, factor: number) =>
      round(resource, Math.max(floor, aggregate[resource].percentile(share) * MARGIN * factor));
    const cap = (value: number) =>
      Math.min(Math.max(value, policy.minAllowed?.[resource] ?? 0), policy.maxAllowed?.[resource] ?? Infinity);
    const target = estimate(0.9, 1);
    result.uncappedTarget[resource] = target;
    result.target[resource] = cap(target);
    result.lowerBound[resource] = cap(estimate(0.5, (1 + 0.001 / confidence) ** -2));
    result.upperBound[resource] = cap(estimate(0.95, 1 + 1 / confidence));
  }
  return result;
}

/** estimator.go, getConfidence: history in units of the confidence interval, by time and by one sample a minute. */
function confidenceOf(world: World, aggregate: Aggregate): number {
  const { confidenceSeconds } = world.vpa;
  const lifespan = (aggregate.lastSampleMs - aggregate.firstSampleMs) / (confidenceSeconds * 1000);
  return Math.max(1e-6, Math.min(lifespan, aggregate.sampleCount / (confidenceSeconds / 60)));
}

function round(resource: keyof Resources, value: number): number {
  return resource === 'cpu' ? Math.min(1e6, Math.trunc(value * 1000) / 1000) : Math.min(1e15, Math.trunc(value));
}
