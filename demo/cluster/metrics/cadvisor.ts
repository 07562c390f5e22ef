// cAdvisor's container_cpu_usage_seconds_total and container_memory_working_set_bytes, per running container.

import { countUsage } from '../control/usage';
import { labelsOf } from '../labels';
import type { World } from '../world';
import type { Emit } from './sample';

/** Emits usage of every running container. */
export function emitCadvisor(world: World, emit: Emit): void {
  for (const workload of world.workloads.values()) {
    countUsage(world, workload);
    for (const pod of workload.pods) {
      if (pod.startMs !== undefined && pod.deletingMs === undefined) {
        for (const container of pod.containers) {
          const labels = { namespace: pod.namespace, pod: pod.name, container: container.name };
          const cpu = labelsOf(container, 'cadvisor/cpu', () => ({ ...labels, cpu: 'total' }));
          emit('container_cpu_usage_seconds_total', cpu, Math.round(container.cpuSeconds * 1e6) / 1e6);
          const memory = labelsOf(container, 'cadvisor/memory', () => labels);
          emit('container_memory_working_set_bytes', memory, Math.round(container.memoryBytes));
        }
      }
    }
  }
}
