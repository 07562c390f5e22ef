// The timeline as a table: the same actions in words, for screen readers, for searching and for copying. Linked both
// ways: a chosen mark marks its row, a chosen row rings its mark.
import React, { useEffect, useMemo, useRef } from 'react';
import { css } from '@emotion/css';
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

const ROW = 33;
const rowHeight = () => ROW;

export function ActionTable({
  history,
  findings,
  range,
  height = 400,
  selectedAction,
  onSelectAction,
}: ActionTableProps) {
  const styles = useStyles2(getStyles);
  const table = useStyles2(getTableStyles);
  const times = useTimes();
  const rows = useMemo(() => actionRows(history, findings, range, times), [history, findings, range, times]);
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const keys = useMemo(() => rows.map((row) => row.id), [rows]);
  const visible = useVisibleLines(body, { keys, estimate: rowHeight, shape: height });
  useEffect(() => {
    const at = rows.findIndex((row) => row.id === selectedAction);
    const { current } = box;
    if (current && at >= 0 && (at * ROW < current.scrollTop || (at + 1) * ROW > current.scrollTop + height - ROW)) {
      current.scrollTop = Math.max(0, at * ROW - height / 2);
    }
  }, [selectedAction, rows, height]);
  if (rows.length === 0) {
    return <div className={table.quiet}>No action in this range.</div>;
  }
  return (
    <div ref={box} className={styles.box} style={{ maxHeight: height }}>
      <table className={table.table} aria-label="Actions on the timeline" aria-rowcount={rows.length + 1}>
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
      <td>
        <span className={styles.actor}>
          <ActorBadge {...row.action.actor} size={16} />
          {row.actor}
        </span>
      </td>
      <td>{row.field}</td>
      <td>{row.change}</td>
      <td>
        <CertaintySign certainty={row.certainty} />
      </td>
      <td className={table.quiet}>
        <span className={styles.reason} title={row.action.reason}>
          {row.action.reason}
        </span>
      </td>
    </tr>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const line = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    box: css({ overflow: 'auto' }),
    head: css({ position: 'sticky', top: 0, zIndex: 1, background: theme.colors.background.primary }),
    row: css({ height: ROW, cursor: 'pointer', '& td': { whiteSpace: 'nowrap' } }),
    actor: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75) }),
    reason: css({ ...line, display: 'block', maxWidth: 420 }),
    button: css({
      all: 'unset',
      cursor: 'pointer',
      fontVariantNumeric: 'tabular-nums',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 2 },
    }),
  };
}
