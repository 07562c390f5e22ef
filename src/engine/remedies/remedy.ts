// Remedies as rules draft them, and the door through which they become advice: names are checked here, and what deletes,
// pins, pauses or takes away a limit passes only where nothing about the finding is a guess.
import { isPresent } from '../../kit/array';
import type { Confidence } from '../../model/finding';
import type { Confirm, Fix, ManifestPatch } from '../../model/fix';
import type { Command } from './command';
import { refusedIn } from './plainNames';

/** What to look at first. A rule has one for all of its remedies. */
export interface Check {
  readonly command: Command;
  /** What it must print for the finding to be true. */
  readonly expect: string;
}

/** One remedy as a rule drafts it. */
export interface Remedy extends Pick<Fix, 'title' | 'term' | 'why' | 'price' | 'verify'> {
  readonly command?: Command;
  /** undefined where the series do not tell enough to write one. */
  readonly patches?: ReadonlyArray<ManifestPatch | undefined>;
  readonly undo: string | Command;
  /** Set where the manifest itself deletes, pins or takes away a limit; commands say it themselves. */
  readonly isDestructive?: true;
}

/** What the finding stands on. */
export interface Standing {
  readonly confidence: Confidence;
  /** Why a link between its objects is not read but concluded; undefined where all were read. */
  readonly doubt: string | undefined;
}

function isDestructive({ command, isDestructive: own }: Remedy): boolean {
  return own === true || command?.isDestructive === true;
}

/** Why a remedy that destroys is not offered. */
function whyNotYet({ confidence, doubt }: Standing): string | undefined {
  return confidence === 'certain' ? doubt : `this finding is ${confidence}, not certain`;
}

/** In place of a remedy that destroys, while something about the finding is a guess: the same words, nothing to paste. */
function afterConfirming(remedy: Remedy, reason: string): Remedy {
  const { title, term, why, price, verify } = remedy;
  return {
    title: `First confirm, then: ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    term,
    why: `No command for this: ${reason}. ${why}`,
    price,
    undo: typeof remedy.undo === 'string' ? remedy.undo : 'Take the change back.',
    verify,
  };
}

function toFix(remedy: Remedy, check: Check, confirm: Confirm): Fix {
  const { title, term, why, price, verify, command, undo } = remedy;
  const patches = (remedy.patches ?? []).filter(isPresent);
  const reason = [
    check.command.refused,
    command?.refused,
    typeof undo === 'string' ? undefined : undo.refused,
    ...patches.map((patch) => refusedIn({ ...patch })),
  ].find(isPresent);
  const says = { title, term, why, price, verify };
  if (reason !== undefined) {
    const byHand = typeof undo === 'string' ? undo : 'Take the change back.';
    return { ...says, confirm: { expect: confirm.expect }, withheld: reason, undo: byHand };
  }
  return {
    ...says,
    confirm,
    ...(command ? { command: command.text } : {}),
    ...(patches.length > 0 ? { patches } : {}),
    ...(isDestructive(remedy) ? { destructive: true as const } : {}),
    undo: typeof undo === 'string' ? undo : undo.text,
  };
}

/** The advice: each remedy behind its check, none that destroys on a guess. */
export function toFixes(remedies: readonly Remedy[], check: Check, standing: Standing): Fix[] {
  const reason = whyNotYet(standing);
  const confirm = { command: check.command.text, expect: check.expect };
  return remedies
    .map((remedy) => (reason !== undefined && isDestructive(remedy) ? afterConfirming(remedy, reason) : remedy))
    .map((remedy) => toFix(remedy, check, confirm));
}
