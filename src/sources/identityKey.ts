// What makes two series one: everything that says what they are about, and nothing of who brought them.
import type { SeriesIdentity } from '../model/series';

/** One text per identity, the same for all copies. It is spelled for every series of a sweep. */
export function identityKey({ kind, cluster, namespace, object, attributes }: SeriesIdentity): string {
  let text = `${kind}\u0000${cluster}\u0000${namespace}\u0000${object}\u0000`;
  let separator = '';
  for (const key of Object.keys(attributes).sort()) {
    if (key !== 'size' && key !== 'scraper') {
      text += `${separator}${key}=${attributes[key] ?? ''}`;
      separator = ',';
    }
  }
  return text;
}
