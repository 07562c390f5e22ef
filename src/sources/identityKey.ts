// What makes two series one: everything that says what they are about, and nothing of who brought them.
import { compareText } from '../kit/array';
import type { SeriesIdentity } from '../model/series';

/** One text per identity, the same for all copies. */
export function identityKey(series: SeriesIdentity): string {
  const attributes = Object.entries(series.attributes)
    .filter(([key]) => key !== 'size' && key !== 'scraper')
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  return [series.kind, series.cluster, series.namespace, series.object, attributes].join('\u0000');
}
