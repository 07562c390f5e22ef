// The workload itself in remedies: how kubectl finds it, and the apiVersion that its manifest names. The series tell it, or
// the kind is well known; nothing is made up.
import type { ManifestPatch } from '../../model/fix';
import type { WorkloadRef } from '../../model/workload';
import type { Plain } from '../../kit/yaml';
import { destructive, json, kubectlIn, lines, named, type Command, type Word } from './command';

/** A part of a manifest's spec. */
export type PlainSpec = { readonly [key: string]: Plain };

/** A workload with the apiVersion that a series tells of it. */
export interface Scaled {
  readonly workload: WorkloadRef;
  readonly apiVersion: string | undefined;
}

/** Kinds that have one spelling everywhere. */
const WELL_KNOWN: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  ReplicationController: 'v1',
  Rollout: 'argoproj.io/v1alpha1',
};

/** apiVersion of the workload, undefined where neither the series nor its kind tell it. */
export function apiVersionOf({ workload, apiVersion }: Scaled): string | undefined {
  return apiVersion ?? WELL_KNOWN[workload.kind];
}

/** API group of the workload, '' for the core group, undefined where nothing tells it. */
export function groupOf(scaled: Scaled): string | undefined {
  const apiVersion = apiVersionOf(scaled);
  return apiVersion?.includes('/') ? apiVersion.split('/')[0] : apiVersion === undefined ? undefined : '';
}

/** `deployment/web`; kinds of somebody's own carry their group: `rollout.argoproj.io/web`. */
export function workloadWord(scaled: Scaled): Word {
  const { kind, name } = scaled.workload;
  const group = groupOf(scaled) ?? '';
  const kindWord = named(kind, 'kind');
  const nameWord = named(name, 'object');
  const suffix = group.includes('.') ? `.${group}` : '';
  return {
    word: `${kindWord.word.toLowerCase()}${suffix}/${nameWord.word}`,
    refused: kindWord.refused ?? nameWord.refused ?? (suffix === '' ? undefined : named(group, 'object').refused),
  };
}

/** The workload as a scaleTargetRef names it. */
export function targetOf(scaled: Scaled): PlainSpec {
  const apiVersion = apiVersionOf(scaled);
  const { kind, name } = scaled.workload;
  return { ...(apiVersion === undefined ? {} : { apiVersion }), kind, name };
}

/** A part of the workload's own manifest; undefined where nothing tells its apiVersion. */
export function workloadManifest(scaled: Scaled, spec: PlainSpec): ManifestPatch | undefined {
  const apiVersion = apiVersionOf(scaled);
  const { kind, name, namespace } = scaled.workload;
  return apiVersion === undefined ? undefined : { apiVersion, kind, name, namespace, spec };
}

/** Changes the spec of the workload itself. */
export function patchWorkload(scaled: Scaled, spec: PlainSpec): Command {
  return kubectlIn(scaled.workload.namespace)`patch ${workloadWord(scaled)} --type merge -p ${json({ spec })}`;
}

/** Sets spec.replicas by hand. */
export function scaleTo(scaled: Scaled, replicas: number): Command {
  return destructive(kubectlIn(scaled.workload.namespace)`scale ${workloadWord(scaled)} --replicas=${replicas}`);
}

/** Stops a StatefulSet above its last ordinal. A partition may stand there already: it is printed first, for the way back. */
function holdAtPartition(scaled: Scaled, partition: number): Held {
  const shown = kubectlIn(
    scaled.workload.namespace
  )`get ${workloadWord(scaled)} -o jsonpath='{.spec.updateStrategy.rollingUpdate.partition}{"\\n"}'`;
  const held = patchWorkload(scaled, { updateStrategy: { rollingUpdate: { partition } } });
  return {
    command: destructive(lines(shown, held)),
    undo: 'Set updateStrategy.rollingUpdate.partition back to what the first line printed, 0 where it printed nothing.',
  };
}

/** How a rollout is stopped, and how it goes on; no command where nobody knows how that kind is paused. */
export interface Held {
  readonly command?: Command;
  readonly undo: Command | string;
}

/**
 * Stops a rollout where it is, and lets it go on. kubectl pauses Deployments only; a StatefulSet stops at a partition above
 * its last ordinal, and an Argo Rollout has a field for it (kubernetes.io: StatefulSet, partitioned rolling updates;
 * argo-rollouts: spec.paused).
 */
export function holdRollout(scaled: Scaled, replicas: number): Held {
  const { kind, namespace } = scaled.workload;
  const isArgo = kind === 'Rollout' && groupOf(scaled) === 'argoproj.io';
  if (kind === 'StatefulSet') {
    return holdAtPartition(scaled, replicas);
  }
  if (kind !== 'Deployment' && !isArgo) {
    return { undo: 'Let it go on in the same way.' };
  }
  const change = (held: boolean): Command => {
    if (kind === 'Deployment') {
      return kubectlIn(namespace)`rollout ${named(held ? 'pause' : 'resume', 'label')} ${workloadWord(scaled)}`;
    }
    return patchWorkload(scaled, { paused: held });
  };
  return { command: destructive(change(true)), undo: change(false) };
}
