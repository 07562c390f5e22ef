// The head of the fleet table: every column sorts, also where two share a place. Cards have none: see FleetOrder.
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import { COLUMN_NAMES, COLUMN_TITLES, NUMBER_COLUMNS } from './columnTitles';
import type { FleetLayout, Slot } from './fleetLayout';
import { nextSort, type Column, type Sort } from './fleetOrder';

interface FleetTableHeadProps {
  readonly layout: FleetLayout;
  readonly sort?: Sort;
  readonly onSort: (sort: Sort | undefined) => void;
}

/** Headings that sort. */
export function FleetTableHead({ layout, sort, onSort }: FleetTableHeadProps) {
  return (
    <thead>
      <tr>
        {layout.slots.map((slot) => (
          <Heading key={slot.columns.join()} slot={slot} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

type HeadingProps = Omit<FleetTableHeadProps, 'layout'> & { readonly slot: Slot };

function Heading({ slot, sort, onSort }: HeadingProps) {
  const direction = sort?.descending ? 'descending' : 'ascending';
  const isSorted = sort !== undefined && slot.columns.includes(sort.column);
  return (
    <th scope="col" aria-sort={isSorted ? direction : undefined}>
      {slot.columns.map((column) => (
        <SortButton
          key={column}
          column={column}
          isShort={slot.columns.length > 1}
          sort={sort}
          onClick={() => onSort(nextSort(sort, column))}
        />
      ))}
    </th>
  );
}

interface SortButtonProps {
  readonly column: Column;
  /** One of two in its place: one line. */
  readonly isShort: boolean;
  readonly sort?: Sort;
  readonly onClick: () => void;
}

const SHORT: Partial<Record<Column, string>> = {
  pods: 'Pods',
  hidden: 'Hidden',
  replicasOwner: 'Replicas by',
  sizeOwner: 'Size by',
};

function SortButton({ column, isShort, sort, onClick }: SortButtonProps) {
  const styles = useStyles2(getStyles);
  const [first, second] = isShort ? [SHORT[column] ?? COLUMN_NAMES[column]] : COLUMN_TITLES[column];
  return (
    <button
      type="button"
      className={cx(styles.head, isShort ? styles.half : styles.whole, NUMBER_COLUMNS.includes(column) && styles.right)}
      onClick={onClick}
      title={`Sort by ${COLUMN_NAMES[column].toLowerCase()}`}
    >
      <span className={column === 'severity' ? 'sr-only' : styles.words}>
        {first}
        {second && <br />}
        {second}
      </span>
      {sort?.column === column && <Icon name={sort.descending ? 'arrow-down' : 'arrow-up'} size="sm" />}
    </button>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    head: css({
      display: 'flex',
      alignItems: 'center',
      gap: 2,
      width: '100%',
      padding: 0,
      border: 'none',
      background: 'none',
      textAlign: 'left',
      ...theme.typography.bodySmall,
      lineHeight: 1.25,
      whiteSpace: 'nowrap',
      color: theme.colors.text.secondary,
      '&:hover': { color: theme.colors.text.primary },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    whole: css({ height: 40 }),
    half: css({ height: 20 }),
    words: css({ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }),
    right: css({ justifyContent: 'flex-end', textAlign: 'right' }),
  };
}
