// What the door for series did not take over as it came, counted by reason: less was read than was sent, and people are told.

/** Counts of one answer or of a whole sweep. All zero is the rule. */
export interface Cleaned {
  /** Labels whose value was no text: numbers and booleans were written as text, the rest left out. */
  readonly labels: number;
  /** Series whose samples came out of order. */
  readonly unsorted: number;
  /** Samples of an instant that had one already; the last one stands. */
  readonly duplicates: number;
  /** Samples outside the range that was asked for. */
  readonly outside: number;
  /** Samples that are no number, infinite, or larger than anything a cluster can have. */
  readonly wild: number;
}

export const NOTHING_CLEANED: Cleaned = { labels: 0, unsorted: 0, duplicates: 0, outside: 0, wild: 0 };

/** Both together. */
export function addCleaned(a: Cleaned, b: Cleaned = NOTHING_CLEANED): Cleaned {
  return {
    labels: a.labels + b.labels,
    unsorted: a.unsorted + b.unsorted,
    duplicates: a.duplicates + b.duplicates,
    outside: a.outside + b.outside,
    wild: a.wild + b.wild,
  };
}
