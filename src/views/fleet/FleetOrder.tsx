// The order of the rows as a choice, for widths at which some columns have no heading to click.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, IconButton, InlineField, useStyles2 } from '@grafana/ui';

import { COLUMN_NAMES } from './columnTitles';
import { COLUMNS, firstSort, type Column, type Sort } from './fleetOrder';

interface FleetOrderProps {
  readonly columns: readonly Column[];
  readonly sort?: Sort;
  readonly onSort: (sort: Sort | undefined) => void;
}

const HOUSE = 'house';

/** A list of columns and a button that turns the order round. */
export function FleetOrder({ columns, sort, onSort }: FleetOrderProps) {
  const styles = useStyles2(getStyles);
  const options = [
    { value: HOUSE, label: 'On now first, then severity' },
    ...COLUMNS.filter((column) => columns.includes(column)).map((value) => ({ value, label: COLUMN_NAMES[value] })),
  ];
  const choose = (value: string) => {
    const column = COLUMNS.find((candidate) => candidate === value);
    onSort(column && firstSort(column));
  };
  return (
    <div className={styles.root}>
      <InlineField label="Order" className={styles.field}>
        <Combobox
          id="fleet-order"
          options={options}
          value={sort?.column ?? HOUSE}
          onChange={(option) => choose(option.value)}
          width={30}
        />
      </InlineField>
      {sort && (
        <IconButton
          name={sort.descending ? 'arrow-down' : 'arrow-up'}
          tooltip={sort.descending ? 'Largest first; turn round' : 'Smallest first; turn round'}
          onClick={() => onSort({ ...sort, descending: !sort.descending })}
        />
      )}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
    field: css({ margin: 0, alignItems: 'center' }),
  };
}
