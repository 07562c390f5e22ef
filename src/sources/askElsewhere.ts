// Kinds that somebody exports in a cluster, although the chosen namespaces of it have none: only then "no VPA" means that there
// is none, and not that nobody exports it. Asked of narrow sweeps alone; a wide one sees it by itself.
import { distinct } from '../kit/array';
import type { Interval } from '../kit/interval';
import type { ExportedKind, Series } from '../model/series';
import { CATALOGUE } from '../queries/catalogue';
import { exportedQuery } from '../queries/probeQueries';
import type { Inquiry } from './inquiry';
import { Presence } from './presence';
import { ON_DEMAND } from './readPart';

/** The kinds of which these series hold none in one of their clusters, and that are exported all the same. */
export async function askElsewhere(
  inquiry: Inquiry,
  range: Interval,
  series: readonly Series[],
  clusterLabel: string
): Promise<ExportedKind[]> {
  const found = new Presence();
  series.forEach((one) => found.addSeries(one));
  const clusters = distinct(series.map(({ cluster }) => cluster));
  const missing = CATALOGUE.map(({ kind }) => kind).filter(
    (kind) =>
      !ON_DEMAND.includes(kind) && (clusters.length === 0 || clusters.some((cluster) => !found.has(cluster, kind)))
  );
  const present = new Presence();
  if (missing.length > 0) {
    const expr = exportedQuery(missing, clusterLabel);
    await inquiry.ask([{ id: 'elsewhere', expr, kinds: [] }], range, (answer) =>
      answer.series.forEach(({ labels }) => present.addCounted(labels, clusterLabel))
    );
  }
  return present.tell();
}
