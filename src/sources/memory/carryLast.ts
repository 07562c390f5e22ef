// Carries remembered last values on: the database tells what is new or other, and which series may have left the window. A
// series stands as long as it has a sample in the window, and of which that is the case it is asked by name.
import { sortBy } from '../../kit/array';
import type { UnixMs } from '../../kit/interval';
import { MAY_HAVE_LEFT, narrowed, type Windowed } from '../../queries/windowed';
import type { RawSeries } from '../transport';
import { keyWithoutName, type Kept } from './kept';

/** Last values, and those of them that may have left. */
export interface LastValues {
  readonly series: ReadonlyMap<string, RawSeries>;
  readonly doubtful: ReadonlyMap<string, RawSeries>;
}

/** Values of a label that one question may name, and how long their text may be: servers refuse more than 16 kB. */
const MOST_VALUES = 250;
const LONGEST_TEXT = 8000;

const isMark = ({ values }: RawSeries): boolean => (values[0] ?? 0) <= MAY_HAVE_LEFT;

/** The same values at another instant, as a database tells them. */
export function lastValuesAt(at: UnixMs, series: ReadonlyMap<string, RawSeries>): ReadonlyMap<string, RawSeries> {
  const times = Float64Array.of(at);
  return new Map([...series].map(([key, { labels, values }]) => [key, { labels, times, values }]));
}

/** The name of the metric goes with some functions and stays with others: known series say whether it belongs there. */
function named(one: RawSeries, name: string | undefined): RawSeries {
  const { __name__: _, ...labels } = one.labels;
  return { ...one, labels: name === undefined ? labels : { __name__: name, ...labels } };
}

/** What is known with what changed. */
export function carryLast({ series }: Kept, changes: readonly RawSeries[]): LastValues {
  const carried = new Map(series);
  const doubtful = new Map<string, RawSeries>();
  const [first] = series.values();
  for (const change of changes) {
    const key = keyWithoutName(change.labels);
    const known = series.get(key);
    if (isMark(change)) {
      if (known) {
        doubtful.set(key, known);
      }
    } else {
      carried.set(key, { ...change, labels: known?.labels ?? named(change, first?.labels.__name__).labels });
    }
  }
  return { series: carried, doubtful };
}

/**
 * A question about those in doubt, and perhaps a few others.
 * @returns undefined where they are too many to be named
 */
export function aboutDoubtful(windowed: Windowed, { series, doubtful }: LastValues): Windowed | undefined {
  const these = [...doubtful.values()];
  const names = Object.keys(these[0]?.labels ?? {}).filter(
    (name) => name !== '__name__' && these.every(({ labels }) => (labels[name] ?? '') !== '')
  );
  const choices = names.map((name) => {
    const values = new Set(these.map(({ labels }) => labels[name] ?? ''));
    const brings = [...series.values()].filter(({ labels }) => values.has(labels[name] ?? '')).length;
    return { name, values: [...values].sort(), brings };
  });
  const [best] = sortBy(
    choices,
    ({ brings }) => brings,
    ({ name }) => name
  );
  return best === undefined || best.values.length > MOST_VALUES || best.values.join('|').length > LONGEST_TEXT
    ? undefined
    : narrowed(windowed, best.name, best.values);
}

/** What is left when these of the doubtful ones still have a sample in the window. */
export function withoutThoseGone(
  { series, doubtful }: LastValues,
  standing: readonly RawSeries[]
): LastValues['series'] {
  const stand = new Set(standing.map(({ labels }) => keyWithoutName(labels)));
  return new Map([...series].filter(([key]) => !doubtful.has(key) || stand.has(key)));
}
