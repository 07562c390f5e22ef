// Why a question has no answer, as a value that can be acted on: what kind of failure it is, in words, and what to do.
import type { Millis } from '../kit/interval';

export type FailureKind =
  | 'auth' // no permission, or a sign-in page
  | 'limit' // the server refuses to do so much for one query
  | 'tooLong' // the text of the query is too long for the server or a proxy
  | 'timeout' // the server began and did not finish in time
  | 'rate' // too many queries at once
  | 'unavailable' // the server or what stands before it is broken or starting
  | 'notFound' // nothing under this path, no such data source
  | 'notPrometheus' // an answer, but not of the Prometheus HTTP API
  | 'network' // no connection: name, address, port, TLS
  | 'cut' // the answer broke off, or holds a part only
  | 'shortened' // not asked for: the whole would be more than can be read at once
  | 'unfinished' // not read yet: the sweep of a large fleet is under way, or was stopped
  | 'canceled'
  | 'other';

export interface Failure {
  readonly kind: FailureKind;
  /** What the server said, fit to be shown: short, no markup, no credentials, no control characters. */
  readonly message: string;
  /** What to do about it, where that is known. */
  readonly advice?: string;
  /** How long the server asks to wait. */
  readonly retryAfterMs?: Millis;
}

/** What happened and what to do about it, in one line. */
export function failureText({ message, advice }: Pick<Failure, 'message' | 'advice'>): string {
  return advice === undefined ? message : `${message.replace(/[.:\s]+$/, '')}. ${advice}`;
}
