// The fleet page below the pickers: filters, headline, coverage, the table of fights, the quiet ones.
import React, { useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Finding } from '../../model/finding';
import type { Lack } from '../../model/lack';
import type { Report } from '../../model/report';
import type { WorkloadRef } from '../../model/workload';
import type { LinkProps } from '../linkProps';
import { CoverageLine } from './CoverageLine';
import { FleetFilterBar } from './FleetFilterBar';
import { filterQuiet, filterUnnamed, filterRows, isNarrowed, scopeFleet, type FleetFilters } from './fleetFilters';
import { FleetHeadline, type FleetRead } from './FleetHeadline';
import { groupedLines, plainLines } from './fleetLines';
import { sortRows, type Sort } from './fleetOrder';
import { quietVerdict, toFleet, type Fleet } from './fleetRows';
import { FleetTable } from './FleetTable';
import { NothingShown } from './NothingShown';
import { QuietSection } from './QuietSection';
import { UnnamedSection } from './UnnamedSection';

interface FleetViewProps {
  readonly report: Report;
  /** Present while a large fleet is read, and where that was stopped: the report is about what was read. */
  readonly read?: FleetRead;
  /** What keeps rules from being judged, the most useful first. */
  readonly lacks: readonly Lack[];
  /** Queries that failed, of all that were asked. */
  readonly failed: number;
  readonly asked: number;
  /** Remarks of the data source: warnings, caps, shortened windows. */
  readonly remarks: readonly string[];
  readonly filters: FleetFilters;
  readonly onFilters: (change: Partial<FleetFilters>) => void;
  readonly sort?: Sort;
  readonly onSort: (sort: Sort | undefined) => void;
  /** Groups that are not in the state they start in. */
  readonly flipped: readonly string[];
  readonly onFlip: (flipped: string[]) => void;
  readonly linkTo: (workload: WorkloadRef, finding?: Finding) => LinkProps;
  readonly rulesLink: LinkProps;
  readonly policyLink: LinkProps;
  readonly fixText: (finding: Finding) => string;
  /** The choice of the data source, first among the filters. */
  readonly sourcePicker?: React.ReactNode;
  /** Where the filters stand: above the rest, unless there is a better place. */
  readonly placeFilters?: (filters: React.ReactNode) => React.ReactNode;
  /** Notices between headline and table. */
  readonly children?: React.ReactNode;
}

/** Everything about one report. */
export function FleetView(props: FleetViewProps) {
  const { report, filters, sort, flipped, onFlip, placeFilters = (bar) => bar } = props;
  const styles = useStyles2(getStyles);
  const before = useRef<Fleet>();
  const fleet = useMemo(() => toFleet(report, before.current), [report]);
  before.current = fleet;
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
      <CoverageLine
        report={report}
        lacks={props.lacks}
        failed={props.failed}
        asked={props.asked}
        remarks={props.remarks}
        rulesLink={props.rulesLink}
      />
      {props.children}
      {rows.length > 0 ? (
        <FleetTable
          lines={lines}
          range={report.range}
          sort={sort}
          onSort={props.onSort}
          onToggleGroup={flip}
          linkTo={(row) => props.linkTo(row.workload, row.finding)}
          fixText={props.fixText}
        />
      ) : (
        <NothingShown
          fleet={scope}
          isNarrowed={isNarrowed(filters)}
          unassessed={report.unassessed}
          onFilters={props.onFilters}
        />
      )}
      {quiet.length > 0 && (
        <QuietSection
          quiet={quiet}
          verdict={quietVerdict({ ...scope, quiet, unnamed: [] })}
          range={report.range}
          linkTo={(row) => props.linkTo(row.history.workload)}
        />
      )}
      {unnamed.map((group) => (
        <UnnamedSection key={group.verdict + unnamed.indexOf(group)} group={group} linkTo={props.linkTo} />
      ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return { root: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }) };
}
