// What an actor is called in lanes, tooltips and titles. Kept short: the lane label column is 192 px wide.
import { assertNever } from '../../kit/result';
import type { ScalerFamily, ScalerRef } from '../../model/workload';

/** The family in the words of the field. */
export function familyName(family: ScalerFamily): string {
  switch (family) {
    case 'hpa':
      return 'HPA';
    case 'keda':
      return 'KEDA';
    case 'vpa':
      return 'VPA';
    case 'cluster-autoscaler':
      return 'Cluster autoscaler';
    case 'karpenter':
      return 'Karpenter';
    case 'rollout':
      return 'Rollout';
    case 'pdb':
      return 'Disruption budget';
    case 'quota':
      return 'Quota';
    case 'node':
      return 'Node';
    case 'gitops':
      return 'Git';
    case 'ci':
      return 'CI';
    case 'human':
      return 'A person';
    case 'cron':
      return 'Schedule';
    case 'drain':
      return 'Drain';
    case 'external':
      return 'Unknown writer';
    default:
      return assertNever(family);
  }
}

/** `HPA web`, or only the family when it has no name. */
export function actorName(scaler: ScalerRef): string {
  return scaler.name ? `${familyName(scaler.family)} ${scaler.name}` : familyName(scaler.family);
}
