// Manifests of a fix as YAML ready to paste.
import { toYaml } from '../../kit/yaml';
import type { Fix, ManifestPatch } from '../../model/fix';
import { MERGE_FIRST } from '../../model/fixWords';

/** One manifest fragment: enough to find the object, and what to merge into it. */
export function patchText({ apiVersion, kind, name, namespace, metadata, spec }: ManifestPatch): string {
  return toYaml({ apiVersion, kind, metadata: { name, namespace, ...metadata }, spec });
}

/** All fragments of a fix as one document stream under a line that says what they are; '' when it has none. */
export function patchesText(fix: Fix): string {
  const text = (fix.patches ?? []).map(patchText).join('---\n').trimEnd();
  return text === '' ? '' : `${MERGE_FIRST}${text}`;
}
