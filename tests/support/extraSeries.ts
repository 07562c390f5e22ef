// Series that a workload case has no word for: bounds of VPAs, waiting pods, nodes and their autoscalers.
import type { Labels, Series, SignalKind } from '../../src/model/series';
import { isReadOnce, specOf, type SignalSpec } from '../../src/queries/catalogue';
import { span, type Column } from './promtool';
import { Tape } from './tape';

/** One series: kind, object, column (a single number for what is read once), attributes. */
export type Extra = readonly [SignalKind, string, Column, Labels?];

/** Series on the grid of a case. Nodes and their autoscalers need no namespace. */
export function extraSeries(
  of: { readonly ns?: string; readonly scrape?: string; readonly length: number },
  rows: readonly Extra[]
): Series[] {
  const tape = new Tape({ cluster: '', ns: of.ns ?? '', scrape: span(of.scrape ?? '15s'), length: of.length });
  for (const [kind, object, column, attributes] of rows) {
    if (isReadOnce(specOf(kind) as SignalSpec) && typeof column === 'number') {
      tape.once(kind, object, column, attributes);
    } else {
      tape.add(kind, object, tape.read(column), attributes);
    }
  }
  return tape.series;
}
