// The fleet page below the pickers: filters, headline, coverage, the table of fights, the quiet ones.
import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Finding } from '../../model/finding';
import type { Unassessed } from '../../model/report';
import type { WorkloadRef } from '../../model/workload';
import type { LinkProps } from '../linkProps';
import { FleetFilterBar } from './FleetFilterBar';
import { filterQuiet, filterUnnamed, filterRows, isNarrowed, scopeFleet, type FleetFilters } from './fleetFilters';
import { FleetHeadline, type FleetRead } from './FleetHeadline';
import { groupedLines, plainLines } from './fleetLines';
import { sortRows, type Sort } from './fleetOrder';
import { quietVerdict, type Fleet, type SourceName } from './fleetRows';
import { FleetTable } from './FleetTable';
import { NothingShown } from './NothingShown';
import { QuietSection } from './QuietSection';
import { UnnamedSection } from './UnnamedSection';

/** The page of a workload, in the data source where it was read. */
export type LinkToWorkload = (workload: WorkloadRef, finding?: Finding, source?: SourceName) => LinkProps;

interface FleetViewProps {
  readonly fleet: Fleet;
  /** Present while a large fleet is read, and where that was stopped: the fleet is what was read. */
  readonly read?: FleetRead;
  readonly unassessed: readonly Unassessed[];
  /** What the verdicts stand on, below the headline. */
  readonly coverage: React.ReactNode;
  readonly filters: FleetFilters;
  readonly onFilters: (change: Partial<FleetFilters>) => void;
  readonly sort?: Sort;
  readonly onSort: (sort: Sort | undefined) => void;
  /** Groups that are not in the state they start in. */
  readonly flipped: readonly string[];
  readonly onFlip: (flipped: string[]) => void;
  readonly linkTo: LinkToWorkload;
  readonly policyLink?: LinkProps;
  readonly fixText: (finding: Finding) => string;
  /** The choice of the data source, first among the filters. */
  readonly sourcePicker?: React.ReactNode;
  /** Where the filters stand: above the rest, unless there is a better place. */
  readonly placeFilters?: (filters: React.ReactNode) => React.ReactNode;
  /** Notices between headline and table. */
  readonly children?: React.ReactNode;
}

/** Everything about one fleet. */
export function FleetView(props: FleetViewProps) {
  const { fleet, filters, sort, flipped, onFlip, placeFilters = (bar) => bar } = props;
  const styles = useStyles2(getStyles);
  const scope = useMemo(() => scopeFleet(fleet, filters), [fleet, filters]);
  const rows = useMemo(() => sortRows(filterRows(scope.rows, filters), sort), [scope, filters, sort]);
  const lines = useMemo(() => (sort ? plainLines(rows) : groupedLines(rows, new Set(flipped))), [rows, sort, flipped]);
  const quiet = useMemo(() => filterQuiet(scope.quiet, filters), [scope, filters]);
  const unnamed = useMemo(() => filterUnnamed(scope.unnamed, filters), [scope, filters]);
  const flip = (key: string) =>
    onFlip(flipped.includes(key) ? flipped.filter((other) => other !== key) : [...flipped, key]);
  return (
    <div className={styles.root}>
      {placeFilters(
        <FleetFilterBar fleet={fleet} filters={filters} onChange={props.onFilters}>
          {props.sourcePicker}
        </FleetFilterBar>
      )}
      <FleetHeadline fleet={scope} read={props.read} policyLink={props.policyLink} />
      {props.coverage}
      {props.children}
      {rows.length > 0 ? (
        <FleetTable
          lines={lines}
          range={fleet.range}
          sort={sort}
          onSort={props.onSort}
          onToggleGroup={flip}
          linkTo={(row) => props.linkTo(row.workload, row.finding, row.source)}
          fixText={props.fixText}
        />
      ) : (
        <NothingShown
          fleet={scope}
          isNarrowed={isNarrowed(filters)}
          unassessed={props.unassessed}
          onFilters={props.onFilters}
        />
      )}
      {quiet.length > 0 && (
        <QuietSection
          quiet={quiet}
          verdict={quietVerdict({ ...scope, quiet, unnamed: [] })}
          range={fleet.range}
          linkTo={(row) => props.linkTo(row.history.workload, undefined, row.source)}
        />
      )}
      {unnamed.map((group) => (
        <UnnamedSection
          key={`${group.source?.uid ?? ''} ${group.verdict} ${unnamed.indexOf(group)}`}
          group={group}
          linkTo={(workload) => props.linkTo(workload, undefined, group.source)}
        />
      ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return { root: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }) };
}
