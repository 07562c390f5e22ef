// The timeline as a table: the same actions in words, for screen readers, for searching and for copying. Linked both
// ways: a chosen mark marks its row, a chosen row rings its mark.
import React, { useEffect, useMemo, useRef, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Interval } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import { ActorBadge } from '../ActorBadge';
import { CertaintySign } from '../finding/CertaintySign';
import { getTableStyles } from '../finding/tableStyles';
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
const SPARE = 8;

/** Only rows near the visible part are in the document; the rest is two empty rows of the right height. */
function useVisibleRows(rows: readonly ActionRow[], height: number) {
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.floor(top / ROW) - SPARE);
  const last = Math.min(rows.length, Math.ceil((top + height) / ROW) + SPARE);
  return { first, last, shown: rows.slice(first, last), setTop };
}

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
  const { first, last, shown, setTop } = useVisibleRows(rows, height);
  const box = useRef<HTMLDivElement>(null);
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
    <div
      ref={box}
      className={styles.box}
      style={{ maxHeight: height }}
      onScroll={(e) => setTop(e.currentTarget.scrollTop)}
    >
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
        <tbody>
          {first > 0 && <tr aria-hidden style={{ height: first * ROW }} />}
          {shown.map((row, i) => (
            <Row
              key={row.id}
              row={row}
              index={first + i + 2}
              isChosen={row.id === selectedAction}
              onSelect={onSelectAction}
            />
          ))}
          {last < rows.length && <tr aria-hidden style={{ height: (rows.length - last) * ROW }} />}
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
    <tr data-chosen={isChosen} aria-rowindex={index} className={styles.row} onClick={() => onSelect?.(row.id)}>
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
