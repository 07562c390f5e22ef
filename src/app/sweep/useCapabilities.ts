// In which dialect a data source speaks: asked once an hour, for the end of the range that is looked at.
import { useEffect, useState } from 'react';

import type { UnixMs } from '../../kit/interval';
import { probe, type Capabilities } from '../../sources/probe';
import { useAppContext } from '../appContext';

const HOUR = 3_600_000;

/** What is known of the labels of a data source; `failed` when the questions found no answer. */
export type Dialect =
  { readonly state: 'asking' | 'failed' } | { readonly state: 'known'; readonly capabilities: Capabilities };

const ASKING: Dialect = { state: 'asking' };

/** The dialect of a data source around an instant. */
export function useCapabilities(uid: string, at: UnixMs): Dialect {
  const { tools, probes } = useAppContext();
  const [dialect, setDialect] = useState<Dialect>(ASKING);
  const hour = Math.floor(at / HOUR);
  useEffect(() => {
    let isCurrent = true;
    const key = `${uid} ${hour}`;
    const asked = probes.get(key) ?? probe(tools.transport(uid), at);
    probes.set(key, asked);
    asked.then(
      (capabilities) => isCurrent && setDialect({ state: 'known', capabilities }),
      () => {
        probes.delete(key);
        if (isCurrent) {
          setDialect({ state: 'failed' });
        }
      }
    );
    return () => {
      isCurrent = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- within one hour the first instant stands for all
  }, [uid, hour, tools, probes]);
  return dialect;
}
