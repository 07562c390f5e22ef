// The timeline as a table: the same actions in words, for screen readers, for searching and for copying. Linked both
// ways: a chosen mark marks its row, a chosen row rings its mark.
import React, { useCallback, useEffect, useMemo, useRef } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Interval } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import { ActorBadge } from '../ActorBadge';
import { CertaintySign } from '../finding/CertaintySign';
import { getTableStyles } from '../finding/tableStyles';
import { useVisibleLines } from '../lines/useVisibleLines';
import { useTimes } from '../time/times';
import { useWidth } from '../useWidth';
import { actionRows, type ActionRow } from './actionRows';

export interface ActionTableProps {
  readonly history: WorkloadHistory;
  readonly findings: readonly Finding[];
  readonly range: Interval;
  /** Height at most; longer tables scroll. */
  readonly height?: number;
  readonly selectedAction?: string;
  readonly onSelectAction?: (actionId: string) => void;
}

/** Pixels of a line, and of an action whose cells stand below each other. */
const ROW = 33;
const STACK = 132;
/** With less room the cells stand below each other. */
const COLUMNS_FROM = 640;

export function ActionTable(props: ActionTableProps) {
  const { history, findings, range } = props;
  const table = useStyles2(getTableStyles);
  const times = useTimes();
  const rows = useMemo(() => actionRows(history, findings, range, times), [history, findings, range, times]);
  return rows.length === 0 ? (
    <div className={table.quiet}>No action in this range.</div>
  ) : (
    <Rows {...props} rows={rows} />
  );
}

interface Place {
  readonly id: string;
  readonly index: number;
  /** Pixels of a line, about. */
  readonly height: number;
  /** Pixels of the headings that stay above the lines. */
  readonly head: number;
}

/** Scrolls to a line unless it is in view. One that is not drawn stands about where its number says. */
function reveal(box: HTMLElement, body: HTMLElement, { id, index, height, head }: Place): void {
  const line = [...body.children].find((one) => one instanceof HTMLElement && one.dataset.line === id);
  const frame = box.getBoundingClientRect();
  const top = line ? line.getBoundingClientRect().top - frame.top : head + index * height - box.scrollTop;
  if (top < head || top + height > box.clientHeight) {
    box.scrollTop = Math.max(0, box.scrollTop + top - box.clientHeight / 2);
  }
}

function Rows({
  rows,
  height = 400,
  selectedAction,
  onSelectAction,
}: ActionTableProps & { readonly rows: readonly ActionRow[] }) {
  const styles = useStyles2(getStyles);
  const table = useStyles2(getTableStyles);
  const times = useTimes();
  const [box, width] = useWidth<HTMLDivElement>();
  const isStacked = width > 0 && width < COLUMNS_FROM;
  const rowHeight = isStacked ? STACK : ROW;
  const body = useRef<HTMLTableSectionElement>(null);
  const keys = useMemo(() => rows.map((row) => row.id), [rows]);
  const estimate = useCallback(() => rowHeight, [rowHeight]);
  const visible = useVisibleLines(body, { keys, estimate, shape: `${height} ${width}` });
  useEffect(() => {
    const index = rows.findIndex((row) => row.id === selectedAction);
    if (box.current && body.current && selectedAction !== undefined && index >= 0) {
      reveal(box.current, body.current, { id: selectedAction, index, height: rowHeight, head: isStacked ? 0 : ROW });
    }
  }, [selectedAction, rows, box, rowHeight, isStacked]);
  return (
    <div ref={box} className={styles.box} style={{ maxHeight: height }}>
      <table
        className={cx(table.table, isStacked ? table.stacked : styles.columns)}
        aria-label="Actions on the timeline"
        aria-rowcount={rows.length + 1}
      >
        <thead className={styles.head}>
          <tr>
            <th scope="col">Time, {times.zoneName}</th>
            <th scope="col">Actor</th>
            <th scope="col">Field</th>
            <th scope="col">From → to</th>
            <th scope="col">Certainty</th>
            <th scope="col">How the actor is known</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {visible.above > 0 && <tr aria-hidden style={{ height: visible.above }} />}
          {rows.slice(visible.start, visible.end).map((row, i) => (
            <Row
              key={row.id}
              row={row}
              index={visible.start + i + 2}
              isChosen={row.id === selectedAction}
              onSelect={onSelectAction}
            />
          ))}
          {visible.below > 0 && <tr aria-hidden style={{ height: visible.below }} />}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: ActionRow;
  readonly index: number;
  readonly isChosen: boolean;
  readonly onSelect: ((actionId: string) => void) | undefined;
}

function Row({ row, index, isChosen, onSelect }: RowProps) {
  const styles = useStyles2(getStyles);
  const table = useStyles2(getTableStyles);
  return (
    <tr
      data-line={row.id}
      data-chosen={isChosen}
      aria-rowindex={index}
      className={styles.row}
      onClick={() => onSelect?.(row.id)}
    >
      <td>
        <button type="button" className={styles.button} aria-pressed={isChosen}>
          {row.time}
        </button>
      </td>
      <td data-title="Actor">
        <span className={styles.actor}>
          <ActorBadge {...row.action.actor} size={16} />
          {row.actor}
        </span>
      </td>
      <td data-title="Field">{row.field}</td>
      <td data-title="From → to">{row.change}</td>
      <td data-title="Certainty">
        <CertaintySign certainty={row.certainty} />
      </td>
      <td className={table.quiet} data-title="How the actor is known" title={row.action.reason}>
        {row.action.reason}
      </td>
    </tr>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({ overflow: 'auto' }),
    head: css({ position: 'sticky', top: 0, zIndex: 1, background: theme.colors.background.primary }),
    row: css({ cursor: 'pointer' }),
    columns: css({
      '& tbody tr': { height: ROW },
      '& td': { whiteSpace: 'nowrap' },
      // The reason has the room that is left.
      '& td:last-child, & th:last-child': { width: '100%' },
      '& td:last-child': { maxWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
    }),
    actor: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75) }),
    button: css({
      all: 'unset',
      cursor: 'pointer',
      fontVariantNumeric: 'tabular-nums',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 2 },
    }),
  };
}
