// The query string as a page's state: reading gives the state, changing navigates. Nothing else holds it, so a link
// shows what was seen and the back button goes back. What was not understood stays told when the page itself puts the address
// right (the usual data source goes into it at once): it travels with the entry of the history until somebody chooses anew.
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

import { keepSame } from '../../kit/keepSame';
import { firstFew } from '../../kit/outsideText';
import type { FromUrl } from './searchReader';
import { keepZone } from './zone';

/**
 * Merges a change into what was last wanted, which may not be drawn yet: a function is given that state.
 * `replace` for what follows from typing or from defaults: those make no step for the back button.
 */
export type ChangeUrl<T> = (change: Partial<T> | ((wanted: T) => Partial<T>), how?: 'push' | 'replace') => void;

interface UrlState<T, R extends FromUrl<T>> {
  readonly read: R;
  readonly change: ChangeUrl<T>;
}

/** What was asked of the router and is not drawn yet, and the query strings that lead there, the newest last. */
interface Wanted<T> {
  readonly state: T;
  readonly searches: readonly string[];
}

/** What an entry of the history carries. */
interface Told {
  readonly problems: readonly string[];
}

function toldBefore(carried: unknown): readonly string[] {
  const { problems } = (carried ?? {}) as { readonly problems?: unknown };
  return Array.isArray(problems) ? problems.filter((one): one is string => typeof one === 'string') : [];
}

/** The state of the current location; `reader` and `writer` must be stable functions. */
export function useUrlState<T, R extends FromUrl<T>>(
  reader: (search: string) => R,
  writer: (state: T) => string
): UrlState<T, R> {
  const { search, pathname, hash, key, ...location } = useLocation();
  const carried = location.state as unknown;
  const navigate = useNavigate();
  const before = useRef<R>();
  const read = useMemo(() => {
    const own = reader(search);
    return keepSame(before.current, { ...own, problems: firstFew([...toldBefore(carried), ...own.problems]) });
  }, [reader, search, carried]);
  before.current = read;
  const wanted = useRef<Wanted<T>>();
  // What is drawn counts, unless it is only on the way to something newer: it is the newest, or a link or the back button led there.
  useLayoutEffect(() => {
    const searches = wanted.current?.searches ?? [];
    if (searches.at(-1) === search || !searches.includes(search)) {
      wanted.current = undefined;
    }
  }, [search, key]);
  const change = useCallback<ChangeUrl<T>>(
    (part, how = 'push') => {
      const last = wanted.current?.state ?? read.state;
      const state = { ...last, ...(typeof part === 'function' ? part(last) : part) };
      const next = writer(state);
      const isSamePlace = how === 'replace';
      const path = keepZone(`${pathname}${next === '' ? '' : `?${next}`}`, search);
      const told: Told = isSamePlace ? { problems: read.problems } : { problems: [] };
      wanted.current = { state, searches: [...(wanted.current?.searches ?? []), path.slice(pathname.length)] };
      navigate(`${path}${isSamePlace ? hash : ''}`, { replace: isSamePlace, state: told });
    },
    [navigate, pathname, search, hash, read, writer]
  );
  return { read, change };
}
