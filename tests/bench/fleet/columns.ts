// A fleet as scraped series, without a database.
import type { Column } from '../../support/recordedSource';
import { stampText } from './stamp';
import type { Placed } from './plan';

/** The series of these workloads; samples are shared with their template's. */
export function columnsOf(fleet: readonly Placed[]): Column[] {
  return fleet.flatMap((placed) =>
    placed.template.series.map(({ labels, times, values }) => ({
      labels: Object.fromEntries(labels.map(([name, value]) => [name, stampText(value, placed)])),
      times,
      values,
    }))
  );
}
