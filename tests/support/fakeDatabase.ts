// A database in memory behind the Transport port: answers a sweep from columns as they would have been scraped, by
// metric name and matchers, and can be told to fail, to be slow, or to be cut short.
import { groupBy } from '../../src/kit/array';
import type { Failure } from '../../src/model/failure';
import type { Labels } from '../../src/model/series';
import { SeriesCleaner } from '../../src/sources/cleanSeries';
import { readFailure } from '../../src/sources/readFailure';
import type { RawSeries, Transport, TransportAnswer, TransportQuery } from '../../src/sources/transport';

export interface Stored {
  readonly labels: Labels;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface Behaviour {
  /** The message or the failure with which a query fails. */
  readonly fails?: (query: TransportQuery) => string | Failure | undefined;
  /** True for a query that is never answered, abort or not. */
  readonly hangs?: (query: TransportQuery) => boolean;
  /** By its own word the answer is not whole. */
  readonly partial?: (query: TransportQuery) => Failure | undefined;
  /** Called with every query, before it is answered. */
  readonly sees?: (query: TransportQuery, underWay: number) => void;
  readonly notices?: readonly string[];
}

const STRING = /"((?:[^"\\]|\\.)*)"/;

function unquote(text: string): string {
  return text.replace(/\\(["\\n])/g, (_, c: string) => (c === 'n' ? '\n' : c));
}

interface Wanted {
  /** Names of metrics, where they are given and not as a pattern. */
  readonly names?: readonly string[];
  readonly matchers: ReadonlyArray<(labels: Labels) => boolean>;
}

/** What the first selector in a text asks for; enough PromQL for what the plan writes. */
function wantedOf(expr: string): Wanted {
  const match = /([a-zA-Z_:][\w:]*)?\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\}/.exec(expr);
  const name =
    match?.[1] ??
    (match ? undefined : (/([a-zA-Z_:][\w:]*)(?=\[)/.exec(expr) ?? /([a-zA-Z_:][\w:]*)(?=\)|$)/.exec(expr))?.[1]);
  const inside = match?.[2] ?? '';
  const found = [...inside.matchAll(new RegExp(`([a-zA-Z_]\\w*)(=~|!~|!=|=)${STRING.source}`, 'g'))].map(
    ([, label = '', op = '', text = '']) => {
      const value = unquote(text);
      const pattern = op.endsWith('~') ? new RegExp(`^(?:${value})$`) : undefined;
      return (labels: Labels): boolean => {
        const own = labels[label] ?? '';
        return (pattern ? pattern.test(own) : own === value) !== op.startsWith('!');
      };
    }
  );
  const listed = name ?? /__name__=~"([\w:|]+)"/.exec(inside)?.[1];
  return { names: listed?.split('|'), matchers: found };
}

const NAMES = new WeakMap<readonly Stored[], ReadonlyMap<string, readonly Stored[]>>();

/** Columns by the names of their metrics, found once for each database. */
function byName(stored: readonly Stored[]): ReadonlyMap<string, readonly Stored[]> {
  const known = NAMES.get(stored) ?? groupBy(stored, ({ labels }) => labels.__name__ ?? '');
  NAMES.set(stored, known);
  return known;
}

function select(stored: readonly Stored[], expr: string): Stored[] {
  const { names, matchers } = wantedOf(expr);
  const all = names?.flatMap((name) => byName(stored).get(name) ?? []) ?? stored;
  return all.filter((one) => matchers.every((matches) => matches(one.labels)));
}

function countBy(found: ReadonlyArray<Pick<Stored, 'labels'>>, expr: string, at: number): RawSeries[] {
  const labels = (/by \(([^)]*)\)/.exec(expr)?.[1] ?? '').split(',').map((name) => name.trim());
  const groups = new Map<string, { labels: Record<string, string>; count: number }>();
  for (const one of found) {
    const own = Object.fromEntries(
      labels.flatMap((name) => (one.labels[name] === undefined ? [] : [[name, one.labels[name]]]))
    );
    const key = JSON.stringify(own);
    groups.set(key, { labels: own, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()].map((group) => ({
    labels: group.labels,
    times: Float64Array.of(at),
    values: Float64Array.of(group.count),
  }));
}

function evaluate(stored: readonly Stored[], expr: string, at: number): RawSeries[] {
  const counts = expr.split(/ or (?=count by|\(?label_replace)/);
  if (counts.length > 1) {
    return counts.flatMap((one) => evaluate(stored, one, at));
  }
  const told = /^label_replace\(count\((.*)\), "(\w+)", "(\w+)", "", ""\)$/.exec(expr);
  if (told) {
    const [, inner = '', label = '', value = ''] = told;
    const found = select(stored, inner);
    const times = Float64Array.of(at);
    return found.length === 0 ? [] : [{ labels: { [label]: value }, times, values: Float64Array.of(found.length) }];
  }
  const few = /^\(?label_replace\((count by .*?\) )\((count by .*)\) < (\d+), "(\w+)", "([^"]+)", "", ""\)\)?$/.exec(
    expr
  );
  if (few) {
    const [, by = '', inner = '', least = '', label = '', value = ''] = few;
    return countBy(evaluate(stored, inner, at), by, at)
      .filter(({ values }) => (values[0] ?? 0) < Number(least))
      .map((one) => ({ ...one, labels: { ...one.labels, [label]: value } }));
  }
  // The labels that it is folded by are no name of a metric.
  const found = select(stored, expr.replace(/^(count|max|sum) by \([^)]*\) /, ''));
  if (/^(count|max|sum) by/.test(expr)) {
    return countBy(found, expr, at);
  }
  if (/^stdvar_over_time/.test(expr)) {
    const moved = found.filter((one) => within(one, at - windowOf(expr), at).values.some((v, _, all) => v !== all[0]));
    return moved.map(({ labels }) => ({ labels, times: Float64Array.of(at), values: Float64Array.of(1) }));
  }
  // The name of a computed result cannot be relied on: here it is gone.
  return /^last_over_time/.test(expr)
    ? found.map(({ labels: { __name__: _, ...labels }, values }) => ({
        labels,
        times: Float64Array.of(at),
        values: values.slice(-1),
      }))
    : found.map((one) => within(one, at - windowOf(expr), at));
}

/** Length of the range selector, milliseconds; all of time where there is none. */
function windowOf(expr: string): number {
  const seconds = /\[(\d+)s\](?:\) > 0)?$/.exec(expr)?.[1];
  return seconds === undefined ? Infinity : Number(seconds) * 1000;
}

function within({ labels, times, values }: Stored, from: number, to: number): Stored {
  const isInside = (_: number, i: number): boolean => (times[i] ?? NaN) >= from && (times[i] ?? NaN) <= to;
  return { labels, times: times.filter(isInside), values: values.filter(isInside) };
}

/** A transport over columns. */
export function fakeDatabase(stored: readonly Stored[], behaviour: Behaviour = {}): Transport {
  let underWay = 0;
  const answer = async (query: TransportQuery, at: number, abort?: AbortSignal): Promise<TransportAnswer> => {
    underWay++;
    behaviour.sees?.(query, underWay);
    await Promise.resolve();
    abort?.throwIfAborted();
    if (behaviour.hangs?.(query)) {
      await new Promise(() => undefined);
    }
    underWay--;
    const failure = behaviour.fails?.(query);
    const cleaner = new SeriesCleaner({ from: query.from, to: at });
    const found = failure === undefined ? evaluate(stored, query.expr, at) : [];
    return {
      id: query.id,
      series: found.map((one) => cleaner.clean(one.labels, one.times, one.values)),
      cleaned: cleaner.cleaned,
      error: typeof failure === 'string' ? readFailure({ text: failure }) : failure,
      partial: behaviour.partial?.(query),
      notices: behaviour.notices ?? [],
    };
  };
  return {
    instant: (queries, at, abort) => Promise.all(queries.map((query) => answer(query, at, abort))),
    range: (queries, step, abort) => Promise.all(queries.map((query) => answer(query, step.to, abort))),
  };
}
