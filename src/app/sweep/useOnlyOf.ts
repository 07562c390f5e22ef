// Which sweeps may go on though nobody looks at them: those of the data sources that a page about all of them shows.
import { useEffect } from 'react';

import { useAppContext } from '../appContext';

/** Ends what goes on of other data sources than these (uids). */
export function useOnlyOf(sources: readonly string[]): void {
  const { underWay } = useAppContext();
  const key = JSON.stringify(sources);
  useEffect(() => underWay.keepOnly(JSON.parse(key) as string[]), [underWay, key]);
}
