// Who judged what is shown of a data source: the page, or a watcher that is scraped into it.
import React from 'react';

import { distinct } from '../../kit/array';
import { WhoJudged } from '../../views/states/WhoJudged';
import type { Watching } from '../sweep/useWatcher';
import type { ShownBy } from '../url/fleetUrl';

interface WhoToldProps {
  readonly watching: Watching;
  /** Undefined while that is not known. */
  readonly shown: ShownBy | undefined;
  readonly onChange: (by: ShownBy) => void;
}

/** Nothing where there is no watcher: then nobody has a choice. */
export function WhoTold({ watching: { watched, askedAt }, shown, onChange }: WhoToldProps) {
  if (!watched || !shown) {
    return null;
  }
  const oldest = Math.min(...watched.sweeps.map(({ last }) => last));
  const { from, to } = watched.report.range;
  return (
    <WhoJudged
      by={shown}
      sources={distinct(watched.sweeps.map(({ source }) => source))}
      last={oldest}
      age={askedAt - oldest}
      window={to - from}
      onChange={onChange}
    />
  );
}
