// What to do: what to look at first, the command for now, the manifest for good, with its trade-off, undo and check.
import type { Plain } from '../kit/yaml';

/** A part of a manifest to merge into the object of that kind and name. */
export interface ManifestPatch {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly spec?: { readonly [key: string]: Plain };
  readonly metadata?: { readonly [key: string]: Plain };
}

/** What confirms a finding in the cluster, before anything is changed there. */
export interface Confirm {
  /** Read-only shell command ready to paste; absent where a name of the finding is none that Kubernetes accepts. */
  readonly command?: string;
  /** What it must print for the finding to be true. */
  readonly expect: string;
}

/** One remedy, filled with the real names and numbers of the workload. */
export interface Fix {
  readonly title: string;
  /** now = stops the bleeding; for-good = removes the cause. */
  readonly term: 'now' | 'for-good';
  /** One line on why it ends the fight. */
  readonly why: string;
  /** To be run first: that the finding is true in the cluster. */
  readonly confirm: Confirm;
  /** Shell command ready to paste; every name in it is one that Kubernetes accepts. */
  readonly command?: string;
  /** Manifest fragments, in the order to apply them. */
  readonly patches?: readonly ManifestPatch[];
  /** Why there is nothing to paste although there is something to do. */
  readonly withheld?: string;
  /** It deletes, pins, pauses or takes away a limit: only offered on a certain finding whose links were read. */
  readonly destructive?: true;
  /** What it costs. */
  readonly price: string;
  readonly undo: string;
  /** The check that shows it worked. */
  readonly verify: string;
}
