// A refusal, an error page or a broken connection -> what kind of failure that is, and what to do. One place for the data
// source, the HTTP API and the frames of a dashboard. What is said counts before the number that stands beside it: Grafana's
// data sources give one cause other statuses per type and version (tests/fixtures/ds-query/README.md, "Errors").
import type { Millis, UnixMs } from '../kit/interval';
import type { Failure, FailureKind } from '../model/failure';
import { plainText, shorten } from './cleanMessage';
import {
  BEFORE_STATUS,
  BY_STATUS,
  BY_TEXT,
  BY_WEAK_STATUS,
  KNOWN_SIGN_IN,
  SIGN_IN_WORDS,
  type Known,
} from './knownFailures';

/** What came instead of an answer. */
export interface Complaint {
  readonly text?: unknown;
  /** HTTP status, as far as it can be trusted: one inside the text stands before it. */
  readonly status?: number;
  /** The header of that name. */
  readonly retryAfter?: string | null;
  /** For a Retry-After that is a date. */
  readonly now?: UnixMs;
  /** Texts that were sent along and must not come back. */
  readonly secrets?: readonly string[];
}

/** `status code: 401`, `HTTP 502`, `HTTP/1.1 502`, `Query error: 502`, VictoriaMetrics' `ERROR: 422,`, `502 Bad Gateway`. */
const STATUS = /(?:status(?: code)?:?|http(?:\/[\d.]+)?|query error:|^error:)\s{0,3}([1-5]\d\d)\b|^([45]\d\d) [a-z]/;
/** What a proxy says of a database that does not answer; its page is no page to sign in. */
const GATEWAY: ReadonlySet<number> = new Set([502, 503, 504]);
/** Only these ask to be waited for. */
const WAITS: readonly FailureKind[] = ['rate', 'unavailable'];
/** As much of a page is searched for what it is. */
const MARKUP = 8000;
/** Longer than this nobody waits. */
const LONGEST_WAIT: Millis = 3_600_000;
/** Text before the known words is left out when the whole would be cut. */
const FOCUS_FROM = 200;

function statusIn(text: string): number | undefined {
  const match = STATUS.exec(text);
  return match ? Number(match[1] ?? match[2]) : undefined;
}

/** Seconds or a date (RFC 9110, section 10.2.3); also where a text says it. */
function waitOf({ retryAfter, now = 0 }: Complaint, text: string): Millis | undefined {
  const said = (retryAfter ?? /retry[- ]after["']?[:=]?\s{0,3}(\d{1,6})/.exec(text)?.[1] ?? '').trim();
  const wait = /^\d+$/.test(said) ? Number(said) * 1000 : /^[A-Za-z]/.test(said) ? Date.parse(said) - now : NaN;
  return Number.isFinite(wait) ? Math.min(LONGEST_WAIT, Math.max(0, wait)) : undefined;
}

/** What is known of a text beside this status; a status inside the text is the server's own, others are Grafana's. */
function knownOf(text: string, raw: string, status: number, isOwn: boolean): Known | undefined {
  const first = BEFORE_STATUS.find(([pattern]) => pattern.test(text))?.[1];
  const isPage = /<(html|!doctype|head|body)/.test(raw);
  if (!first && isPage && !GATEWAY.has(status) && SIGN_IN_WORDS.test(raw)) {
    return KNOWN_SIGN_IN;
  }
  const said = BY_TEXT.find(([pattern]) => pattern.test(text))?.[1];
  const weak = BY_WEAK_STATUS.get(status);
  // That a proxy's complaint is no data says nothing; that it is a complaint does.
  const isHollow = said?.kind === 'notPrometheus' && (isOwn || GATEWAY.has(status));
  const isSame = isOwn && said?.kind === weak?.kind;
  return first ?? BY_STATUS.get(status) ?? (isHollow || isSame ? (weak ?? said) : (said ?? weak));
}

/** Prometheus' data source tells where its parser stopped; what it stopped at is what people must read. */
function withoutParser(text: string): string {
  const [before, context] = text.split('bigger context ...|');
  return before === undefined || context === undefined || !before.includes('ReadObject')
    ? text
    : `The answer is not JSON: ${context.replace(/\|\.{3}$/, '').trim()}`;
}

/** The part of a long text that says why: VictoriaMetrics tells the whole query twice before it. */
function focus(text: string): string {
  if (text.length <= FOCUS_FROM) {
    return text;
  }
  const lower = text.toLowerCase();
  const at = BY_TEXT.map(([pattern]) => lower.search(pattern)).find((found) => found >= 0) ?? 0;
  const begin = text.lastIndexOf(': ', at);
  return at < FOCUS_FROM || begin < 0 ? text : text.slice(begin + 2);
}

/** What went wrong, as a value. */
export function readFailure(complaint: Complaint): Failure {
  const raw = typeof complaint.text === 'string' ? complaint.text : '';
  const plain = plainText(raw, complaint.secrets);
  const text = plain.toLowerCase();
  const own = statusIn(text);
  const status = own ?? complaint.status;
  const known = knownOf(text, raw.slice(0, MARKUP).toLowerCase(), status ?? 0, own !== undefined);
  const silent = status === undefined ? 'The data source gave no reason.' : `Status ${status} without a reason.`;
  const kind = known?.kind ?? 'other';
  const wait = WAITS.includes(kind) ? waitOf(complaint, text) : undefined;
  return {
    kind,
    message: plain === '' ? silent : shorten(focus(withoutParser(plain))),
    ...(known && { advice: known.advice }),
    ...(wait !== undefined && { retryAfterMs: wait }),
  };
}
