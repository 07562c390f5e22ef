// A fix as text to paste: the command for now and the manifests for good, each with a line that says what it is.
import type { Finding } from '../model/finding';
import type { Fix } from '../model/fix';
import { patchesText } from '../views/finding/patchText';

function oneFix(fix: Fix): string {
  const head = `# ${fix.term === 'now' ? 'Now' : 'For good'}: ${fix.title}`;
  return [head, fix.command ?? '', patchesText(fix)].filter((text) => text !== '').join('\n');
}

/** Everything to paste for a finding, '' when there is nothing. */
export function fixText(finding: Finding): string {
  const pasteable = finding.fixes.filter((fix) => fix.command !== undefined || (fix.patches ?? []).length > 0);
  return pasteable.map(oneFix).join('\n\n');
}
