// The way out where each deploy deletes the workload and creates it anew: no manifest can keep a number over that.
import type { Remedy } from './remedy';
import type { Scaled } from './target';

/** Deploys that change the workload instead of replacing it. */
export function updateInstead({ workload: { kind, name } }: Scaled): Remedy {
  return {
    title: `Update ${kind} ${name} instead of replacing it`,
    term: 'for-good',
    why: 'What is deleted and created begins with the number of its manifest, or with 1, and all its pods go at once. Drop `--force` of helm upgrade and kubectl replace, and the sync options Replace=true and Force=true of Argo CD. Where a field that cannot be changed made somebody choose them, make that change once, under a new name.',
    price: 'A change of the selector then fails instead of being forced through.',
    undo: 'Put the option back.',
    verify: 'Across a deploy the generation goes on counting, and replicas stay what the HPA wants.',
  };
}
