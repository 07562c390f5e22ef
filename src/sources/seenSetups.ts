// Which of the known set-ups brought these series: their lists say what to add where a name is missing.
import type { SeriesSet } from '../model/series';
import { setupsOf } from '../queries/setups';
import type { Read } from './clusterChoice';

/** The part of a SeriesSet that names them; empty where none is known. */
export function setupsIn(reads: readonly Read[]): Pick<SeriesSet, 'setups'> {
  const setups = setupsOf(reads.map(({ labels }) => labels).filter(({ __name__: name }) => name?.startsWith('kube_')));
  return setups.length === 0 ? {} : { setups };
}
