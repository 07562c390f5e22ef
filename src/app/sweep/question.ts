// What a page asks of a data source, and when an older answer may stand in for a new one.
import type { FailedQuery, SignalKind } from '../../model/series';
import type { Report, Unread } from '../../model/report';
import type { Millis, UnixMs } from '../../kit/interval';
import type { FleetRead } from '../../model/fleetRead';
import type { FleetState } from '../url/fleetUrl';
import { isAbsolute, type TimeText } from '../url/timeText';

/** One sweep, as text: the range is turned into instants when it starts. */
export interface Question {
  readonly ds: string;
  readonly time: TimeText;
  readonly cluster: string;
  readonly namespaces: readonly string[];
  /** True for one workload that somebody opened: it waits for no fleet. */
  readonly isOpened?: boolean;
}

/** The question that an address of the fleet page puts to one of its data sources. */
export function questionOf({ time, filters: { cluster, namespaces } }: FleetState, ds: string): Question {
  return { ds, time, cluster, namespaces };
}

/** A sweep that was judged. */
export interface Answer {
  readonly question: Question;
  readonly report: Report;
  readonly failed: readonly FailedQuery[];
  /** Queries that were asked. */
  readonly asked: number;
  /** Series that came, by kind; kinds that were asked for and did not come have 0. */
  readonly kinds: ReadonlyMap<SignalKind, number>;
  /** When the range was turned into instants. A range that follows the clock holds nothing newer, however long the sweep took. */
  readonly readAt: UnixMs;
  /** When everything was read and judged; absent before that. */
  readonly doneAt?: UnixMs;
  /**
   * How far the sweep of a large fleet is. The report holds what is known so far and says that the rest is unread. Absent once
   * everything is read.
   */
  readonly soFar?: FleetRead;
}

/** What was left out of the question, because the whole would have been too much. */
export function leftOutOf({ report }: Answer): Unread[] {
  return (report.unread ?? []).filter(({ why }) => why === 'shortened');
}

/** What else the reading left to be said. */
export function remarksOf(answer: Answer): string[] {
  const told = new Set(leftOutOf(answer).map(({ message }) => message));
  const remarks = answer.report.diagnostics.filter(({ severity }) => severity !== 'error');
  return remarks.map(({ message }) => message).filter((message) => !told.has(message));
}

/** What was read of a relative range stands for so long at least, and for as long as it took to read. */
const FRESH_MS: Millis = 30_000;

/** A sweep that takes minutes would else begin anew whenever somebody comes back to its page, and never be looked at. */
function freshUntil({ readAt, doneAt = readAt }: Answer): UnixMs {
  return doneAt + Math.max(FRESH_MS, doneAt - readAt);
}

/** One text per question. */
export function questionKey({ ds, time, cluster, namespaces }: Question): string {
  return JSON.stringify([ds, time.from, time.to, time.zone, cluster, [...namespaces].sort()]);
}

/** True when everything that `small` asks for was part of `big`. */
export function covers(big: Question, small: Question): boolean {
  const sameTime =
    big.time.from === small.time.from && big.time.to === small.time.to && big.time.zone === small.time.zone;
  const sameFrame = big.ds === small.ds && sameTime;
  const inCluster = big.cluster === '' || big.cluster === small.cluster;
  const inNamespaces =
    big.namespaces.length === 0 ||
    (small.namespaces.length > 0 && small.namespaces.every((namespace) => big.namespaces.includes(namespace)));
  return sameFrame && inCluster && inNamespaces;
}

/** True when the answer is as good as a new sweep for this question. */
export function isFresh(answer: Answer, question: Question, now: UnixMs): boolean {
  const isWhole =
    !answer.soFar &&
    answer.failed.length === 0 &&
    (leftOutOf(answer).length === 0 || sameScope(answer.question, question));
  return isWhole && (isAbsolute(question.time) || now < freshUntil(answer));
}

function sameScope(a: Question, b: Question): boolean {
  return questionKey(a) === questionKey(b);
}
