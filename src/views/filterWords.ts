// Filters that are set, in words, for where they are folded away.

/** A filter that lets less than everything through. */
export interface SetFilter<Filters> {
  /** `Severity: critical, high`. */
  readonly text: string;
  /** The change that lets everything through again. */
  readonly without: Partial<Filters>;
}

/** Values told by name; the others are counted. */
const NAMED = 2;

/** `Namespace: a, b and 2 more`. */
function filterWords(label: string, values: readonly string[]): string {
  const named = values.slice(0, NAMED).join(', ');
  const others = values.length - NAMED;
  return `${label}: ${named}${others > 0 ? ` and ${others} more` : ''}`;
}

/** Those of them that hold a value: label, values, the change that takes them off. */
export function toldFilters<Filters>(
  lists: ReadonlyArray<readonly [string, readonly string[], Partial<Filters>]>
): Array<SetFilter<Filters>> {
  return lists
    .filter(([, values]) => values.length > 0)
    .map(([label, values, without]) => ({ text: filterWords(label, values), without }));
}
