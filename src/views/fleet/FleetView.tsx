// The fleet page below the pickers: filters, headline, coverage, the table of fights, the quiet ones.
import React, { useCallback, useDeferredValue, useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { FleetRead } from '../../model/fleetRead';
import type { Finding } from '../../model/finding';
import type { Unassessed } from '../../model/report';
import type { WorkloadRef } from '../../model/workload';
import type { LinkProps } from '../linkProps';
import { useLater } from '../useLater';
import { FleetFilterBar } from './FleetFilterBar';
import { filterQuiet, filterUnnamed, filterRows, isNarrowed, scopeFleet, type FleetFilters } from './fleetFilters';
import { FleetHeadline } from './FleetHeadline';
import { groupedLines, plainLines } from './fleetLines';
import { sortRows, type Sort } from './fleetOrder';
import { quietVerdict, type Fleet, type SourceName } from './fleetRows';
import { FleetTable } from './FleetTable';
import { placeOf, placesOf, type Place } from './namespacePlaces';
import { NothingShown } from './NothingShown';
import { QuietSection } from './QuietSection';
import { UnnamedSection } from './UnnamedSection';

/** The page of a workload, in the data source where it was read. */
export type LinkToWorkload = (workload: WorkloadRef, finding?: Finding, source?: SourceName) => LinkProps;

interface FleetViewProps {
  readonly fleet: Fleet;
  /** Present while a large fleet is read, and where that was stopped: the fleet is what was read. */
  readonly read?: FleetRead;
  /** `at 14:05 UTC`, where what is told is not of now any more. */
  readonly asOf?: string;
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
  /** The page narrowed to the namespace of a workload, which is then read in full; undefined where it is too large for that. */
  readonly readLink: (workload: WorkloadRef, place: Place, source?: SourceName) => LinkProps | undefined;
  readonly policyLink?: LinkProps;
  readonly fixText: (finding: Finding) => string;
  /** The choice of the data source, first among the filters. */
  readonly sourcePicker?: React.ReactNode;
  /** Where the filters stand: above the rest, unless there is a better place. */
  readonly placeFilters?: (filters: React.ReactNode) => React.ReactNode;
  /** Notices between headline and table. */
  readonly children?: React.ReactNode;
}

/** Everything about one fleet. Filters show at once what was chosen; what they leave is drawn when there is time for it. */
export function FleetView(props: FleetViewProps) {
  const { fleet, filters, placeFilters = (bar) => bar } = props;
  const styles = useStyles2(getStyles);
  const shown = useDeferredValue(filters);
  const scope = useMemo(() => scopeFleet(fleet, shown), [fleet, shown]);
  const isLater = useLater();
  return (
    <div className={styles.root}>
      {placeFilters(
        <FleetFilterBar fleet={fleet} filters={filters} onChange={props.onFilters}>
          {props.sourcePicker}
        </FleetFilterBar>
      )}
      <FleetHeadline fleet={scope} read={props.read} asOf={props.asOf} policyLink={props.policyLink} />
      {props.coverage}
      {props.children}
      <Fights {...props} scope={scope} filters={shown} />
      {isLater && (
        <Others fleet={fleet} scope={scope} filters={shown} linkTo={props.linkTo} readLink={props.readLink} />
      )}
    </div>
  );
}

type FightsProps = Pick<
  FleetViewProps,
  'asOf' | 'unassessed' | 'filters' | 'onFilters' | 'sort' | 'onSort' | 'flipped' | 'onFlip' | 'linkTo' | 'fixText'
> & { readonly scope: Fleet };

/** The table of those that fight, or why there is none. */
function Fights({ asOf, unassessed, scope, filters, sort, flipped, onFlip, ...props }: FightsProps) {
  const styles = useStyles2(getStyles);
  const rows = useMemo(() => sortRows(filterRows(scope.rows, filters), sort), [scope, filters, sort]);
  const lines = useMemo(() => (sort ? plainLines(rows) : groupedLines(rows, new Set(flipped))), [rows, sort, flipped]);
  const flip = useCallback(
    (key: string) => onFlip(flipped.includes(key) ? flipped.filter((other) => other !== key) : [...flipped, key]),
    [flipped, onFlip]
  );
  // The button that takes the filters off goes with them: the focus stays where the table comes.
  const place = useRef<HTMLDivElement>(null);
  const takeOff = (change: Partial<FleetFilters>) => {
    place.current?.focus();
    props.onFilters(change);
  };
  return (
    <div ref={place} tabIndex={-1} className={styles.place}>
      {rows.length > 0 ? (
        <FleetTable
          lines={lines}
          range={scope.range}
          asOf={asOf}
          sort={sort}
          onSort={props.onSort}
          onToggleGroup={flip}
          linkTo={props.linkTo}
          fixText={props.fixText}
        />
      ) : (
        <NothingShown fleet={scope} isNarrowed={isNarrowed(filters)} unassessed={unassessed} onFilters={takeOff} />
      )}
    </div>
  );
}

type OthersProps = Pick<FleetViewProps, 'fleet' | 'filters' | 'linkTo' | 'readLink'> & { readonly scope: Fleet };

/** Those without a finding, and those that no scan named. */
function Others({ fleet, scope, filters, linkTo, readLink }: OthersProps) {
  const quiet = useMemo(() => filterQuiet(scope.quiet, filters), [scope, filters]);
  const verdict = useMemo(() => quietVerdict({ ...scope, quiet, unnamed: [] }), [scope, quiet]);
  const unnamed = useMemo(() => filterUnnamed(scope.unnamed, filters), [scope, filters]);
  const places = useMemo(() => placesOf(fleet), [fleet]);
  const read = useCallback(
    (workload: WorkloadRef, source?: SourceName) => readLink(workload, placeOf(places, workload, source), source),
    [readLink, places]
  );
  return (
    <>
      {quiet.length > 0 && <QuietSection quiet={quiet} verdict={verdict} range={scope.range} linkTo={linkTo} />}
      {unnamed.map((group, i) => (
        <UnnamedSection
          key={`${group.source?.uid ?? ''} ${group.verdict} ${i}`}
          group={group}
          linkTo={linkTo}
          readLink={read}
        />
      ))}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const column = { display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) } as const;
  return { root: css(column), place: css({ ...column, '&:focus': { outline: 'none' } }) };
}
