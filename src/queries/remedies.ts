// What is missing, under the names and settings people know: kinds become metric names and kube-state-metrics flags, and
// where the set-up keeps a list of names, the names to add to it.
import { distinct, groupBy, isPresent } from '../kit/array';
import type { Report, Unassessed } from '../model/report';
import type { SignalKind } from '../model/series';
import { metricNameOf, metricNamesOf, specOf } from './catalogue';
import { isKeptBy, keepAdvice, SETUPS } from './setups';

/** One thing to do, and the kinds that it brings. */
export interface Setting {
  readonly remedy: string;
  readonly kinds: readonly SignalKind[];
}

/** What every kube-state-metrics exports without being asked: all of it but custom resources and labels. */
function isDefault(kind: SignalKind): boolean {
  const spec = specOf(kind);
  return (
    spec !== undefined && spec.group !== 'vpa' && spec.group !== 'scaledobject' && !spec.remedy.startsWith('--metric')
  );
}

/** True when a list of names is all that keeps this kind back. */
function isHeldBack(kind: SignalKind, setups: readonly string[]): boolean {
  const lists = SETUPS.filter(({ id }) => setups.includes(id));
  const names = metricNamesOf(kind);
  return isDefault(kind) && lists.some((setup) => names.some((name) => !isKeptBy(setup, name)));
}

/**
 * The settings that would bring these kinds, each once; kinds that no setting brings are left out.
 * @param setups ids of the set-ups that the series come from (setups.ts)
 */
export function settingsFor(kinds: readonly SignalKind[], setups: readonly string[] = []): Setting[] {
  const groups = groupBy(distinct(kinds), (kind) => (isHeldBack(kind, setups) ? '' : (specOf(kind)?.remedy ?? '?')));
  return [...groups].flatMap(([own, of]) => {
    const advice = keepAdvice(setups, distinct(of.flatMap(metricNamesOf)));
    const remedy = [own, advice].filter((text) => text !== '').join('. Then: ');
    return own === '?' ? [] : [{ remedy, kinds: of }];
  });
}

/** The same report, what its rules lack said in names of metrics and settings. */
export function nameAllMissing(report: Report): Report {
  return { ...report, unassessed: report.unassessed.map((entry) => nameMissing(entry, report.setups)) };
}

/** The same entry with metric names for kinds, and the settings that bring them. */
export function nameMissing(entry: Unassessed, setups: readonly string[] = []): Unassessed {
  const { kinds } = entry;
  const remedies = settingsFor(kinds, setups).map(({ remedy }) => remedy);
  return {
    ...entry,
    missing: distinct(kinds.map(metricNameOf).filter(isPresent)),
    remedy: [entry.state === 'failed' ? 'The query failed: see the diagnostics' : entry.remedy, ...remedies]
      .filter((text) => text !== '')
      .join('. '),
  };
}
