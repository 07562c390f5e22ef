// The fleet as a table: real rows and headers for screen readers, columns that follow width and content, only the lines
// in view drawn.
import React, { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Interval } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { WorkloadRef } from '../../model/workload';
import { useVisibleLines } from '../lines/useVisibleLines';
import type { LinkProps } from '../linkProps';
import { useTimes } from '../time/times';
import { useMeasure } from '../useMeasure';
import { useWidth } from '../useWidth';
import { contentWidths } from './contentWidths';
import { FleetCard } from './FleetCard';
import { GroupLine, SectionLine, TotalLine } from './FleetHeadings';
import { columnsIn, fleetLayout, type FleetLayout } from './fleetLayout';
import type { FleetLine } from './fleetLines';
import { columnsFor, type Sort } from './fleetOrder';
import { FleetOrder } from './FleetOrder';
import { FleetRowLine } from './FleetRowLine';
import type { SourceName } from './fleetRows';
import { FleetTableHead } from './FleetTableHead';
import { moveFocus } from './moveFocus';
import { CARD_HEIGHT, LINE_HEIGHTS } from './tableStyles';

export interface FleetTableProps {
  readonly lines: readonly FleetLine[];
  readonly range: Interval;
  /** `at 14:05 UTC`, where what is on is not on now but was then. */
  readonly asOf?: string;
  readonly sort?: Sort;
  readonly onSort: (sort: Sort | undefined) => void;
  readonly onToggleGroup: (key: string) => void;
  readonly linkTo: (workload: WorkloadRef, finding: Finding, source?: SourceName) => LinkProps;
  /** Text of the fix to copy, '' when there is none. */
  readonly fixText: (finding: Finding) => string;
}

/** Until the page is laid out: enough for every column. */
const FIRST_WIDTH = 1400;

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

/** The layout for the width that there is and the rows that are shown. */
function useLayout(lines: readonly FleetLine[], range: Interval, width: number): FleetLayout {
  const measure = useMeasure();
  const { calendar } = useTimes();
  const { content, columns } = useMemo(() => {
    const rows = lines.flatMap((line) => (line.type === 'row' ? [line.row] : line.type === 'group' ? line.rows : []));
    return { content: contentWidths(rows, range, calendar, measure), columns: columnsFor(rows) };
  }, [lines, range, calendar, measure]);
  return useMemo(() => fleetLayout(width === 0 ? FIRST_WIDTH : width, content, columns), [width, content, columns]);
}

/** Of the table that was drawn last: who comes back to the page mostly finds the same room. */
let lastWidth = 0;

/** The table of fights. */
export const FleetTable = memo(function FleetTable(props: FleetTableProps) {
  const { lines, range, sort, onSort } = props;
  const styles = useStyles2(getStyles);
  const [frame, width] = useWidth<HTMLDivElement>(lastWidth);
  useEffect(() => {
    lastWidth = width;
  }, [width]);
  const layout = useLayout(lines, range, width);
  const body = useRef<HTMLTableSectionElement>(null);
  const keys = useMemo(() => lines.map(lineKey), [lines]);
  const isCards = layout.kind === 'cards';
  const estimate = useCallback(
    (i: number) => {
      const type = lines[i]?.type ?? 'row';
      return isCards && type === 'row' ? CARD_HEIGHT : LINE_HEIGHTS[type];
    },
    [lines, isCards]
  );
  const visible = useVisibleLines(body, { keys, estimate, shape: width });
  return (
    <>
      {layout.folded.some((column) => column !== 'actors') && (
        <FleetOrder columns={columnsIn(layout)} sort={sort} onSort={onSort} />
      )}
      <div ref={frame} className={styles.frame}>
        <table className={styles.table} aria-label="Fights" aria-rowcount={lines.length}>
          <colgroup>
            {layout.slots.map((slot) => (
              <col key={slot.columns.join()} style={{ width: slot.width }} />
            ))}
          </colgroup>
          {!isCards && <FleetTableHead layout={layout} sort={sort} onSort={onSort} />}
          <tbody ref={body} onKeyDown={moveFocus}>
            {visible.above > 0 && <tr aria-hidden style={{ height: visible.above }} />}
            {lines.slice(visible.start, visible.end).map((line) => (
              <Line key={lineKey(line)} line={line} layout={layout} {...props} />
            ))}
            {visible.below > 0 && <tr aria-hidden style={{ height: visible.below }} />}
          </tbody>
        </table>
      </div>
    </>
  );
});

type OneLineProps = FleetTableProps & { readonly line: FleetLine; readonly layout: FleetLayout };

function Line({ line, layout, range, asOf, onToggleGroup, linkTo, fixText }: OneLineProps) {
  const shared = { layout, lineKey: lineKey(line) };
  switch (line.type) {
    case 'section':
      return <SectionLine line={line} asOf={asOf} {...shared} />;
    case 'group':
      return <GroupLine line={line} onToggle={() => onToggleGroup(line.key)} {...shared} />;
    case 'row': {
      const { row, inGroup } = line;
      const Row = layout.kind === 'cards' ? FleetCard : FleetRowLine;
      return (
        <Row
          row={row}
          range={range}
          inGroup={inGroup}
          link={linkTo(row.workload, row.finding, row.source)}
          fixText={fixText}
          {...shared}
        />
      );
    }
    case 'total':
      return <TotalLine line={line} {...shared} />;
  }
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
      tableLayout: 'fixed',
      borderCollapse: 'collapse',
      '& td, & th': { padding: '0 4px', verticalAlign: 'middle', overflow: 'hidden' },
      '& td:last-child, & th:last-child': { paddingRight: theme.spacing(1.5) },
    }),
  };
}
