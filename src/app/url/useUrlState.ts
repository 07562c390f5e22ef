// The query string as a page's state: reading gives the state, changing navigates. Nothing else holds it, so a link
// shows what was seen and the back button goes back. What was not understood stays told when the page itself puts the address
// right (the usual data source goes into it at once): it travels with the entry of the history until somebody chooses anew.
import { useCallback, useMemo, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

import { keepSame } from '../../kit/keepSame';
import { firstFew } from '../../kit/outsideText';
import type { FromUrl } from './searchReader';
import { keepZone } from './zone';

interface UrlState<T, R extends FromUrl<T>> {
  readonly read: R;
  /** `replace` for what follows from typing or from defaults: those make no step for the back button. */
  readonly change: (change: Partial<T>, how?: 'push' | 'replace') => void;
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
  const { search, pathname, hash, ...location } = useLocation();
  const carried = location.state as unknown;
  const navigate = useNavigate();
  const before = useRef<R>();
  const read = useMemo(() => {
    const own = reader(search);
    return keepSame(before.current, { ...own, problems: firstFew([...toldBefore(carried), ...own.problems]) });
  }, [reader, search, carried]);
  before.current = read;
  const change = useCallback(
    (part: Partial<T>, how: 'push' | 'replace' = 'push') => {
      const next = writer({ ...read.state, ...part });
      const isSamePlace = how === 'replace';
      const path = keepZone(`${pathname}${next === '' ? '' : `?${next}`}`, search);
      const told: Told = isSamePlace ? { problems: read.problems } : { problems: [] };
      navigate(`${path}${isSamePlace ? hash : ''}`, { replace: isSamePlace, state: told });
    },
    [navigate, pathname, search, hash, read, writer]
  );
  return { read, change };
}
