// What is missing, under the names and settings people know: kinds become metric names and kube-state-metrics flags.
import { distinct, isPresent } from '../kit/array';
import type { Unassessed } from '../model/report';
import { metricNameOf, specOf } from './catalogue';

/** The same entry with metric names for kinds, and the settings that bring them. */
export function nameMissing(entry: Unassessed): Unassessed {
  const { kinds } = entry;
  const remedies = distinct(kinds.map((kind) => specOf(kind)?.remedy).filter(isPresent));
  return {
    ...entry,
    missing: distinct(kinds.map(metricNameOf)),
    remedy: [entry.state === 'failed' ? 'The query failed: see the diagnostics' : entry.remedy, ...remedies]
      .filter((text) => text !== '')
      .join('. '),
  };
}
