// Kinds that somebody exports, although the chosen namespaces have none: only then "no VPA" means that there is none, and not
// that nobody exports it. Asked of narrow sweeps alone; a wide one sees it by itself.
import type { Interval } from '../kit/interval';
import type { Series, SignalKind } from '../model/series';
import { CATALOGUE } from '../queries/catalogue';
import { specOfMetric } from '../queries/classify';
import { elsewhereQuery } from '../queries/probeQueries';
import type { Inquiry } from './inquiry';
import { ON_DEMAND } from './readPart';

/** The kinds of which these series hold none, and that are exported all the same. */
export async function askElsewhere(
  inquiry: Inquiry,
  range: Interval,
  series: readonly Series[]
): Promise<SignalKind[]> {
  const found = new Set(series.map(({ kind }) => kind));
  const missing = CATALOGUE.map(({ kind }) => kind).filter((kind) => !found.has(kind) && !ON_DEMAND.includes(kind));
  const present = new Set<SignalKind>();
  if (missing.length > 0) {
    await inquiry.ask([{ id: 'elsewhere', expr: elsewhereQuery(missing), kinds: [] }], range, (answer) => {
      answer.series
        .flatMap(({ labels }) => specOfMetric(labels.__name__ ?? '') ?? [])
        .forEach(({ kind }) => present.add(kind));
    });
  }
  return [...present].sort();
}
