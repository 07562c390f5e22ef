// What confirms a finding: read-only questions to the cluster, shared by the rules of a family. Each prints a few columns
// with a heading, so that what it must print can be said in one line.
import type { WorkloadRef } from '../../model/workload';
import { kubectl, kubectlIn, lines, named, type Command, type Word } from './command';
import type { OwnedHpa } from './mitigations';
import { workloadWord, type Scaled } from './target';

/** Our own paths as kubectl's columns: `MIN` -> `.spec.minReplicas`. */
export function columns(paths: Readonly<Record<string, string>>): Word {
  const text = Object.entries(paths)
    .map(([title, path]) => `${title}:${path}`)
    .join(',');
  return { word: `custom-columns='${text}'`, refused: undefined };
}

const HPA = {
  HPA: '.metadata.name',
  TARGET: '.spec.scaleTargetRef.name',
  MIN: '.spec.minReplicas',
  MAX: '.spec.maxReplicas',
  CURRENT: '.status.currentReplicas',
  DESIRED: '.status.desiredReplicas',
};

/** HPAs with their range and what they want. */
export function showHpas(namespace: string, ...names: readonly string[]): Command {
  const [first = '', second] = names;
  return second === undefined || second === first
    ? kubectlIn(namespace)`get hpa ${first} -o ${columns(HPA)}`
    : kubectlIn(namespace)`get hpa ${first} ${second} -o ${columns(HPA)}`;
}

/** Every HPA of a namespace with its target. */
export function showTargets(namespace: string): Command {
  return kubectlIn(namespace)`get hpa -o ${columns(HPA)}`;
}

/** Conditions of an HPA, one a line: `ScalingActive=False FailedGetResourceMetric`. */
export function showConditions(namespace: string, name: string): Command {
  return kubectlIn(
    namespace
  )`get hpa ${name} -o jsonpath='{range .status.conditions[*]}{.type}={.status} {.reason}{"\\n"}{end}'`;
}

/** Targets and readings of the metrics of an HPA. */
export function showMetrics(namespace: string, name: string): Command {
  return kubectlIn(namespace)`get hpa ${name} -o jsonpath='{.spec.metrics}{"\\n"}{.status.currentMetrics}{"\\n"}'`;
}

/** How an HPA may move, and between which numbers. */
export function showBehavior(namespace: string, name: string): Command {
  return kubectlIn(
    namespace
  )`get hpa ${name} -o jsonpath='{.spec.minReplicas} to {.spec.maxReplicas}{"\\n"}{.spec.behavior}{"\\n"}'`;
}

/** The latest rescales of an HPA, as it told them itself; kept for an hour. */
export function showRescales(namespace: string, name: string): Command {
  return kubectlIn(
    namespace
  )`get events --field-selector=involvedObject.kind=HorizontalPodAutoscaler,involvedObject.name=${name} --sort-by=.lastTimestamp`;
}

const VPA = {
  VPA: '.metadata.name',
  TARGET: '.spec.targetRef.name',
  MODE: '.spec.updatePolicy.updateMode',
  CONTROLS: '.spec.resourcePolicy.containerPolicies[*].controlledResources',
  RECOMMENDS: '.status.recommendation.containerRecommendations[*].target',
};

/** VPAs with target, mode and recommendation. */
export function showVpas(namespace: string, ...names: readonly string[]): Command {
  const [first = '', second] = names;
  return second === undefined || second === first
    ? kubectlIn(namespace)`get vpa ${first} -o ${columns(VPA)}`
    : kubectlIn(namespace)`get vpa ${first} ${second} -o ${columns(VPA)}`;
}

/** Recommendations of a VPA, one container a line: name, target, and what it would be without caps. */
export function showRecommendations(namespace: string, name: string): Command {
  return kubectlIn(
    namespace
  )`get vpa ${name} -o jsonpath='{range .status.recommendation.containerRecommendations[*]}{.containerName} {.target} {.uncappedTarget}{"\\n"}{end}'`;
}

const SCALED_OBJECT = {
  SCALEDOBJECT: '.metadata.name',
  TARGET: '.spec.scaleTargetRef.name',
  IDLE: '.spec.idleReplicaCount',
  MIN: '.spec.minReplicaCount',
  MAX: '.spec.maxReplicaCount',
  COOLDOWN: '.spec.cooldownPeriod',
  TRIGGERS: '.spec.triggers[*].type',
};

/** ScaledObjects with target and range. */
export function showScaledObjects(namespace: string, ...names: readonly string[]): Command {
  const [first = '', second] = names;
  return second === undefined || second === first
    ? kubectlIn(namespace)`get scaledobject ${first} -o ${columns(SCALED_OBJECT)}`
    : kubectlIn(namespace)`get scaledobject ${first} ${second} -o ${columns(SCALED_OBJECT)}`;
}

/** Triggers of a ScaledObject with their settings. */
export function showTriggers(namespace: string, name: string): Command {
  return kubectlIn(namespace)`get scaledobject ${name} -o jsonpath='{.spec.triggers}{"\\n"}'`;
}

/** Conditions of a ScaledObject, one a line: `Paused=True ScaledObjectPaused`. */
export function showKedaConditions(namespace: string, name: string): Command {
  return kubectlIn(
    namespace
  )`get scaledobject ${name} -o jsonpath='{range .status.conditions[*]}{.type}={.status} {.reason}{"\\n"}{end}'`;
}

/** The HPA, and the ScaledObject behind it where KEDA owns it. */
export function showOwner({ namespace }: WorkloadRef, hpa: OwnedHpa): Command {
  const own = showHpas(namespace, hpa.name);
  return hpa.scaledObject === undefined ? own : lines(own, showScaledObjects(namespace, hpa.scaledObject));
}

/** What is wanted and what is ready. */
export function showReplicas(scaled: Scaled): Command {
  const paths = { SPEC: '.spec.replicas', READY: '.status.readyReplicas', GENERATION: '.metadata.generation' };
  return kubectlIn(scaled.workload.namespace)`get ${workloadWord(scaled)} -o ${columns(paths)}`;
}

/** Who writes the workload, and when last: `kube-controller-manager Update scale 2026-01-05T08:15:00Z`. */
export function showWriters(scaled: Scaled): Command {
  return kubectlIn(
    scaled.workload.namespace
  )`get ${workloadWord(scaled)} --show-managed-fields -o jsonpath='{range .metadata.managedFields[*]}{.manager} {.operation} {.subresource} {.time}{"\\n"}{end}'`;
}

/** Who writes an HPA, and when last. */
export function showHpaWriters(namespace: string, name: string): Command {
  return kubectlIn(
    namespace
  )`get hpa ${name} --show-managed-fields -o jsonpath='{range .metadata.managedFields[*]}{.manager} {.operation} {.subresource} {.time}{"\\n"}{end}'`;
}

/** Pods of the namespace with their requests and births. */
export function showPods(namespace: string): Command {
  const paths = {
    POD: '.metadata.name',
    BORN: '.metadata.creationTimestamp',
    CPU: '.spec.containers[*].resources.requests.cpu',
    MEMORY: '.spec.containers[*].resources.requests.memory',
  };
  return kubectlIn(namespace)`get pods --sort-by=.metadata.creationTimestamp -o ${columns(paths)}`;
}

/** ReplicaSets of the namespace, the youngest last. */
export function showReplicaSets(namespace: string): Command {
  const paths = {
    REPLICASET: '.metadata.name',
    OWNER: '.metadata.ownerReferences[*].name',
    BORN: '.metadata.creationTimestamp',
    PODS: '.status.replicas',
  };
  return kubectlIn(namespace)`get replicasets --sort-by=.metadata.creationTimestamp -o ${columns(paths)}`;
}

/** A disruption budget: what it allows now, and why. */
export function showBudget(namespace: string, name: string): Command {
  const paths = {
    BUDGET: '.metadata.name',
    ALLOWED: '.status.disruptionsAllowed',
    HEALTHY: '.status.currentHealthy',
    NEEDED: '.status.desiredHealthy',
    PODS: '.status.expectedPods',
  };
  return kubectlIn(namespace)`get pdb ${name} -o ${columns(paths)}`;
}

/** Events of a reason in the namespace; kept for an hour. */
export function showEvents(namespace: string, reason: string): Command {
  return kubectlIn(namespace)`get events --field-selector=reason=${named(reason, 'kind')} --sort-by=.lastTimestamp`;
}

/** Pods that wait for a node, in the whole cluster. */
export function showWaiting(): Command {
  const paths = {
    NAMESPACE: '.metadata.namespace',
    POD: '.metadata.name',
    PRIORITY: '.spec.priorityClassName',
    SINCE: '.metadata.creationTimestamp',
  };
  return kubectl`get pods -A --field-selector=status.phase=Pending -o ${columns(paths)}`;
}

/** Nodes with their births and who means to remove them. */
export function showNodes(): Command {
  const paths = { NODE: '.metadata.name', BORN: '.metadata.creationTimestamp', TAINTS: '.spec.taints[*].key' };
  return kubectl`get nodes --sort-by=.metadata.creationTimestamp -o ${columns(paths)}`;
}
