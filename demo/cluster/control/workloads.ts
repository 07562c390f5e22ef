// Creating a workload and writing its spec. One write that changes anything is one generation, replicas and template
// together included (docs/signals.md, "The generation"); every true change of replicas goes into the world's list of writes.

import { compileDemand } from '../demand';
import { hashText } from '../random';
import type { TemplatePatch, WriterFamily } from '../specs/changes';
import type { ContainerSpec } from '../specs/workload';
import type { Revision, Workload } from '../objects/workload';
import { newest } from '../objects/workload';
import type { Scenario } from '../specs/scenario';
import type { World } from '../world';
import { reconcileDeployment } from './deployment';
import { deletePod, owner } from './pods';
import { reconcileStatefulSet } from './statefulSet';

/** What one write to a workload's spec says. */
export interface SpecWrite {
  replicas?: number;
  template?: TemplatePatch;
  /** A new template without any other change, as `kubectl rollout restart` makes it. */
  restart?: boolean;
}

owner.reconcile = (world, workload) => {
  if (workload.kind === 'StatefulSet') {
    reconcileStatefulSet(world, workload);
  } else {
    reconcileDeployment(world, workload);
  }
};

/** Creates the workload of a scenario with its first pods. */
export function createWorkload(world: World, scenario: Scenario): Workload {
  const { workload: spec, namespace } = scenario;
  const kind = spec.kind ?? 'Deployment';
  const seed = hashText(`${world.seed}/${namespace}/${spec.name}`);
  const context = world.demandContext(seed);
  const selector = spec.selector ?? { app: spec.name };
  const workload: Workload = {
    kind,
    namespace,
    name: spec.name,
    createdMs: world.now,
    spec,
    selector,
    podLabels: { ...selector, ...spec.podLabels },
    labels: spec.labels ?? {},
    replicas: spec.replicas,
    paused: false,
    generation: 1,
    revisions: [],
    pods: [],
    observedReplicas: spec.replicas,
    demand: compileDemand(scenario.demand, context),
    spread: compileDemand(spec.spread ?? 0, context),
    usageAtMs: world.now,
    usageSeed: seed,
    demandedCores: 0,
    usedCores: 0,
  };
  world.workloads.set(`${namespace}/${kind}/${spec.name}`, workload);
  addRevision(world, workload, spec.containers);
  owner.reconcile(world, workload);
  return workload;
}

/** Writes the spec of a workload on behalf of somebody. Returns whether anything changed. */
export function writeSpec(
  world: World,
  workload: Workload,
  write: SpecWrite,
  family: WriterFamily,
  name: string
): boolean {
  const from = workload.replicas;
  const to = write.replicas ?? from;
  const template = write.template !== undefined || write.restart === true;
  if (to === from && !template) {
    return false;
  }
  workload.generation++;
  workload.replicas = to;
  if (template) {
    addRevision(world, workload, patched(newest(workload).containers, write.template ?? {}));
    world.events.push({
      atMs: world.now,
      namespace: workload.namespace,
      what: 'rollout',
      object: workload.name,
      by: name,
    });
  }
  if (to !== from) {
    world.writes.push({
      atMs: world.now,
      namespace: workload.namespace,
      kind: workload.kind,
      workload: workload.name,
      from,
      to,
      writer: { family, name },
      generation: workload.generation,
      template,
    });
  }
  owner.reconcile(world, workload);
  for (const listener of world.writeListeners) {
    listener(workload);
  }
  return true;
}

/** Removes a workload with all its pods. */
export function deleteWorkload(world: World, workload: Workload): void {
  world.workloads.delete(`${workload.namespace}/${workload.kind}/${workload.name}`);
  for (const revision of workload.revisions) {
    revision.replicas = 0;
  }
  workload.replicas = 0;
  for (const pod of [...workload.pods]) {
    deletePod(world, pod);
  }
}

const REVISION_HISTORY = 10;

function addRevision(world: World, workload: Workload, containers: ContainerSpec[]): void {
  const hash = world.random
    .fork(`${workload.namespace}/${workload.name}/${workload.revisions.length}/${world.now}`)
    .suffix(10);
  const revision: Revision = {
    name: `${workload.name}-${hash}`,
    createdMs: world.now,
    containers,
    replicas: 0,
    generation: 0,
    pods: [],
    failing: false,
  };
  workload.revisions.push(revision);
  const idle = workload.revisions.filter((old) => old !== revision && old.replicas === 0 && old.pods.length === 0);
  for (const old of idle.slice(0, Math.max(0, idle.length - REVISION_HISTORY))) {
    workload.revisions.splice(workload.revisions.indexOf(old), 1);
  }
}

function patched(containers: ContainerSpec[], patch: TemplatePatch): ContainerSpec[] {
  const kept = containers.filter((container) => !patch.dropContainers?.includes(container.name));
  const changes = patch.containers ?? [];
  return [
    ...kept.map((container) => ({ ...container, ...changes.find((change) => change.name === container.name) })),
    ...changes.filter((change) => !kept.some((container) => container.name === change.name)),
  ];
}
