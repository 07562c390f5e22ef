// The standard remedies of the catalogue (conflicts.md section 0.5), filled with real names: K stop it now, P end it for good.
import type { Plain } from '../../kit/yaml';
import { shellWord } from '../../kit/shell';
import type { ManifestPatch } from '../../model/fix';
import type { WorkloadRef } from '../../model/workload';

/** kubectl in a namespace. */
export function kubectl(namespace: string, rest: string): string {
  return `kubectl -n ${shellWord(namespace)} ${rest}`;
}

function merge(namespace: string, resource: string, name: string, patch: Plain): string {
  return kubectl(namespace, `patch ${resource} ${shellWord(name)} --type merge -p '${JSON.stringify(patch).replace(/'/g, `'\\''`)}'`);
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

/** P1: slower to let go. */
export function calmHpa(ref: WorkloadRef, name: string): ManifestPatch {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    name,
    namespace: ref.namespace,
    spec: {
      behavior: {
        scaleUp: { stabilizationWindowSeconds: 30, policies: [{ type: 'Percent', value: 100, periodSeconds: 30 }] },
        scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] },
      },
    },
  };
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

/** P3: Git yields spec.replicas. Both parts are needed: without the option the diff is hidden, yet a sync still writes. */
export function gitYieldsReplicas(ref: WorkloadRef, application: string): ManifestPatch {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    name: application,
    namespace: 'argocd',
    spec: {
      ignoreDifferences: [{ group: 'apps', kind: ref.kind, name: ref.name, jsonPointers: ['/spec/replicas'] }],
      syncPolicy: { syncOptions: ['RespectIgnoreDifferences=true'] },
    },
  };
}

/** P4: one ScaledObject owns every horizontal trigger and adopts the old HPA. */
export function oneScaledObject(ref: WorkloadRef, scaledObject: string, adoptHpa: string, cpuPercent: number): ManifestPatch {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    name: scaledObject,
    namespace: ref.namespace,
    metadata: { annotations: { 'scaledobject.keda.sh/transfer-hpa-ownership': 'true' } },
    spec: {
      scaleTargetRef: { kind: ref.kind, name: ref.name },
      advanced: { horizontalPodAutoscalerConfig: { name: adoptHpa } },
      triggers: [{ type: 'cpu', metricType: 'Utilization', metadata: { value: String(cpuPercent) } }],
    },
  };
}

/** P5: the HPA aims at an absolute number, so the request no longer enters. */
export function absoluteTarget(ref: WorkloadRef, name: string, resource: string, averageValue: string): ManifestPatch {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    name,
    namespace: ref.namespace,
    spec: { metrics: [{ type: 'Resource', resource: { name: resource, target: { type: 'AverageValue', averageValue } } }] },
  };
}
