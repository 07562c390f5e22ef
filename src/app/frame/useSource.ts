// Which data sources a page reads: those in the address, else the usual ones, which then go into the address.
import { useEffect, useMemo } from 'react';

import { distinct } from '../../kit/array';
import { preferredSources, rememberSources, type UsableSource } from '../../sources/grafana/dataSourceList';
import { useAppContext } from '../appContext';

/** none = there is none at all. unknown = the address names only such as are gone, of another type, or not for this user. */
type NoSource = { readonly state: 'none' | 'unknown' };

export type ChosenSource = NoSource | { readonly state: 'chosen'; readonly source: UsableSource };

export type ChosenSources =
  | NoSource
  | {
      readonly state: 'chosen';
      readonly sources: readonly UsableSource[];
      /** What else the address names, and is not available. */
      readonly gone: readonly string[];
    };

const find = (sources: readonly UsableSource[], text: string) =>
  sources.find(({ uid }) => uid === text) ?? sources.find(({ name }) => name === text);

/** What the address means, in its order: data sources by uid or name, and texts that are none. */
function useNamed(ds: readonly string[], onDefault: (ds: string[]) => void): ReadonlyArray<UsableSource | string> {
  const { sources } = useAppContext();
  const asked = ds.join('\n');
  const named = useMemo(
    () => (ds.length === 0 ? preferredSources(sources) : distinct(ds.map((text) => find(sources, text) ?? text))),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a list with the same texts is the same list
    [sources, asked]
  );
  useEffect(() => {
    const uids = named.map((one) => (typeof one === 'string' ? one : one.uid));
    const known = named.flatMap((one) => (typeof one === 'string' ? [] : one.uid));
    if (known.length > 0 && uids.join('\n') !== asked) {
      onDefault(uids);
    }
    if (known.length > 0) {
      rememberSources(known);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- writing the default must not repeat when the writer changes
  }, [named, asked]);
  return named;
}

/** The data sources of a page; `onDefault` writes the usual ones into the address, and uids in place of names. */
export function useSources(ds: readonly string[], onDefault: (ds: string[]) => void): ChosenSources {
  const { sources } = useAppContext();
  const named = useNamed(ds, onDefault);
  return useMemo(() => {
    const known = named.flatMap((one) => (typeof one === 'string' ? [] : [one]));
    const gone = named.flatMap((one) => (typeof one === 'string' ? [one] : []));
    return known.length > 0
      ? { state: 'chosen', sources: known, gone }
      : { state: sources.length === 0 ? 'none' : 'unknown' };
  }, [sources, named]);
}

/** The data source of a page that shows one: the first of them. The others stay in the address, for the way back. */
export function useSource(ds: readonly string[], onDefault: (ds: string[]) => void): ChosenSource {
  const { sources } = useAppContext();
  const [first] = useNamed(ds, onDefault);
  if (first !== undefined && typeof first !== 'string') {
    return { state: 'chosen', source: first };
  }
  return { state: sources.length === 0 ? 'none' : 'unknown' };
}

/** The list with another one first: one of the list comes forward, any other takes the place of the first. */
export function withFirst(ds: readonly string[], next: string): string[] {
  return [next, ...(ds.includes(next) ? ds : ds.slice(1)).filter((uid) => uid !== next)];
}
