// Who decides on a field, in one or two words: for cells, for sorting, for finding.
import type { Ownership } from '../model/report';
import { familyName } from '../timeline';

/** An owner in one or two words, '' when not known. */
export function ownerText(ownership: Ownership | undefined): string {
  if (!ownership || ownership.state === 'unknown') {
    return '';
  }
  const names = ownership.owners.map((owner) => familyName(owner.family));
  return ownership.state === 'owned' ? [...new Set(names)].join(', ') : ownership.state;
}
