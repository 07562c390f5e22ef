// The standard remedies that several rules share, filled with real names: K stop it now, P end it for good.
import { number } from '../../kit/text';
import type { Plain } from '../../kit/yaml';
import type { ManifestPatch } from '../../model/fix';
import { lastValue } from '../../model/signal';
import type { WorkloadRef } from '../../model/workload';
import type { HpaFacts } from '../signals/facts';
import { destructive, json, kubectlIn, type Command } from './command';
import { targetOf, type PlainSpec, type Scaled } from './target';

/** Changes the spec of an HPA. */
export function patchHpa(namespace: string, name: string, spec: Plain): Command {
  return kubectlIn(namespace)`patch hpa ${name} --type merge -p ${json({ spec })}`;
}

/** K1: the HPA holds one number. */
export function freezeHpa(namespace: string, name: string, replicas: number): Command {
  return destructive(patchHpa(namespace, name, { minReplicas: replicas, maxReplicas: replicas }));
}

/** Changes the spec of a VPA. */
export function patchVpa(namespace: string, name: string, spec: Plain): Command {
  return kubectlIn(namespace)`patch vpa ${name} --type merge -p ${json({ spec })}`;
}

/** K2: the VPA recommends and no longer acts. */
export function stopVpa(namespace: string, name: string): Command {
  return patchVpa(namespace, name, { updatePolicy: { updateMode: 'Off' } });
}

/** K3: KEDA holds one number and removes its HPA meanwhile. */
export function holdKeda(namespace: string, name: string, replicas: number): Command {
  return destructive(
    kubectlIn(namespace)`annotate scaledobject ${name} autoscaling.keda.sh/paused-replicas="${replicas}" --overwrite`
  );
}

/** A number to hold, never above the maximum of the HPA that the ScaledObject made: it would not go there by itself. */
export function withinMaximum(replicas: number, scaledObject: string, hpas: readonly HpaFacts[]): number {
  const max = lastValue(hpas.find((hpa) => hpa.scaledObject === scaledObject)?.max);
  return max === undefined || max < 1 ? replicas : Math.min(replicas, max);
}

/** The end of K3: KEDA scales again. */
export function letKedaGo(namespace: string, name: string): Command {
  return kubectlIn(namespace)`annotate scaledobject ${name} autoscaling.keda.sh/paused-replicas-`;
}

/** Changes the spec of a ScaledObject. */
export function patchScaledObject(namespace: string, name: string, spec: Plain): Command {
  return kubectlIn(namespace)`patch scaledobject ${name} --type merge -p ${json({ spec })}`;
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
export function patchOwner(namespace: string, hpa: OwnedHpa, spec: OwnedSpec): Command {
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

/**
 * A maximum with room for what the metrics ask for, at most twice the present one at once: a backlog, or a target that is far
 * too low, asks for hundreds of pods and needs none of them.
 */
export function nextMaximum(max: number, asked: number): { readonly max: number; readonly isStep: boolean } {
  const roomy = Math.max(max + 1, Math.ceil(1.3 * asked));
  return { max: Math.min(roomy, 2 * max), isStep: roomy > 2 * max };
}

/** Says of such a step why it is no more. */
export function stepWords(asked: number): string {
  return `One step, to twice the present maximum: the metrics ask for ${number(asked)}, which a backlog or too low a target does as well. Look again before the next.`;
}

/** The maximum of an HPA, where its owner keeps it. */
export function raisedMaximum(ref: WorkloadRef, hpa: OwnedHpa, max: number): ManifestPatch {
  return ownerManifest(ref, hpa, { hpa: { maxReplicas: max }, scaledObject: { maxReplicaCount: max } });
}

/** A part of a VPA. */
function vpaManifest(ref: WorkloadRef, name: string, spec: PlainSpec): ManifestPatch {
  return {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    name,
    namespace: ref.namespace,
    spec,
  };
}

/** A part of a ScaledObject. */
export function scaledObjectManifest(ref: WorkloadRef, name: string, spec: PlainSpec): ManifestPatch {
  return { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name, namespace: ref.namespace, spec };
}

/** P2: the VPA sizes memory and leaves cpu alone, or the other way round. */
export function vpaOnly(ref: WorkloadRef, name: string, resource: 'cpu' | 'memory'): ManifestPatch {
  return vpaManifest(ref, name, {
    resourcePolicy: {
      containerPolicies: [{ containerName: '*', controlledResources: [resource], controlledValues: 'RequestsOnly' }],
    },
  });
}

/** Ends an HPA: KEDA's own comes back unless its ScaledObject goes. */
export function deleteHpa(namespace: string, hpa: OwnedHpa): Command {
  return destructive(
    hpa.scaledObject
      ? kubectlIn(namespace)`delete scaledobject ${hpa.scaledObject}`
      : kubectlIn(namespace)`delete hpa ${hpa.name}`
  );
}

/** A trigger of KEDA on the pods' own use. */
export interface ResourceTrigger {
  readonly resource: string;
  readonly percent: number;
}

/** P4: one ScaledObject owns every horizontal trigger and adopts the old HPA. */
export function oneScaledObject(
  scaled: Scaled,
  scaledObject: string,
  adoptHpa: string,
  trigger: ResourceTrigger | undefined
): ManifestPatch {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    name: scaledObject,
    namespace: scaled.workload.namespace,
    metadata: { annotations: { 'scaledobject.keda.sh/transfer-hpa-ownership': 'true' } },
    spec: {
      scaleTargetRef: targetOf(scaled),
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
