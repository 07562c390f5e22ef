// The query string as a page's state: reading gives the state, changing navigates. Nothing else holds it, so a link
// shows what was seen and the back button goes back.
import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

import type { FromUrl } from './searchReader';
import { keepZone } from './zone';

interface UrlState<T, R extends FromUrl<T>> {
  readonly read: R;
  /** `replace` for what follows from typing or from defaults: those make no step for the back button. */
  readonly change: (change: Partial<T>, how?: 'push' | 'replace') => void;
}

/** The state of the current location; `reader` and `writer` must be stable functions. */
export function useUrlState<T, R extends FromUrl<T>>(
  reader: (search: string) => R,
  writer: (state: T) => string
): UrlState<T, R> {
  const { search, pathname, hash } = useLocation();
  const navigate = useNavigate();
  const read = useMemo(() => reader(search), [reader, search]);
  const change = useCallback(
    (part: Partial<T>, how: 'push' | 'replace' = 'push') => {
      const next = writer({ ...read.state, ...part });
      const isSamePlace = how === 'replace';
      const path = keepZone(`${pathname}${next === '' ? '' : `?${next}`}`, search);
      navigate(`${path}${isSamePlace ? hash : ''}`, { replace: isSamePlace });
    },
    [navigate, pathname, search, hash, read, writer]
  );
  return { read, change };
}
