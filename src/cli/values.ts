// Values of command lines, checked: an address, a label name, a number of seconds. No message repeats an address: a password
// may stand in it, at any place where it is malformed.
import type { Millis } from '../kit/interval';
import { fail, ok, type Result } from '../kit/result';
import { isClusterLabel } from '../model/clusterLabel';
import { cleanMessage } from '../sources/cleanMessage';

/**
 * Whole seconds within limits.
 * @param flag its name, for the message
 */
export function readSeconds(flag: string, text: string, limits: { least: number; most: number }): Result<Millis> {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  return seconds >= limits.least && seconds <= limits.most
    ? ok(seconds * 1000)
    : fail(`--${flag} "${cleanMessage(text)}" is not a number of seconds between ${limits.least} and ${limits.most}.`);
}

/**
 * A whole number within limits.
 * @param flag its name, for the message
 */
export function readCount(flag: string, text: string, limits: { least: number; most: number }): Result<number> {
  const number = /^\d{1,7}$/.test(text) ? Number(text) : NaN;
  return number >= limits.least && number <= limits.most
    ? ok(number)
    : fail(`--${flag} "${cleanMessage(text)}" is not a number between ${limits.least} and ${limits.most}.`);
}

/** The address of a database. */
export function readUrl(text: string | undefined): Result<string> {
  if (text === undefined) {
    return fail('--url is missing: the address of the database, such as http://127.0.0.1:9090. --help tells the rest.');
  }
  if (!URL.canParse(text) || !/^https?:\/\//i.test(text)) {
    return fail(
      '--url is not an http(s) address, such as http://127.0.0.1:9090. Special signs in user and password are written as %40.'
    );
  }
  const { search, hash } = new URL(text);
  return search + hash === ''
    ? ok(text)
    : fail('--url holds a query string or a fragment (what follows ? or #). Leave it out.');
}

/** The name of the cluster label, or of two that tell clusters apart together. */
export function readLabel(text: string): Result<string> {
  return isClusterLabel(text)
    ? ok(text)
    : fail(
        `--cluster-label "${cleanMessage(text)}" is not a label name: letters, digits and underscores, no digit first; a,b for two together.`
      );
}
