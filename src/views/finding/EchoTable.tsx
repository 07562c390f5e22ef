// Pairs of an act and the answer it drew. The lag is an interval: both edges lie somewhere between two samples.
import React from 'react';
import { cx } from '@emotion/css';
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
      <table className={cx(styles.table, styles.stacking)}>
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
              <td data-title="Cause">{times.interval(echo.causeInterval)}</td>
              <td data-title="What it did">{echo.causeText}</td>
              <td data-title="Answer">{times.interval(echo.answerInterval)}</td>
              <td className={styles.whole} data-title="Lag">
                {lagText(echo)}
              </td>
              <td className={styles.whole} data-title="What it did">
                {echo.answerText}
              </td>
              {predicts && <td data-title="n·r alone predicts">{echo.predicted}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
