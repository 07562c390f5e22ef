// What the fleet view needs of the address, whether it shows one data source or several: filters, order, links.
import React from 'react';

import type { FleetFilters } from '../../views/fleet/fleetFilters';
import type { Sort } from '../../views/fleet/fleetOrder';
import type { LinkToWorkload } from '../../views/fleet/FleetView';
import { fixText } from '../fixText';
import { withFirst } from '../frame/useSource';
import { InToolbar } from '../frame/Toolbar';
import { policyPath, rulesPath, workloadPath } from '../links';
import type { FleetState } from '../url/fleetUrl';
import { useLinkTo } from '../useLinkTo';

type Change = (change: Partial<FleetState>, how?: 'push' | 'replace') => void;

/** Properties of `FleetView`, and the pages about one data source, which stands first in `ds`. */
export function useFleetProps(state: FleetState, change: Change, sourcePicker: React.ReactNode) {
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
  const linkToWorkload: LinkToWorkload = (workload, finding, source) => {
    const sources = source ? withFirst(ds, source.uid) : ds;
    return linkTo(workloadPath({ ds: sources, time, refresh, workload, finding: finding?.id ?? '', action: '' }));
  };
  return {
    filters,
    onFilters: (part: Partial<FleetFilters>) =>
      change({ filters: { ...filters, ...part } }, part.text === undefined ? 'push' : 'replace'),
    sort,
    onSort: (next: Sort | undefined) => change({ sort: next }),
    flipped,
    onFlip: (next: string[]) => change({ flipped: next }, 'replace'),
    linkTo: linkToWorkload,
    fixText,
    sourcePicker,
    placeFilters: (bar: React.ReactNode) => <InToolbar>{bar}</InToolbar>,
    pageLinks,
  };
}
