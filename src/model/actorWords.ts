// Words shared by the sentences of rules: actors by their names, writers only as far as they are known.
import type { ScalerRef } from './workload';
import { assertNever } from '../kit/result';

/** `HPA web`, `KEDA worker`, `Git`, `a deploy`, `something`. */
export function who(actor: ScalerRef): string {
  switch (actor.family) {
    case 'hpa':
      return `HPA ${actor.name ?? ''}`.trim();
    case 'vpa':
      return `VPA ${actor.name ?? ''}`.trim();
    case 'keda':
      return `KEDA ${actor.name ?? ''}`.trim();
    case 'gitops':
      return 'Git';
    case 'ci':
      return 'a deploy';
    case 'cron':
      return 'a schedule';
    case 'human':
      return 'somebody';
    case 'drain':
      return 'a drain';
    case 'rollout':
      return 'a rollout';
    case 'external':
      return 'something';
    case 'cluster-autoscaler':
      return 'the cluster autoscaler';
    case 'karpenter':
      return 'Karpenter';
    case 'node':
      return 'nodes';
    case 'pdb':
      return `budget ${actor.name ?? ''}`.trim();
    case 'quota':
      return `quota ${actor.name ?? ''}`.trim();
    default:
      return assertNever(actor.family);
  }
}

/** The same at the start of a sentence. */
export function Who(actor: ScalerRef): string {
  const text = who(actor);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The family in one word, for brackets: `HPA`, `VPA`, `KEDA`, `Git`, `deploy`, `other writer`. */
export function side(actor: ScalerRef): string {
  switch (actor.family) {
    case 'hpa':
    case 'vpa':
    case 'keda':
      return actor.family.toUpperCase();
    case 'gitops':
      return 'Git';
    case 'ci':
      return 'deploy';
    case 'cron':
      return 'schedule';
    default:
      return 'other writer';
  }
}
