// Of several data sources: those of which a sentence about the fleet does not speak.
import { enumerate } from '../../kit/text';
import type { Fleet, Unheard } from './fleetRows';

/** More data sources than these are counted. */
const MOST_NAMES = 3;

function clause(unheard: readonly Unheard[], one: string, several: string): string {
  const names = unheard.map(({ name }) => name);
  const who = names.length > MOST_NAMES ? `${names.length} data sources` : enumerate(names);
  return names.length === 0 ? '' : `; ${who} ${names.length === 1 ? one : several}`;
}

/** `; Dead was not read`, to be put behind the sentence; '' where every data source has its say. */
export function unheardText({ unheard = [] }: Pick<Fleet, 'unheard'>): string {
  const those = (wanted: Unheard['state']): Unheard[] => unheard.filter(({ state }) => state === wanted);
  return [
    clause(those('reading'), 'is still being read', 'are still being read'),
    clause(those('unread'), 'was not read', 'were not read'),
    clause(those('empty'), 'has no workloads', 'have no workloads'),
  ].join('');
}
