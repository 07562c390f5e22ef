// The kubelet's OOM kill: a container above its memory limit is restarted and starts over with an empty memory.

import type { Pod, Workload } from '../objects/workload';
import type { PodContainer } from '../objects/container';
import type { World } from '../world';
import { setReady } from './pods';

const RESTART_MS = 3000;

/** Restarts every container of the workload that is above its limit. */
export function killOversized(world: World, workload: Workload): void {
  for (const pod of workload.pods) {
    for (const container of pod.containers) {
      const { memory = Infinity } = container.limits;
      if (pod.startMs !== undefined && pod.deletingMs === undefined && container.memoryBytes > memory) {
        kill(world, pod, container);
      }
    }
  }
}

function kill(world: World, pod: Pod, container: PodContainer): void {
  container.restarts++;
  container.lastTerminatedReason = 'OOMKilled';
  container.lifeMs = world.now - (container.startMs ?? world.now);
  container.startMs = world.now;
  container.memoryBytes = 0;
  world.events.push({ atMs: world.now, namespace: pod.namespace, what: 'oom-killed', object: pod.name, by: 'kubelet' });
  setReady(world, pod, false);
  world.after(RESTART_MS, () => setReady(world, pod, true));
}
