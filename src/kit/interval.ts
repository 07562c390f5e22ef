// Half-open time intervals (from, to] in unix milliseconds: an edge seen between two samples is such an interval,
// never a point (docs/signals.md, "Clocks").

/** Unix time in milliseconds. */
export type UnixMs = number;
/** A length of time in milliseconds. */
export type Millis = number;

/** So many minutes in milliseconds. */
export function minutes(count: number): Millis {
  return count * 60_000;
}

/** A length of time in minutes. */
export function inMinutes(length: Millis): number {
  return length / 60_000;
}

/** A span of time, `from` <= `to`, both unix milliseconds. */
export interface Interval {
  readonly from: UnixMs;
  readonly to: UnixMs;
}

/** The same span between whole seconds, to which some databases cut the instant of a question. */
export function inWholeSeconds({ from, to }: Interval): Interval {
  return { from: Math.floor(from / 1000) * 1000, to: Math.floor(to / 1000) * 1000 };
}

/** True when the two spans share at least one instant, after widening both by `slack` milliseconds. */
export function overlaps(a: Interval, b: Interval, slack: Millis = 0): boolean {
  return a.from <= b.to + slack && a.to >= b.from - slack;
}

/** Length in milliseconds. */
export function lengthOf(span: Interval): Millis {
  return span.to - span.from;
}

/** The part of `span` inside `frame`, or undefined when they do not meet. */
export function clip(span: Interval, frame: Interval): Interval | undefined {
  const from = Math.max(span.from, frame.from);
  const to = Math.min(span.to, frame.to);
  return from <= to ? { from, to } : undefined;
}

/** Joins spans that lie at most `slack` milliseconds apart; the answer is sorted and disjoint. */
export function mergeIntervals(spans: readonly Interval[], slack: Millis = 0): Interval[] {
  const merged: Array<{ from: number; to: number }> = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to + slack) {
      last.to = Math.max(last.to, span.to);
    } else {
      merged.push({ from: span.from, to: span.to });
    }
  }
  return merged;
}

/** The smallest span that holds all of `spans`; undefined for none. */
export function hull(spans: readonly Interval[]): Interval | undefined {
  if (spans.length === 0) {
    return undefined;
  }
  return { from: Math.min(...spans.map((s) => s.from)), to: Math.max(...spans.map((s) => s.to)) };
}

/** The parts of `span` that none of `holes` covers, in order. */
export function without(span: Interval, holes: readonly Interval[]): Interval[] {
  const parts: Interval[] = [];
  let from = span.from;
  for (const hole of mergeIntervals(holes)) {
    const cut = clip(hole, span);
    if (cut && cut.from > from) {
      parts.push({ from, to: cut.from });
    }
    from = Math.max(from, cut?.to ?? from);
  }
  return from < span.to ? [...parts, { from, to: span.to }] : parts;
}
