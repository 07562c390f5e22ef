// Remarks beside a good answer. A warning of the storage (a store not reached, a limit that cut the answer) means that part of
// the answer is missing; what Prometheus remarks on the text of a query ("metric might not be a counter") does not.
import type { Failure } from '../model/failure';
import { cleanMessage, plainText } from './cleanMessage';

/** An answer's remarks, told apart. */
export interface Remarks {
  readonly notices: readonly string[];
  readonly partial?: Failure;
}

/** Annotations of the query language (Prometheus util/annotations): they change no sample that a plain selector brings. */
const ANNOTATION = /^PromQL (info|warning):/i;
const LIMITED = /\blimit|truncat|too many/i;

const ADVICE =
  'Part of the answer is missing, so nothing is concluded from it. Check the health of the database’s stores.';

/**
 * Sorts remarks.
 * @param warnings texts that came as warnings
 * @param infos texts that came as mere information
 */
export function readWarnings(warnings: readonly string[], infos: readonly string[] = []): Remarks {
  const serious = warnings.filter((text) => !ANNOTATION.test(plainText(text)));
  const mild = [...warnings.filter((text) => !serious.includes(text)), ...infos];
  const notices = [...new Set(mild.map((text) => cleanMessage(text)))];
  const [first] = serious;
  if (first === undefined) {
    return { notices };
  }
  const kind = serious.some((text) => LIMITED.test(text)) ? 'limit' : 'cut';
  return { notices, partial: { kind, message: cleanMessage(first), advice: ADVICE } };
}
