// Pairs of an act and the answer it drew. The lag is an interval: both edges lie somewhere between two samples.
import React from 'react';
import { useStyles2 } from '@grafana/ui';
import type { Echo } from '../../model/finding';
import { lagText } from '../../timeline';
import { useTimes } from '../time/times';
import { getTableStyles } from './tableStyles';

export interface EchoTableProps {
  readonly echoes: readonly Echo[];
  /** Id of the chosen action; its row is marked. */
  readonly selectedAction?: string;
  readonly onSelectAction?: (actionId: string) => void;
}

export function EchoTable({ echoes, selectedAction, onSelectAction }: EchoTableProps) {
  const styles = useStyles2(getTableStyles);
  const times = useTimes();
  const predicts = echoes.some((echo) => echo.predicted !== '');
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Cause, {times.zoneName}</th>
            <th scope="col">What it did</th>
            <th scope="col">Answer, {times.zoneName}</th>
            <th scope="col">Lag</th>
            <th scope="col">What it did</th>
            {predicts && <th scope="col">n·r alone predicts</th>}
          </tr>
        </thead>
        <tbody>
          {echoes.map((echo) => (
            <tr
              key={`${echo.cause} ${echo.answer}`}
              data-chosen={echo.cause === selectedAction || echo.answer === selectedAction}
              onClick={() => onSelectAction?.(echo.answer)}
            >
              <td>{times.interval(echo.causeInterval)}</td>
              <td>{echo.causeText}</td>
              <td>{times.interval(echo.answerInterval)}</td>
              <td className={styles.whole}>{lagText(echo)}</td>
              <td className={styles.whole}>{echo.answerText}</td>
              {predicts && <td>{echo.predicted}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
