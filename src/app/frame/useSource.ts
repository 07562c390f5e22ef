// Which data source a page reads: the one in the address, else the usual one, which then goes into the address.
import { useEffect } from 'react';

import { preferredSource, rememberSource, type UsableSource } from '../../sources/grafana/dataSourceList';
import { useAppContext } from '../appContext';

export type ChosenSource =
  | { readonly state: 'chosen'; readonly source: UsableSource }
  /** The address names one that is gone, of another type, or not for this user. */
  | { readonly state: 'unknown' }
  /** There is none at all. */
  | { readonly state: 'none' };

/** The data source of a page; `onDefault` writes the usual one into the address. */
export function useSource(ds: string, onDefault: (ds: string) => void): ChosenSource {
  const { sources } = useAppContext();
  const named = sources.find(({ uid, name }) => uid === ds || name === ds);
  const source = ds === '' ? preferredSource(sources) : named;
  const uid = source?.uid;
  useEffect(() => {
    if (uid !== undefined && uid !== ds) {
      onDefault(uid);
    }
    if (uid !== undefined) {
      rememberSource(uid);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- writing the default must not repeat when the writer changes
  }, [uid, ds]);
  if (source) {
    return { state: 'chosen', source };
  }
  return { state: sources.length === 0 ? 'none' : 'unknown' };
}
