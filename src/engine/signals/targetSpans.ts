// Whom a scaler scaled when: its target may change within the range (blue and green, a move to another kind), and each target
// is told by a series of its own, which lives as long as it holds.
import { groupBy } from '../../kit/array';
import type { Interval } from '../../kit/interval';
import type { Labels, Series, SignalKind } from '../../model/series';
import type { Signal } from '../../model/signal';

/** One target of a scaler. */
export interface Held {
  readonly labels: Labels;
  /** When it held; undefined where the scaler had no other in the range. */
  readonly span: Interval | undefined;
}

interface Stretch {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** Exporters that leave the kind out mean Deployments. */
const keyOf = ({ targetKind = '', targetName = '' }: Labels): string =>
  JSON.stringify([targetKind === '' ? 'Deployment' : targetKind, targetName]);

/** What the series says that was told last. */
function labelsOf(series: readonly Series[]): Labels {
  const endOf = ({ times }: Series): number => times.at(-1) ?? -Infinity;
  const latest = series.reduce<Series | undefined>(
    (one, own) => (one && endOf(one) >= endOf(own) ? one : own),
    undefined
  );
  return latest?.attributes ?? {};
}

/** What was told one after the other; undefined where two targets are told at once. */
function stretchesOf(groups: ReadonlyMap<string, readonly Series[]>): Stretch[] | undefined {
  const samples = [...groups]
    .flatMap(([key, own]) => own.flatMap(({ times }) => Array.from(times, (t) => ({ key, t }))))
    .sort((a, b) => a.t - b.t);
  const stretches: Stretch[] = [];
  for (const [i, { key, t }] of samples.entries()) {
    const before = samples[i - 1];
    if (before && before.t === t && before.key !== key) {
      return undefined;
    }
    const open = stretches.at(-1);
    if (open?.key === key) {
      stretches[stretches.length - 1] = { ...open, to: t };
    } else {
      stretches.push({ key, from: t, to: t });
    }
  }
  // Told in turns all the time: two objects of one name, and no change.
  return stretches.length <= 2 * groups.size ? stretches : undefined;
}

/**
 * The targets that these series of one scaler tell, the one that holds at the end first.
 * @returns nothing where no series tells one, or where it cannot be told which of several held when: series that were read
 *   once bear the time at which they were asked for
 */
export function targetsHeld(series: readonly Series[]): Held[] {
  const told = series.filter(({ attributes }) => (attributes.targetName ?? '') !== '');
  const groups = groupBy(told, ({ attributes }) => keyOf(attributes));
  if (groups.size <= 1) {
    return told.length === 0 ? [] : [{ labels: labelsOf(told), span: undefined }];
  }
  const stretches = stretchesOf(groups) ?? [];
  // Of a target that held more than once the last time counts.
  const last = new Map(stretches.map((one, i) => [one.key, i]));
  return [...last]
    .sort(([, a], [, b]) => b - a)
    .map(([key, i]) => {
      const { from, to } = stretches[i] as Stretch;
      return {
        labels: labelsOf(groups.get(key) ?? []),
        span: { from: i === 0 ? -Infinity : from, to: i === stretches.length - 1 ? Infinity : to },
      };
    });
}

/** The part of a signal in which a target held; undefined where nothing of it is left. */
export function whileHeld(signal: Signal | undefined, span: Interval | undefined): Signal | undefined {
  if (!signal || !span) {
    return signal;
  }
  const first = signal.times.findIndex((t) => t >= span.from);
  const after = signal.times.findIndex((t) => t > span.to);
  const [from, to] = [first < 0 ? signal.times.length : first, after < 0 ? signal.times.length : after];
  return to <= from
    ? undefined
    : { ...signal, times: signal.times.slice(from, to), values: signal.values.slice(from, to) };
}

type ByKind = ReadonlyMap<SignalKind, readonly Series[]>;

/** Without the series that tell another target; all of them where there was no other. */
export function ofTarget(byKind: ByKind, { labels, span }: Held): ByKind {
  const isOther = ({ attributes: other }: Series): boolean =>
    (other.targetName ?? '') !== '' && keyOf(other) !== keyOf(labels);
  return span === undefined
    ? byKind
    : new Map([...byKind].map(([kind, own]) => [kind, own.filter((one) => !isOther(one))]));
}
