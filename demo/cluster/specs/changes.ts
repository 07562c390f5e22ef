// Everyone outside the autoscalers, as data: who writes a workload's spec and when (writers), and edits of other objects
// (changes). control/writers.ts and control/edits.ts carry them out.

import type { ContainerSpec, Resources } from './workload';
import type { HpaBehavior, HpaSpec } from './hpa';
import type { ScaledObjectSpec } from './scaledObject';
import type { VpaContainerPolicy, VpaSpec, VpaUpdateMode } from './vpa';

/** Families that a report may name for a write of spec.replicas. */
export type WriterFamily = 'hpa' | 'keda' | 'gitops' | 'ci' | 'human' | 'cron' | 'external';

interface Span {
  fromSeconds?: number;
  toSeconds?: number;
}

/** When something recurring happens: at moments, or every so often. A drift delays all that follow, a jitter only itself. */
export type Recurrence =
  | { atSeconds: number | readonly number[] }
  | ({ everySeconds: number; jitterSeconds?: number; driftSeconds?: number } & Span);

/** A new pod template; containers are matched by name, unknown ones are added. */
export interface TemplatePatch {
  containers?: Array<Partial<ContainerSpec> & { name: string; requests?: Resources }>;
  dropContainers?: string[];
}

/** Somebody who writes the workload's spec. */
export type Writer =
  /** GitOps with self-heal: puts replicas back some seconds after any drift (Argo CD retries after 5 s by default). */
  | ({ kind: 'self-heal'; name?: string; replicas: number; delaySeconds?: number } & Span)
  /** GitOps on a schedule: applies its replicas at each sync. */
  | ({ kind: 'sync'; name?: string; replicas: number } & Recurrence)
  /** A deploy: new pod template, with replicas in the manifest or without. */
  | ({ kind: 'deploy'; name?: string; replicas?: number; template?: TemplatePatch } & Recurrence)
  /** kubectl scale by a person, or by a schedule. */
  | ({ kind: 'scale'; family: 'human' | 'cron' | 'external'; name?: string; replicas: number } & Recurrence);

/** An edit of some other object, once. */
export type Change = { atSeconds: number } & (
  | { do: 'create-hpa'; hpa: HpaSpec }
  | { do: 'patch-hpa'; name: string; minReplicas?: number; maxReplicas?: number; behavior?: HpaBehavior }
  | { do: 'delete-hpa'; name: string }
  | { do: 'create-vpa'; vpa: VpaSpec }
  | { do: 'patch-vpa'; name: string; updateMode?: VpaUpdateMode; policies?: VpaContainerPolicy[] }
  | { do: 'delete-vpa'; name: string }
  | { do: 'create-scaledobject'; scaledObject: ScaledObjectSpec }
  | { do: 'pause-scaledobject'; name: string; replicas?: number }
  | { do: 'resume-scaledobject'; name: string }
  | { do: 'patch-scaledobject'; name: string; minReplicas?: number; maxReplicas?: number; cooldownSeconds?: number }
  | { do: 'delete-scaledobject'; name: string }
  | { do: 'cordon'; node: string }
  | { do: 'drain'; node: string; everySeconds?: number; forSeconds?: number }
  | { do: 'uncordon'; node: string }
  | { do: 'delete-workload' }
);
