// What the fleet view needs of the address, whether it shows one data source or several: filters, order, links.
import React, { useCallback } from 'react';

import type { WorkloadRef } from '../../model/workload';
import { isReadWhole } from '../../sources/budget';
import { NO_FILTERS, type FleetFilters } from '../../views/fleet/fleetFilters';
import type { Sort } from '../../views/fleet/fleetOrder';
import type { SourceName } from '../../views/fleet/fleetRows';
import type { LinkToWorkload } from '../../views/fleet/FleetView';
import type { Place } from '../../views/fleet/namespacePlaces';
import { fixText } from '../fixText';
import { withFirst } from '../frame/useSource';
import { InToolbar } from '../frame/Toolbar';
import { fleetPath, policyPath, rulesPath, workloadPath } from '../links';
import type { FleetState } from '../url/fleetUrl';
import type { ChangeUrl } from '../url/useUrlState';
import { useLinkTo } from '../useLinkTo';

/** Properties of `FleetView`, and the pages about one data source, which stands first in `ds`. */
export function useFleetProps(state: FleetState, change: ChangeUrl<FleetState>, sourcePicker: React.ReactNode) {
  const linkTo = useLinkTo();
  const { filters, ds, time, refresh, sort, flipped } = state;
  const { cluster, namespaces } = filters;
  const pageLinks = (sources: readonly string[]) => {
    const place = { ds: sources, time, refresh };
    return {
      rulesLink: linkTo(rulesPath({ ...place, cluster })),
      policyLink: linkTo(policyPath({ ...place, filters: { cluster, namespaces, verdicts: [], text: '' } })),
    };
  };
  // What does not change stays the same, so that what bears it need not be drawn again at each step of a sweep.
  const linkToWorkload: LinkToWorkload = useCallback(
    (workload, finding, source) => {
      const sources = source ? withFirst(ds, source.uid) : ds;
      return linkTo(workloadPath({ ds: sources, time, refresh, workload, finding: finding?.id ?? '', action: '' }));
    },
    [linkTo, ds, time, refresh]
  );
  const readLink = useCallback(
    (workload: WorkloadRef, place: Place, source?: SourceName) => {
      const own = { ...NO_FILTERS, cluster: workload.cluster || cluster, namespaces: [workload.namespace] };
      const sources = source ? withFirst(ds, source.uid) : ds;
      return isReadWhole(place.workloads, place.range, place.scrape)
        ? linkTo(fleetPath({ ds: sources, time, refresh, filters: own, flipped: [] }))
        : undefined;
    },
    [linkTo, ds, time, refresh, cluster]
  );
  const onFilters = useCallback(
    (part: Partial<FleetFilters>) =>
      change((wanted) => ({ filters: { ...wanted.filters, ...part } }), part.text === undefined ? 'push' : 'replace'),
    [change]
  );
  const onSort = useCallback((next: Sort | undefined) => change({ sort: next }), [change]);
  const onFlip = useCallback((next: string[]) => change({ flipped: next }, 'replace'), [change]);
  return {
    filters,
    onFilters,
    sort,
    onSort,
    flipped,
    onFlip,
    linkTo: linkToWorkload,
    readLink,
    fixText,
    sourcePicker,
    placeFilters: (bar: React.ReactNode) => <InToolbar>{bar}</InToolbar>,
    pageLinks,
  };
}
