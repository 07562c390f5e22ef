// The proposal of one metric (kubernetes: pkg/controller/podautoscaler/replica_calculator.go): External metrics divide by
// the running replicas of the status, Resource metrics by the ready pods.

import type { Hpa } from '../objects/hpa';
import type { Pod, Workload } from '../objects/workload';
import { readTrigger } from '../keda/triggers';
import type { HpaMetricSpec } from '../specs/hpa';
import type { World } from '../world';
import { proposeForPods } from './pods';
import type { MetricProposal } from './proposal';
import { isWithin, toleranceOf } from './tolerance';

type External = HpaMetricSpec & { type: 'External' };

/** Computes what one metric asks for. */
export function proposeForMetric(
  world: World,
  hpa: Hpa,
  metric: HpaMetricSpec,
  workload: Workload,
  pods: readonly Pod[]
): MetricProposal {
  switch (metric.type) {
    case 'External':
      return proposeForExternal(world, hpa, metric, workload);
    case 'Pods': {
      const read = world.signals.get(`${hpa.namespace}/${metric.signal}`);
      const value = world.broken('external-metrics', hpa.namespace) ? undefined : read?.();
      return value === undefined
        ? { failure: 'FailedGetPodsMetric' }
        : proposeForPods(world.now, hpa, workload.replicas, pods, {
            name: metric.name,
            averageValue: metric.averageValue,
            perPod: value,
          });
    }
    case 'Resource':
      if (world.broken('pod-metrics', hpa.namespace)) {
        return { failure: 'FailedGetResourceMetric' };
      }
      return proposeForPods(world.now, hpa, workload.replicas, pods, { name: metric.resource, ...metric });
  }
}

function proposeForExternal(world: World, hpa: Hpa, metric: External, workload: Workload): MetricProposal {
  const usage = readExternal(world, hpa, metric);
  if (usage === undefined) {
    return { failure: 'FailedGetExternalMetric' };
  }
  const tolerance = toleranceOf(hpa);
  if ('averageValue' in metric) {
    const running = workload.pods.filter((pod) => pod.deletingMs === undefined).length;
    const ratio = usage / (metric.averageValue * running);
    const replicas = isWithin(tolerance, ratio) ? running : Math.ceil(usage / metric.averageValue - 1e-9);
    return {
      replicas,
      status: { name: metric.name, average: Math.ceil((usage / Math.max(1, running)) * 1000 - 1e-9) / 1000 },
    };
  }
  const ready = workload.pods.filter((pod) => pod.ready && pod.deletingMs === undefined).length;
  const ratio = usage / metric.value;
  const replicas = isWithin(tolerance, ratio) ? workload.replicas : Math.ceil(ratio * ready - 1e-9);
  return { replicas, status: { name: metric.name, value: usage } };
}

function readExternal(world: World, hpa: Hpa, metric: External): number | undefined {
  if (world.broken('external-metrics', hpa.namespace)) {
    return undefined;
  }
  if (hpa.scaledObject !== undefined && metric.trigger !== undefined) {
    return readTrigger(world, hpa.namespace, hpa.scaledObject, metric.trigger);
  }
  return world.signals.get(`${hpa.namespace}/${metric.signal ?? metric.name}`)?.();
}
