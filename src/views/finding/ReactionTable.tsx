// From demand to ready pods, segment by segment: what is known exactly and what only the clocks say.
import React from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';

import { number } from '../../kit/text';
import type { Reaction, Span90 } from '../../model/report';
import { CertaintySign } from './CertaintySign';
import { getTableStyles } from './tableStyles';

const SEGMENTS: ReadonlyArray<{
  readonly id: 'blind' | 'ramp' | 'scheduling' | 'start';
  readonly name: string;
  readonly about: string;
}> = [
  {
    id: 'blind',
    name: 'Blind',
    about: 'age of the metric and wait for the HPA’s pass: by their clocks, no series shows it',
  },
  {
    id: 'ramp',
    name: 'Steps',
    about: 'from the first step to the last, where the metrics asked for all of it at once',
  },
  { id: 'scheduling', name: 'Waiting for a node', about: 'created to bound' },
  { id: 'start', name: 'Start', about: 'bound to ready: image, start, readiness' },
];

/** Lags in seconds: two minutes are 120 s, not 2 min. */
function seconds(ms: number): string {
  return `${number(Math.round(ms / 1000))} s`;
}

function total(reaction: Reaction, of: keyof Span90): number {
  return SEGMENTS.reduce((sum, { id }) => sum + reaction[id][of], 0);
}

/** One row per segment and their sum. */
export function ReactionTable({ reaction }: { readonly reaction: Reaction }) {
  const styles = useStyles2(getTableStyles);
  return (
    <div className={styles.scroll}>
      <table className={cx(styles.table, styles.stacking)}>
        <thead>
          <tr>
            <th scope="col">Segment</th>
            <th scope="col">Half within</th>
            <th scope="col">Nine of ten within</th>
            <th scope="col">Certainty</th>
            <th scope="col">What it is</th>
          </tr>
        </thead>
        <tbody>
          {SEGMENTS.map(({ id, name, about }) => (
            <tr key={id}>
              <td>{name}</td>
              <td data-title="Half within">{seconds(reaction[id].half)}</td>
              <td data-title="Nine of ten within">{seconds(reaction[id].most)}</td>
              <td data-title="Certainty">
                <CertaintySign certainty={id === 'blind' ? 'inferred' : 'observed'} />
              </td>
              <td data-title="What it is">{about}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Demand to ready pods</th>
            <td data-title="Half within">{seconds(total(reaction, 'half'))}</td>
            <td data-title="Nine of ten within">{seconds(total(reaction, 'most'))}</td>
            <td />
            <td data-title="What it is">the rows added up</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
