// Manifests of a fix as YAML ready to paste.
import { toYaml } from '../../kit/yaml';
import type { Fix, ManifestPatch } from '../../model/fix';

/** One manifest fragment: enough to find the object, and what to merge into it. */
export function patchText({ apiVersion, kind, name, namespace, metadata, spec }: ManifestPatch): string {
  return toYaml({ apiVersion, kind, metadata: { name, namespace, ...metadata }, spec });
}

/** All fragments of a fix as one document stream; '' when it has none. */
export function patchesText(fix: Fix): string {
  return (fix.patches ?? []).map(patchText).join('---\n').trimEnd();
}
