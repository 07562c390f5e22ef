// What to do: the command for now, the manifest for good, with price, undo and check.
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

/** One remedy, filled with the real names and numbers of the workload. */
export interface Fix {
  readonly title: string;
  /** now = stops the bleeding; for-good = removes the cause. */
  readonly term: 'now' | 'for-good';
  /** One line on why it ends the fight. */
  readonly why: string;
  /** Shell command ready to paste; every name in it is quoted where needed. */
  readonly command?: string;
  /** Manifest fragments, in the order to apply them. */
  readonly patches?: readonly ManifestPatch[];
  /** What it costs. */
  readonly price: string;
  readonly undo: string;
  /** The check that shows it worked. */
  readonly verify: string;
}
