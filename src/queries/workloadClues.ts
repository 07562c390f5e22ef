// Which workload do these labels speak of? Asked by links from other people's panels, queries and alerts, whose labels
// are those of kube-state-metrics, cAdvisor, the kubernetes-mixin rules (`workload`, `workload_type`) or OpenTelemetry.
import { distinct, distinctBy, isPresent } from '../kit/array';
import type { Labels } from '../model/series';
import { CLUSTER_LABELS } from './clusterLabels';
import { readMatchers } from './matchers';

/** Label -> the values that it may have. */
export type Clue = Readonly<Record<string, readonly string[]>>;

/** What the clues come to: one workload, or a part of the fleet to look through. */
export type Hint =
  | { readonly kind: 'workload'; readonly cluster: string; readonly namespace: string; readonly workload: Named }
  | {
      readonly kind: 'fleet';
      readonly cluster: string;
      readonly namespaces: readonly string[];
      /** A name to search for; '' when there are several. */
      readonly text: string;
    };

/** A workload by kind and name; the kind is '' where no label tells it. */
interface Named {
  readonly kind: string;
  readonly name: string;
}

const NAMESPACES = ['exported_namespace', 'namespace', 'k8s_namespace_name'];
/** Labels whose value is the name of a workload of this kind. */
const WORKLOADS: Readonly<Record<string, string>> = {
  deployment: 'Deployment',
  k8s_deployment_name: 'Deployment',
  statefulset: 'StatefulSet',
  k8s_statefulset_name: 'StatefulSet',
};
const TYPES: Readonly<Record<string, string>> = { deployment: 'Deployment', statefulset: 'StatefulSet' };
const SCALERS = ['horizontalpodautoscaler', 'verticalpodautoscaler', 'scaledobject', 'scaledObject', 'vpa_name'];

/** Kubernetes names ReplicaSets and pods with letters and digits that form no words (apimachinery, util/rand). */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';
const REPLICASET = new RegExp(`^(.+)-${RANDOM}{6,10}$`);
const POD = new RegExp(`^(.+)-${RANDOM}{6,10}-${RANDOM}{5}$`);

/** The values that a regular expression lets through when it is nothing but literals; none when it is more. */
function literals(regex: string): string[] {
  const parts = regex.replace(/^\^?\(?(?:\?:)?|\)?\$?$/g, '').split('|');
  const plain = parts.map((part) => part.replace(/\\+([^a-zA-Z0-9])/g, '$1'));
  const isPlain = parts.every((part) => /^(?:[\w.-]|\\+[^a-zA-Z0-9])+$/.test(part));
  return isPlain ? plain : [];
}

/** Neither empty nor a variable that nobody filled in. */
function isName(value: string): boolean {
  return value !== '' && !value.includes('$');
}

/** The clues in a PromQL text: one for each of its selectors. */
export function cluesOfQuery(expr: string): Clue[] {
  return readMatchers(expr).map((matchers) =>
    Object.fromEntries(
      matchers
        .map(({ label, op, value }) => [label, op === '=' ? [value] : op === '=~' ? literals(value) : []] as const)
        .map(([label, values]) => [label, values.filter(isName)] as const)
        .filter(([, values]) => values.length > 0)
    )
  );
}

/** Labels of a series or of an alert as a clue. */
export function clueOfLabels(labels: Labels): Clue {
  return Object.fromEntries(
    Object.entries(labels)
      .filter(([, value]) => isName(value))
      .map(([name, value]) => [name, [value]])
  );
}

/** Names of dashboard variables that are asked for their values. */
export const CLUE_VARIABLES: readonly string[] = [
  ...CLUSTER_LABELS,
  'namespace',
  'deployment',
  'statefulset',
  'workload',
  'workload_type',
  'pod',
];

function valuesOf(clue: Clue, labels: readonly string[]): readonly string[] {
  return labels.map((label) => clue[label]).find((values) => values !== undefined && values.length > 0) ?? [];
}

function ownerOfPod(pod: string): Named | undefined {
  const deployment = POD.exec(pod)?.[1];
  const statefulSet = /^(.+)-\d+$/.exec(pod)?.[1];
  return deployment !== undefined
    ? { kind: 'Deployment', name: deployment }
    : statefulSet !== undefined
      ? { kind: 'StatefulSet', name: statefulSet }
      : undefined;
}

/** `workload` of the kubernetes-mixin; kinds that nothing scales are no workload of ours. */
function ofMixin(clue: Clue): Named[] {
  const [type] = clue.workload_type ?? [];
  const kind = type === undefined ? '' : TYPES[type.toLowerCase()];
  return kind === undefined ? [] : (clue.workload ?? []).map((name) => ({ kind, name }));
}

function workloadsOf(clue: Clue): Named[] {
  const named = Object.entries(WORKLOADS).flatMap(([label, kind]) =>
    (clue[label] ?? []).map((name) => ({ kind, name }))
  );
  if (named.length > 0) {
    return named;
  }
  const mixin = ofMixin(clue);
  if (mixin.length > 0) {
    return mixin;
  }
  const replicaSets = (clue.replicaset ?? []).map((name) => REPLICASET.exec(name)?.[1]).filter(isPresent);
  return replicaSets.length > 0
    ? replicaSets.map((name) => ({ kind: 'Deployment', name }))
    : (clue.pod ?? clue.k8s_pod_name ?? []).map(ownerOfPod).filter(isPresent);
}

/** What the clues come to; undefined when they speak of no workload. A namespace alone is none. */
export function hintOf(clues: readonly Clue[]): Hint | undefined {
  const workloads = distinctBy(clues.flatMap(workloadsOf), ({ kind, name }) => `${kind}/${name}`);
  const scalers = distinct(clues.flatMap((clue) => [...valuesOf(clue, SCALERS)]));
  if (workloads.length === 0 && scalers.length === 0) {
    return undefined;
  }
  const namespaces = distinct(clues.flatMap((clue) => [...valuesOf(clue, NAMESPACES)]));
  const clusters = distinct(clues.flatMap((clue) => [...valuesOf(clue, CLUSTER_LABELS)]));
  const cluster = clusters.length === 1 ? (clusters[0] ?? '') : '';
  const [workload, ...more] = workloads;
  const [namespace, ...others] = namespaces;
  if (workload && workload.kind !== '' && more.length === 0 && namespace !== undefined && others.length === 0) {
    return { kind: 'workload', cluster, namespace, workload };
  }
  const names = workloads.length > 0 ? distinct(workloads.map(({ name }) => name)) : scalers;
  return { kind: 'fleet', cluster, namespaces, text: names.length === 1 ? (names[0] ?? '') : '' };
}
