// Under which label a series says in which namespace its object lives. Scraped with honor_labels it is `namespace`; without,
// that is where the exporter runs, and the object's own arrives as `exported_namespace`. One store may hold both: clusters
// and exporters are set up one by one, so each series is read as it is spelled (docs/signals.md, "Joins").
import type { Exported, Labels } from '../model/series';
import { namesBetween, type NameRange } from './nameRange';
import { anyOf, quote } from './selector';

/** Matchers that select the series of these namespaces, one list for each way in which they may be spelled. */
export function namespaceMatchers(exported: Exported | undefined, namespaces: readonly string[]): string[][] {
  return spelledMatchers(exported, (label) => [anyOf(label, namespaces) ?? '']);
}

/** The same for all namespaces of a range. */
export function rangeMatchers(exported: Exported | undefined, range: NameRange): string[][] {
  return spelledMatchers(exported, (label) => [inRange(label, range)]);
}

/** The matcher for values of a label in a range. */
export function inRange(label: string, range: NameRange): string {
  return `${label}=~${quote(namesBetween(range))}`;
}

function spelledMatchers(exported: Exported | undefined, named: (label: string) => string[]): string[][] {
  if (exported === true) {
    return [named('exported_namespace')];
  }
  // Where both occur, `namespace` alone would also select everything that an exporter in that namespace tells of others.
  return exported === false
    ? [named('namespace')]
    : [[...named('namespace'), 'exported_namespace=""'], named('exported_namespace')];
}

/** How the series with these labels spell their namespace; undefined where none has one. */
export function spellingOf(labels: readonly Labels[]): Exported | undefined {
  const own = labels.filter((one) => one.namespace !== undefined || one.exported_namespace !== undefined);
  const exported = own.filter((one) => one.exported_namespace !== undefined).length;
  return own.length === 0 ? undefined : exported === 0 ? false : exported === own.length ? true : 'some';
}
