// A fix as text to paste: the command for now and the manifests for good, each with a line that says what it is.
import type { Finding } from '../model/finding';
import type { Fix, ManifestPatch } from '../model/fix';
import { toYaml } from '../kit/yaml';

function patchYaml({ apiVersion, kind, name, namespace, metadata, spec }: ManifestPatch): string {
  return toYaml({ apiVersion, kind, metadata: { name, namespace, ...metadata }, spec });
}

function oneFix({ title, term, command, patches = [] }: Fix): string {
  const head = `# ${term === 'now' ? 'Now' : 'For good'}: ${title}`;
  const body = [command, patches.map(patchYaml).join('---\n').trimEnd()].filter(
    (text) => text !== undefined && text !== ''
  );
  return [head, ...body].join('\n');
}

/** Everything to paste for a finding, '' when there is nothing. */
export function fixText(finding: Finding): string {
  return finding.fixes.map(oneFix).join('\n\n');
}
