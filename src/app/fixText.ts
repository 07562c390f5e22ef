// A fix as text to paste: first what confirms the finding, then the commands and the manifests, each under a line that says
// what it is. Pasted whole into a terminal it runs the check and what can be taken back; what destroys, and manifests, are
// comments until somebody takes the sign away.
import { visible } from '../kit/visible';
import type { Finding } from '../model/finding';
import type { Confirm, Fix } from '../model/fix';
import { CONFIRMED_BY, TERM_WORDS } from '../model/fixWords';
import { patchesText } from '../views/finding/patchText';

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => `# ${visible(line)}`)
    .join('\n');
}

function confirmText({ command = '', expect }: Confirm): string {
  return [comment(`First confirm it. ${visible(CONFIRMED_BY)} ${visible(expect)}`), command].join('\n');
}

function oneFix(fix: Fix): string {
  const after = fix.destructive ? ' (after the check)' : '';
  const head = comment(`${TERM_WORDS[fix.term]}: ${visible(fix.title)}${after}`);
  const command = fix.command && fix.destructive ? comment(fix.command) : (fix.command ?? '');
  const manifest = patchesText(fix);
  return [head, command, manifest === '' ? '' : comment(manifest)].filter((text) => text !== '').join('\n');
}

/** Everything to paste for a finding, '' when there is nothing. */
export function fixText(finding: Finding): string {
  const pasteable = finding.fixes.filter((fix) => fix.command !== undefined || (fix.patches ?? []).length > 0);
  const [first] = finding.fixes;
  return first?.confirm.command === undefined
    ? ''
    : [confirmText(first.confirm), ...pasteable.map(oneFix)].join('\n\n');
}
