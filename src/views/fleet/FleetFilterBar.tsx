// The filters above the fleet: in the open, two rows at most, or behind a button where they have no room in them.
import React, { memo, useMemo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Checkbox, useStyles2 } from '@grafana/ui';

import { SearchField } from '../SearchField';
import { FoldedFilters } from '../FoldedFilters';
import type { FleetFilters } from './fleetFilters';
import { choicesOf, fleetPicks } from './fleetPicks';
import type { Fleet } from './fleetRows';
import { BOX, FIRST, SEARCH } from './filterRoom';
import { newSpan } from './newness';
import { setFilters } from './setFilters';
import { useFolded } from './useFolded';

interface FleetFilterBarProps {
  /** The whole fleet: choices do not vanish as they are made. */
  readonly fleet: Fleet;
  readonly filters: FleetFilters;
  readonly onChange: (change: Partial<FleetFilters>) => void;
  /** Stands first, and in the open: the choice of the data source. */
  readonly children?: React.ReactNode;
}

const SEARCHED = 'workload, rule or actor';

/** Of the labels where the filters stand in columns, in Grafana's steps of 8 pixels: the longest is `Namespace`. */
const LABEL_WIDTH = 12;

/** All filters. */
export const FleetFilterBar = memo(function FleetFilterBar(props: FleetFilterBarProps) {
  const { fleet, filters, onChange, children } = props;
  const styles = useStyles2(getStyles);
  const choices = useMemo(() => choicesOf(fleet), [fleet]);
  const picks = fleetPicks(choices, filters, onChange);
  const { isFolded, holder } = useFolded(picks.map(({ label }) => label));
  const newCount = fleet.rows.filter((row) => row.isNew).length;
  const search = (
    <div title={`Search for ${SEARCHED}`}>
      <SearchField
        value={filters.text}
        onChange={(text) => onChange({ text })}
        placeholder={SEARCHED}
        label="Search the fleet"
      />
    </div>
  );
  const onlyNew = (
    <div className={styles.toggle} title={`First seen in ${newSpan(fleet.range)} of the range`}>
      <Checkbox
        value={filters.onlyNew}
        onChange={(event) => onChange({ onlyNew: event.currentTarget.checked })}
        label={`${isFolded ? `New in ${newSpan(fleet.range)}` : 'New'} · ${newCount}`}
      />
    </div>
  );
  return (
    <div {...holder} role="search" aria-label="Filter the fleet">
      {isFolded ? (
        <FoldedFilters told={setFilters(filters, fleet.range)} onChange={onChange} beside={children}>
          {search}
          {picks.map(({ draw }) => draw(LABEL_WIDTH))}
          {onlyNew}
        </FoldedFilters>
      ) : (
        <>
          <div className={styles.first}>
            {children}
            {onlyNew}
          </div>
          <div className={styles.row}>
            {picks.map(({ draw }) => draw())}
            {search}
          </div>
        </>
      )}
    </div>
  );
});

function getStyles(theme: GrafanaTheme2) {
  const line = { display: 'flex', gap: theme.spacing(1), marginBottom: theme.spacing(1) } as const;
  return {
    // Beside what floats at the right; the data source gives way first.
    first: css({ ...line, minWidth: FIRST, '& > :first-child': { flex: '0 1 auto' } }),
    row: css({
      ...line,
      clear: 'both',
      '& > *': { flex: '1 1 auto' },
      // Names of namespaces are the longest.
      '& > :has(#filter-namespace)': { flexGrow: 2 },
      '& > :not(:last-child) > :last-child': { width: BOX },
      // What can be searched for is to be read before the boxes of the others grow; where it cannot, one sees that it goes on.
      '& > :last-child': { flex: `20 1 ${SEARCH}px`, minWidth: 0, maxWidth: 280 },
      '& input:placeholder-shown': { textOverflow: 'ellipsis' },
    }),
    toggle: css({
      display: 'flex',
      alignItems: 'center',
      flexShrink: 0,
      height: theme.spacing(4),
      padding: theme.spacing(0, 1.5),
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
      background: theme.colors.background.primary,
    }),
  };
}
