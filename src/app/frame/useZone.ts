// Whose time zone a page speaks.
import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import type { ZoneId } from '../../kit/times';

import { zoneIn } from '../url/zone';

/** The zone in the address, as on Grafana's dashboards, else the one of the user. */
export function useZone(): ZoneId {
  const { search } = useLocation();
  return useMemo(() => zoneIn(new URLSearchParams(search)), [search]);
}
