// Which labels tell the clusters of a store apart, for whoever has not swept it: asked with two small questions.
import { distinct } from '../kit/array';
import type { UnixMs } from '../kit/interval';
import { repeatedQuery, samplesOfQuery } from '../queries/probeQueries';
import { chooseClusterLabel } from './clusterChoice';
import type { Transport } from './transport';

/**
 * The choice that a sweep would make (decision 0011), found in names that stand several times. A failed question leaves the
 * usual labels.
 * @param setting the label that was chosen, which stands; 'auto' to look for it
 * @param at usually now, unix milliseconds
 * @returns 'auto' where the usual labels are enough
 */
export async function foundClusterLabel(transport: Transport, setting: string, at: UnixMs): Promise<string> {
  if (setting !== 'auto') {
    return setting;
  }
  const [repeated] = await transport.instant([{ id: 'repeated', expr: repeatedQuery() }], at);
  const names = distinct(
    (repeated?.series ?? []).map(({ labels }) => labels.deployment ?? '').filter((one) => one !== '')
  );
  if (names.length === 0) {
    return 'auto';
  }
  const [samples] = await transport.instant([{ id: 'samples', expr: samplesOfQuery(names) }], at);
  return chooseClusterLabel(samples?.series ?? [], 'auto');
}
