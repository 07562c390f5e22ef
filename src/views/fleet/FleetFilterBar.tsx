// The filters above the fleet. Cluster and kind appear only when there is more than one to choose from.
import React, { memo, useMemo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Checkbox, FilterInput, useStyles2 } from '@grafana/ui';

import { SEVERITIES, type Severity } from '../../model/finding';
import { FilterPick, type FilterChoice } from '../FilterPick';
import { filterChoices, type FleetFilters } from './fleetFilters';
import { PHASES, type Fleet, type Phase } from './fleetRows';

export const PHASE_NAMES: Record<Phase, string> = {
  on: 'On now',
  will: 'Set up to fight',
  ended: 'Ended in this range',
};

interface FleetFilterBarProps {
  /** The whole fleet: choices do not vanish as they are made. */
  readonly fleet: Fleet;
  readonly filters: FleetFilters;
  readonly onChange: (change: Partial<FleetFilters>) => void;
  /** Stands first: the choice of the data source. */
  readonly children?: React.ReactNode;
}

function severityChoices(fleet: Fleet): Array<FilterChoice<Severity>> {
  return SEVERITIES.filter((severity) => severity !== 'info').map((value) => ({
    value,
    label: value,
    count: fleet.rows.filter((row) => row.finding.severity === value).length,
  }));
}

function phaseChoices(fleet: Fleet): Array<FilterChoice<Phase>> {
  return PHASES.map((value) => ({
    value,
    label: PHASE_NAMES[value],
    count: fleet.rows.filter((row) => row.phase === value).length,
  }));
}

/** All filters in one line. */
export const FleetFilterBar = memo(function FleetFilterBar(props: FleetFilterBarProps) {
  const { fleet, filters, onChange, children } = props;
  const styles = useStyles2(getStyles);
  const choices = useMemo(() => filterChoices(fleet), [fleet]);
  const newCount = fleet.rows.filter((row) => row.isNew).length;
  const cluster = filters.cluster === '' ? [] : [filters.cluster];
  return (
    <div role="search" aria-label="Filter the fleet" className={styles.bar}>
      {children}
      {(choices.clusters.length > 1 || cluster.length > 0) && (
        <FilterPick
          label="Cluster"
          choices={choices.clusters}
          chosen={cluster}
          onChange={(chosen) => onChange({ cluster: chosen.at(-1) ?? '' })}
        />
      )}
      <FilterPick
        label="Namespace"
        choices={choices.namespaces}
        chosen={filters.namespaces}
        onChange={(namespaces) => onChange({ namespaces })}
      />
      {(choices.kinds.length > 1 || filters.kinds.length > 0) && (
        <FilterPick
          label="Kind"
          choices={choices.kinds}
          chosen={filters.kinds}
          onChange={(kinds) => onChange({ kinds })}
        />
      )}
      <FilterPick
        label="Actor"
        choices={choices.actors}
        chosen={filters.actors}
        onChange={(actors) => onChange({ actors })}
      />
      <FilterPick
        label="Severity"
        choices={severityChoices(fleet)}
        chosen={filters.severities}
        onChange={(severities) => onChange({ severities })}
      />
      <FilterPick
        label="State"
        choices={phaseChoices(fleet)}
        chosen={filters.phases}
        onChange={(phases) => onChange({ phases })}
      />
      <div className={styles.text}>
        <FilterInput
          value={filters.text}
          onChange={(text) => onChange({ text })}
          placeholder="workload, rule or actor"
          aria-label="Search the fleet"
          escapeRegex={false}
        />
      </div>
      <div className={styles.toggle}>
        <Checkbox
          value={filters.onlyNew}
          onChange={(event) => onChange({ onlyNew: event.currentTarget.checked })}
          label={`New in the last hour · ${newCount}`}
        />
      </div>
    </div>
  );
});

function getStyles(theme: GrafanaTheme2) {
  return {
    bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
    text: css({ width: 220 }),
    toggle: css({
      display: 'flex',
      alignItems: 'center',
      height: theme.spacing(4),
      padding: theme.spacing(0, 1.5),
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
      background: theme.colors.background.primary,
    }),
  };
}
