// The simulated cluster: builds the world from scenarios and lets it live. Deterministic: scenarios, seed and start in,
// the same history out; time is an argument and there is no clock in here.

import { planChange } from './control/edits';
import { startMetricsServer } from './control/metricsServer';
import { addSignal } from './control/signals';
import { startWriter } from './control/writers';
import { createWorkload } from './control/workloads';
import { createHpa } from './hpa/hpas';
import { createScaledObject } from './keda/scaledObjects';
import { addNode, ROOMY_POOL } from './nodes/nodes';
import type { NodePool, NodeAutoscalerSpec } from './specs/nodes';
import { startNodeAutoscaler } from './nodes/autoscalers';
import { matches } from './labels';
import type { Workload } from './objects/workload';
import type { Scenario } from './specs/scenario';
import { METRICS_SERVER, REAL_VPA, type PodMetricsTiming, type VpaTiming } from './timing';
import { startRecommender } from './vpa/recommender';
import { startUpdater } from './vpa/updater';
import { createVpa } from './vpa/vpas';
import { World } from './world';

/** What a cluster is made of. */
export interface ClusterPlan {
  scenarios: readonly Scenario[];
  nodePools?: readonly NodePool[];
  nodeAutoscalers?: readonly NodeAutoscalerSpec[];
  vpa?: VpaTiming;
  podMetrics?: PodMetricsTiming;
  dials?: Record<string, number>;
}

export type ClusterOptions = ClusterPlan & { seed: number; startMs: number };

/** A cluster is its world; everything else reads or moves it. */
export type Cluster = World;

/** Builds a cluster at its start moment. Let it live with `cluster.advanceTo(ms)`. */
export function createCluster(options: ClusterOptions): Cluster {
  const world = new World(options.startMs, options.seed, options.vpa ?? REAL_VPA, options.podMetrics ?? METRICS_SERVER);
  for (const [dial, position] of Object.entries(options.dials ?? {})) {
    world.dials.set(dial, position);
  }
  for (const pool of options.nodePools ?? [ROOMY_POOL]) {
    for (let i = 0; i < pool.count; i++) {
      const prefix = pool.name === ROOMY_POOL.name ? 'node' : pool.name;
      addNode(world, pool, `${prefix}-${String(i).padStart(2, '0')}`);
    }
  }
  for (const scenario of options.scenarios) {
    addScenario(world, scenario);
  }
  startMetricsServer(world);
  startRecommender(world);
  startUpdater(world);
  for (const spec of options.nodeAutoscalers ?? []) {
    startNodeAutoscaler(world, spec);
  }
  return world;
}

function addScenario(world: World, scenario: Scenario): void {
  const { namespace } = scenario;
  for (const [name, signal] of Object.entries(scenario.signals ?? {})) {
    addSignal(world, scenario, name, signal);
  }
  world.quotas.push(...(scenario.quotas ?? []).map((quota) => ({ ...quota, namespace })));
  world.limitRanges.push(...(scenario.limitRanges ?? []).map((range) => ({ ...range, namespace })));
  world.faults.push(...(scenario.faults ?? []).map((fault) => ({ ...fault, namespace })));
  const workload = createWorkload(world, scenario);
  for (const { name, selector = workload.selector, minAvailable, maxUnavailable } of scenario.pdbs ?? []) {
    const expectedPods = () =>
      [...world.workloads.values()]
        .filter((other) => other.namespace === namespace && matches(selector, other.podLabels))
        .reduce((sum, other) => sum + other.replicas, 0);
    world.pdbs.push({ namespace, name, createdMs: world.now, selector, minAvailable, maxUnavailable, expectedPods });
  }
  addAutoscalers(world, scenario, workload);
  for (const writer of scenario.writers ?? []) {
    startWriter(world, workload, writer);
  }
  for (const change of scenario.changes ?? []) {
    planChange(world, workload, change);
  }
}

function addAutoscalers(world: World, scenario: Scenario, workload: Workload): void {
  const { namespace } = scenario;
  const random = world.random.fork(`created/${namespace}/${workload.name}`);
  const later = (seconds: number | undefined, run: () => void) =>
    world.agenda.plan(world.startMs + Math.round(1000 * (seconds ?? random.between(0.2, 15))), run);
  for (const spec of scenario.hpas ?? []) {
    later(spec.createdSeconds, () => createHpa(world, namespace, spec, workload));
  }
  for (const spec of scenario.vpas ?? []) {
    later(spec.createdSeconds, () => createVpa(world, namespace, spec, workload));
  }
  for (const spec of scenario.scaledObjects ?? []) {
    later(spec.createdSeconds, () => createScaledObject(world, namespace, spec, workload));
  }
}
