// The sweep of a page that looks at everything a data source has, of one cluster or of all.
import { useMemo } from 'react';

import { useRefresh } from '../sweep/useRefresh';
import { isSick } from '../sweep/sweepState';
import { useOnlyOf } from '../sweep/useOnlyOf';
import { useSweep } from '../sweep/useSweep';
import type { PageState } from '../url/searchReader';
import { useSource } from './useSource';

const NOWHERE: readonly string[] = [];

/** Chooses the source, asks it, and asks again as the address says. `uid` is undefined while no source is chosen. */
export function useWholeSweep({ ds, time, refresh }: PageState, cluster: string, onSource: (ds: string[]) => void) {
  const chosen = useSource(ds, onSource);
  const uid = chosen.state === 'chosen' ? chosen.source.uid : undefined;
  const question = useMemo(
    () => (uid === undefined ? undefined : { ds: uid, time, cluster, namespaces: NOWHERE }),
    [uid, time, cluster]
  );
  const sweep = useSweep(question);
  useOnlyOf(uid === undefined ? ds : [uid, ...ds]);
  useRefresh(refresh, { isReading: sweep.phase === 'loading', isSick: isSick(sweep) }, sweep.refresh);
  return { chosen, uid, sweep };
}
