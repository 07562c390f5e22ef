// The people and tools who write a workload's spec beside the autoscalers: GitOps, deploys, schedules, humans.

import type { Recurrence, Writer } from '../specs/changes';
import type { Workload } from '../objects/workload';
import type { World } from '../world';
import { writeSpec } from './workloads';

/** Argo CD retries a self-heal after 5 s (argoproj/argo-cd: docs/user-guide/auto_sync.md); drift was seen within 0.25 s (measured). */
const SELF_HEAL_SECONDS = 5;
const DRIFT_NOTICED_MS = 250;

/** Sets a writer going. */
export function startWriter(world: World, workload: Workload, writer: Writer): void {
  if (writer.kind === 'self-heal') {
    startSelfHeal(world, workload, writer);
    return;
  }
  recur(world, writer, () => {
    switch (writer.kind) {
      case 'sync':
        writeSpec(world, workload, { replicas: writer.replicas }, 'gitops', writer.name ?? 'argocd-controller');
        break;
      case 'deploy':
        writeSpec(
          world,
          workload,
          { replicas: writer.replicas, template: writer.template, restart: true },
          'ci',
          writer.name ?? 'helm'
        );
        break;
      case 'scale':
        writeSpec(world, workload, { replicas: writer.replicas }, writer.family, writer.name ?? 'kubectl-scale');
        break;
    }
  });
}

function startSelfHeal(world: World, workload: Workload, writer: Writer & { kind: 'self-heal' }): void {
  const {
    replicas,
    delaySeconds = SELF_HEAL_SECONDS,
    fromSeconds = 0,
    toSeconds = Infinity,
    name = 'argocd-controller',
  } = writer;
  const random = world.random.fork(`self-heal/${workload.namespace}/${workload.name}`);
  let planned = false;
  const notice = () => {
    if (planned || workload.replicas === replicas || world.seconds() < fromSeconds || world.seconds() >= toSeconds) {
      return;
    }
    planned = true;
    world.after(Math.round(delaySeconds * 1000 + random.unit() * DRIFT_NOTICED_MS), () => {
      planned = false;
      if (world.seconds() < toSeconds) {
        writeSpec(world, workload, { replicas }, 'gitops', name);
      }
    });
  };
  world.writeListeners.push((written) => {
    if (written === workload) {
      notice();
    }
  });
  world.agenda.plan(Math.max(world.now, world.at(fromSeconds)), notice);
}

/** Runs something at its moments. */
export function recur(world: World, when: Recurrence, run: () => void): void {
  if ('atSeconds' in when) {
    const moments = typeof when.atSeconds === 'number' ? [when.atSeconds] : when.atSeconds;
    for (const moment of moments) {
      world.agenda.plan(world.at(moment), run);
    }
    return;
  }
  const { everySeconds, jitterSeconds = 0, driftSeconds = 0, fromSeconds = everySeconds, toSeconds = Infinity } = when;
  const random = world.random.fork(`recur/${world.agenda.nextAt()}/${everySeconds}`);
  const next = (seconds: number) => {
    if (seconds < toSeconds) {
      world.agenda.plan(world.at(seconds + random.unit() * jitterSeconds), () => {
        run();
        next(seconds + everySeconds + (driftSeconds === 0 ? 0 : random.unit() * driftSeconds));
      });
    }
  };
  next(fromSeconds);
}
