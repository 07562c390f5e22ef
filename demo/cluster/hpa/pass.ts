// One pass of the HPA controller over one HPA, in its order: target, zero, bounds, metrics, stabilization and rates, write,
// status (kubernetes: pkg/controller/podautoscaler/horizontal.go, reconcileAutoscaler). Status keeps the old replicas as
// current after a write, until the next pass.

import { writeSpec } from '../control/workloads';
import type { Condition, Hpa, MetricStatus } from '../objects/hpa';
import type { Workload } from '../objects/workload';
import type { World } from '../world';
import { proposeReplicas } from './propose';
import { normalize, recordScale } from './normalize';

/** Runs one pass. */
export function pass(world: World, hpa: Hpa): void {
  const workload = world.workload(hpa.namespace, hpa.targetKind, hpa.targetName);
  if (workload === undefined) {
    setCondition(hpa, 'AbleToScale', { status: 'false', reason: 'FailedGetScale' });
    return;
  }
  setCondition(hpa, 'AbleToScale', { status: 'true', reason: 'SucceededGetScale' });
  const current = workload.replicas;
  if (hpa.memory.recommendations.length === 0) {
    hpa.memory.recommendations.push({ atMs: world.now, replicas: current });
  }
  if (current === 0 && hpa.minReplicas !== 0) {
    setCondition(hpa, 'ScalingActive', { status: 'false', reason: 'ScalingDisabled' });
    setStatus(world, hpa, 0, 0, []);
  } else if (current > hpa.maxReplicas) {
    rescale(world, hpa, workload, hpa.maxReplicas, []);
  } else if (current < hpa.minReplicas) {
    rescale(world, hpa, workload, hpa.minReplicas, []);
  } else {
    followMetrics(world, hpa, workload);
  }
}

function followMetrics(world: World, hpa: Hpa, workload: Workload): void {
  const current = workload.replicas;
  const proposal = proposeReplicas(world, hpa, workload);
  setCondition(hpa, 'ScalingActive', proposal.active);
  if (proposal.replicas === undefined) {
    hpa.status.currentReplicas = current;
    hpa.status.metrics = proposal.metrics;
    return;
  }
  const { replicas, limited, able } = normalize(world.now, hpa, current, proposal.replicas);
  setCondition(hpa, 'ScalingLimited', limited);
  setCondition(hpa, 'AbleToScale', able);
  if (replicas !== current) {
    rescale(world, hpa, workload, replicas, proposal.metrics);
  } else {
    setStatus(world, hpa, current, current, proposal.metrics);
  }
}

function rescale(world: World, hpa: Hpa, workload: Workload, desired: number, metrics: MetricStatus[]): void {
  const current = workload.replicas;
  writeSpec(world, workload, { replicas: desired }, 'hpa', hpa.name);
  setCondition(hpa, 'AbleToScale', { status: 'true', reason: 'SucceededRescale' });
  recordScale(world.now, hpa, desired - current);
  setStatus(world, hpa, current, desired, metrics);
}

function setStatus(world: World, hpa: Hpa, current: number, desired: number, metrics: MetricStatus[]): void {
  hpa.status.currentReplicas = current;
  hpa.status.desiredReplicas = desired;
  hpa.status.metrics = metrics;
  world.controllerDesired.set(`${hpa.namespace}/${hpa.name}`, { namespace: hpa.namespace, name: hpa.name, desired });
}

function setCondition(hpa: Hpa, type: 'AbleToScale' | 'ScalingActive' | 'ScalingLimited', condition: Condition): void {
  hpa.status.conditions.set(type, condition);
}
