// The standard remedies that several rules share, filled with real names: K stop it now, P end it for good.
import type { Plain } from '../../kit/yaml';
import { shellWord } from '../../kit/shell';
import type { ManifestPatch } from '../../model/fix';
import type { WorkloadRef } from '../../model/workload';

/** A part of a manifest's spec. */
export type PlainSpec = { readonly [key: string]: Plain };

/** kubectl in a namespace. */
export function kubectl(namespace: string, rest: string): string {
  return `kubectl -n ${shellWord(namespace)} ${rest}`;
}

function merge(namespace: string, resource: string, name: string, patch: Plain): string {
  return kubectl(
    namespace,
    `patch ${resource} ${shellWord(name)} --type merge -p '${JSON.stringify(patch).replace(/'/g, `'\\''`)}'`
  );
}

/** Changes the spec of an HPA. */
export function patchHpa(namespace: string, name: string, spec: Plain): string {
  return merge(namespace, 'hpa', name, { spec });
}

/** K1: the HPA holds one number. */
export function freezeHpa(namespace: string, name: string, replicas: number): string {
  return patchHpa(namespace, name, { minReplicas: replicas, maxReplicas: replicas });
}

/** K2: the VPA recommends and no longer acts. */
export function stopVpa(namespace: string, name: string): string {
  return merge(namespace, 'vpa', name, { spec: { updatePolicy: { updateMode: 'Off' } } });
}

/** K3: KEDA holds one number and removes its HPA meanwhile. */
export function holdKeda(namespace: string, name: string, replicas: number): string {
  const annotation = `autoscaling.keda.sh/paused-replicas="${replicas}"`;
  return kubectl(namespace, `annotate scaledobject ${shellWord(name)} ${annotation} --overwrite`);
}

/** Changes the spec of a ScaledObject. */
export function patchScaledObject(namespace: string, name: string, spec: Plain): string {
  return merge(namespace, 'scaledobject', name, { spec });
}

/** K4: Argo CD or Flux stops correcting; without a label both are offered. */
export function stopGitOps(labels: Readonly<Record<string, string>>): string {
  const off: Plain = { spec: { syncPolicy: { automated: { selfHeal: false } } } };
  const argo = (app: string): string => merge('argocd', 'application', app, off);
  if (labels.argocd) {
    return argo(labels.argocd);
  }
  if (labels.fluxKustomization) {
    return `flux suspend kustomization ${shellWord(labels.fluxKustomization)}`;
  }
  if (labels.fluxHelm) {
    return `flux suspend helmrelease ${shellWord(labels.fluxHelm)}`;
  }
  return `# Argo CD:\n${argo('APPLICATION')}\n# Flux:\nflux suspend kustomization KUSTOMIZATION`;
}

/** An HPA and, where it is KEDA's, the ScaledObject that rewrites it: changes must go there, or the operator reverts them. */
export interface OwnedHpa {
  readonly name: string;
  readonly scaledObject: string | undefined;
}

/** The first HPA of a workload, to be changed where its owner keeps it; one by the workload's name where none is known. */
export function firstHpa({ workload, hpas }: { workload: WorkloadRef; hpas: readonly OwnedHpa[] }): OwnedHpa {
  return hpas[0] ?? { name: workload.name, scaledObject: undefined };
}

/** One change in the words of both owners. */
export interface OwnedSpec {
  readonly hpa: PlainSpec;
  readonly scaledObject: PlainSpec;
}

/** The behavior of an HPA. */
export function withBehavior(behavior: Plain): OwnedSpec {
  return { hpa: { behavior }, scaledObject: { advanced: { horizontalPodAutoscalerConfig: { behavior } } } };
}

/** The minimum of an HPA. */
export function withMinimum(min: number): OwnedSpec {
  return { hpa: { minReplicas: min }, scaledObject: { minReplicaCount: min } };
}

/** Both bounds of an HPA. */
export function withBounds(min: number, max: number): OwnedSpec {
  return {
    hpa: { minReplicas: min, maxReplicas: max },
    scaledObject: { minReplicaCount: min, maxReplicaCount: max },
  };
}

/** Changes an HPA where its owner will keep it. */
export function patchOwner(namespace: string, hpa: OwnedHpa, spec: OwnedSpec): string {
  return hpa.scaledObject
    ? patchScaledObject(namespace, hpa.scaledObject, spec.scaledObject)
    : patchHpa(namespace, hpa.name, spec.hpa);
}

/** The manifest that owns an HPA, with this spec: the HPA itself, or its ScaledObject. */
export function ownerManifest(ref: WorkloadRef, hpa: OwnedHpa, spec: OwnedSpec): ManifestPatch {
  return hpa.scaledObject
    ? {
        apiVersion: 'keda.sh/v1alpha1',
        kind: 'ScaledObject',
        name: hpa.scaledObject,
        namespace: ref.namespace,
        spec: spec.scaledObject,
      }
    : {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        name: hpa.name,
        namespace: ref.namespace,
        spec: spec.hpa,
      };
}

const CALM: Plain = {
  scaleUp: { stabilizationWindowSeconds: 30, policies: [{ type: 'Percent', value: 100, periodSeconds: 30 }] },
  scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] },
};

/** P1: slower to let go. */
export function calmHpa(ref: WorkloadRef, hpa: OwnedHpa): ManifestPatch {
  return ownerManifest(ref, hpa, withBehavior(CALM));
}

/** The maximum of an HPA, where its owner keeps it. */
export function raisedMaximum(ref: WorkloadRef, hpa: OwnedHpa, max: number): ManifestPatch {
  return ownerManifest(ref, hpa, { hpa: { maxReplicas: max }, scaledObject: { maxReplicaCount: max } });
}

/** P2: the VPA sizes memory and leaves cpu alone, or the other way round. */
export function vpaOnly(ref: WorkloadRef, name: string, resource: 'cpu' | 'memory'): ManifestPatch {
  return {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    name,
    namespace: ref.namespace,
    spec: {
      resourcePolicy: {
        containerPolicies: [{ containerName: '*', controlledResources: [resource], controlledValues: 'RequestsOnly' }],
      },
    },
  };
}

/** API groups of the kinds that have one spelling; custom kinds are left for the server to resolve. */
const GROUPS: Readonly<Record<string, { group: string; version: string }>> = {
  Deployment: { group: 'apps', version: 'v1' },
  StatefulSet: { group: 'apps', version: 'v1' },
  Rollout: { group: 'argoproj.io', version: 'v1alpha1' },
};

/** The workload as a scaleTargetRef names it. */
export function targetOf(ref: WorkloadRef): PlainSpec {
  const api = GROUPS[ref.kind];
  return { ...(api ? { apiVersion: `${api.group}/${api.version}` } : {}), kind: ref.kind, name: ref.name };
}

/** Ends an HPA: KEDA's own comes back unless its ScaledObject goes. */
export function deleteHpa(namespace: string, hpa: OwnedHpa): string {
  return hpa.scaledObject
    ? kubectl(namespace, `delete scaledobject ${shellWord(hpa.scaledObject)}`)
    : kubectl(namespace, `delete hpa ${shellWord(hpa.name)}`);
}

/** Where Flux lives unless somebody chose another namespace: labels name the object, not where it is. */
const FLUX = 'flux-system';

/**
 * P3: Git yields spec.replicas, in the terms of the tool that a label names. Argo CD needs both parts: without the option
 * the difference is hidden, yet a sync still writes. Where no label tells, Argo CD's form with a name to fill in.
 */
export function gitYieldsReplicas(ref: WorkloadRef, labels: Readonly<Record<string, string>>): ManifestPatch {
  const { argocd, fluxKustomization, fluxHelm } = labels;
  const target: Plain = { kind: ref.kind, name: ref.name, namespace: ref.namespace };
  if (!argocd && fluxKustomization) {
    const patch = '- op: remove\n  path: /spec/replicas\n';
    return {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      name: fluxKustomization,
      namespace: FLUX,
      spec: { patches: [{ target, patch }] },
    };
  }
  if (!argocd && fluxHelm) {
    return {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      name: fluxHelm,
      namespace: FLUX,
      spec: { driftDetection: { mode: 'enabled', ignore: [{ paths: ['/spec/replicas'], target }] } },
    };
  }
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    name: argocd ?? 'APPLICATION',
    namespace: 'argocd',
    spec: {
      ignoreDifferences: [
        { group: GROUPS[ref.kind]?.group ?? '*', kind: ref.kind, name: ref.name, jsonPointers: ['/spec/replicas'] },
      ],
      syncPolicy: { syncOptions: ['RespectIgnoreDifferences=true'] },
    },
  };
}

/** A trigger of KEDA on the pods' own use. */
export interface ResourceTrigger {
  readonly resource: string;
  readonly percent: number;
}

/** P4: one ScaledObject owns every horizontal trigger and adopts the old HPA. */
export function oneScaledObject(
  ref: WorkloadRef,
  scaledObject: string,
  adoptHpa: string,
  trigger: ResourceTrigger | undefined
): ManifestPatch {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    name: scaledObject,
    namespace: ref.namespace,
    metadata: { annotations: { 'scaledobject.keda.sh/transfer-hpa-ownership': 'true' } },
    spec: {
      scaleTargetRef: targetOf(ref),
      advanced: { horizontalPodAutoscalerConfig: { name: adoptHpa } },
      ...(trigger
        ? {
            triggers: [
              { type: trigger.resource, metricType: 'Utilization', metadata: { value: String(trigger.percent) } },
            ],
          }
        : {}),
    },
  };
}

/** P5: the HPA aims at an absolute number, so the request no longer enters. */
export function absoluteTarget(
  ref: WorkloadRef,
  hpa: OwnedHpa,
  metric: { readonly name: string; readonly container: string },
  averageValue: string
): ManifestPatch {
  const { name, container } = metric;
  const target: Plain = { type: 'AverageValue', averageValue };
  return ownerManifest(ref, hpa, {
    hpa: {
      metrics: [
        container === ''
          ? { type: 'Resource', resource: { name, target } }
          : { type: 'ContainerResource', containerResource: { name, container, target } },
      ],
    },
    scaledObject: {
      triggers: [
        {
          type: name,
          metricType: 'AverageValue',
          metadata: { value: averageValue, ...(container === '' ? {} : { containerName: container }) },
        },
      ],
    },
  });
}

/** A part of the workload's own manifest. */
export function workloadManifest(ref: WorkloadRef, spec: PlainSpec): ManifestPatch {
  const { apiVersion } = targetOf(ref);
  return {
    apiVersion: typeof apiVersion === 'string' ? apiVersion : 'GROUP/VERSION',
    kind: ref.kind,
    name: ref.name,
    namespace: ref.namespace,
    spec,
  };
}

/**
 * Stops a rollout where it is, and lets it go on. kubectl pauses Deployments only; a StatefulSet stops at a partition above
 * its last ordinal, and an Argo Rollout has a field for it (kubernetes.io: StatefulSet, partitioned rolling updates;
 * argo-rollouts: spec.paused).
 */
export function holdRollout(ref: WorkloadRef, replicas: number): { command: string; undo: string } {
  const { namespace, kind, name } = ref;
  const both = (change: (held: boolean) => string): { command: string; undo: string } => ({
    command: change(true),
    undo: change(false),
  });
  if (kind === 'StatefulSet') {
    return both((held) =>
      merge(namespace, 'statefulset', name, {
        spec: { updateStrategy: { rollingUpdate: { partition: held ? replicas : 0 } } },
      })
    );
  }
  if (kind === 'Deployment') {
    return both((held) =>
      kubectl(namespace, `rollout ${held ? 'pause' : 'resume'} ${shellWord(`deployment/${name}`)}`)
    );
  }
  return both((held) => merge(namespace, shellWord(kind.toLowerCase()), name, { spec: { paused: held } }));
}

/** Sets spec.replicas by hand. */
export function scaleTo(ref: WorkloadRef, replicas: number): string {
  return kubectl(ref.namespace, `scale ${shellWord(`${ref.kind.toLowerCase()}/${ref.name}`)} --replicas=${replicas}`);
}
