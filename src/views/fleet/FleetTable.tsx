// The fleet as a table: real rows and headers for screen readers, sortable columns, only the lines in view drawn.
import React, { useMemo, useRef } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import type { Interval } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { LinkProps } from '../linkProps';
import { GroupLine, SectionLine, TotalLine } from './FleetHeadings';
import type { FleetLine } from './fleetLines';
import { COLUMNS, nextSort, type Column, type Sort } from './fleetOrder';
import { FleetRowLine } from './FleetRowLine';
import type { FleetRow } from './fleetRows';
import { rangeText } from './sinceText';
import { COLUMN_WIDTHS, LINE_HEIGHTS } from './tableStyles';
import { useVisibleLines } from './useVisibleLines';

export interface FleetTableProps {
  readonly lines: readonly FleetLine[];
  readonly range: Interval;
  readonly sort?: Sort;
  readonly onSort: (sort: Sort | undefined) => void;
  readonly onToggleGroup: (key: string) => void;
  readonly linkTo: (row: FleetRow) => LinkProps;
  /** Text of the fix to copy, '' when there is none. */
  readonly fixText: (finding: Finding) => string;
}

const TITLES: Record<Column, readonly [first: string, second?: string]> = {
  severity: ['Severity'],
  workload: ['Workload'],
  what: ['What is happening'],
  actors: ['Actors'],
  replicas: ['Replicas', 'dotted: what demand asks for'],
  since: ['Since'],
  replicasOwner: ['Replicas', 'owned by'],
  sizeOwner: ['Size', 'owned by'],
  pods: ['Pods', 'made'],
  hidden: ['Hidden', 'writes'],
  short: ['Short,', 'rep·min'],
};
const NUMBERS: readonly Column[] = ['pods', 'hidden', 'short'];

/** Arrow keys go from row to row, as in a list. */
function moveFocus(event: React.KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const target =
    event.target instanceof HTMLElement && event.target.matches('[data-fleet-link]') ? event.target : undefined;
  if (step === 0 || !target) {
    return;
  }
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-fleet-link]')];
  const next = links[links.indexOf(target) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

/** The table of fights. */
export function FleetTable(props: FleetTableProps) {
  const styles = useStyles2(getStyles);
  const body = useRef<HTMLTableSectionElement>(null);
  const heights = useMemo(() => props.lines.map((line) => LINE_HEIGHTS[line.type]), [props.lines]);
  const visible = useVisibleLines(body, heights);
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-rowcount={props.lines.length}>
        <colgroup>
          {COLUMNS.map((column) => (
            <col key={column} style={{ width: COLUMN_WIDTHS[column] }} />
          ))}
        </colgroup>
        <FleetTableHead {...props} />
        <tbody ref={body} onKeyDown={moveFocus}>
          {visible.above > 0 && <tr aria-hidden style={{ height: visible.above }} />}
          {props.lines.slice(visible.start, visible.end).map((line) => (
            <Line key={lineKey(line)} line={line} {...props} />
          ))}
          {visible.below > 0 && <tr aria-hidden style={{ height: visible.below }} />}
        </tbody>
      </table>
    </div>
  );
}

function lineKey(line: FleetLine): string {
  switch (line.type) {
    case 'section':
      return line.phase;
    case 'group':
      return `group ${line.key} ${line.rows[0]?.phase}`;
    case 'row':
      return line.row.key;
    case 'total':
      return 'total';
  }
}

function Line({ line, range, onToggleGroup, linkTo, fixText }: FleetTableProps & { readonly line: FleetLine }) {
  switch (line.type) {
    case 'section':
      return <SectionLine line={line} />;
    case 'group':
      return <GroupLine line={line} onToggle={() => onToggleGroup(line.key)} />;
    case 'row':
      return (
        <FleetRowLine
          row={line.row}
          range={range}
          inGroup={line.inGroup}
          link={linkTo(line.row)}
          fix={fixText(line.row.finding)}
        />
      );
    case 'total':
      return <TotalLine line={line} />;
  }
}

function FleetTableHead({ range, sort, onSort }: FleetTableProps) {
  const styles = useStyles2(getStyles);
  const direction = sort?.descending ? 'descending' : 'ascending';
  return (
    <thead>
      <tr>
        {COLUMNS.map((column) => {
          const [first, second] = TITLES[column];
          const isSorted = sort?.column === column;
          return (
            <th key={column} scope="col" aria-sort={isSorted ? direction : undefined}>
              <button
                type="button"
                className={cx(styles.head, NUMBERS.includes(column) && styles.right)}
                onClick={() => onSort(nextSort(sort, column))}
                title={`Sort by ${[first, second ?? ''].join(' ').trim().toLowerCase()}`}
              >
                <span className={column === 'severity' ? 'sr-only' : undefined}>
                  {column === 'replicas' ? `${first} ${rangeText(range)}` : first}
                  {second && <br />}
                  {second}
                </span>
                {isSorted && <Icon name={sort.descending ? 'arrow-down' : 'arrow-up'} size="sm" />}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    frame: css({
      overflowX: 'auto',
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
    }),
    table: css({
      width: '100%',
      minWidth: 1120,
      tableLayout: 'fixed',
      borderCollapse: 'collapse',
      '& td, & th': { padding: '0 4px', verticalAlign: 'middle' },
      '& td:last-child, & th:last-child': { paddingRight: theme.spacing(2) },
    }),
    head: css({
      display: 'flex',
      alignItems: 'center',
      gap: 2,
      width: '100%',
      height: 40,
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
    right: css({ justifyContent: 'flex-end', textAlign: 'right' }),
  };
}
