// What stands in one cell of a fleet row, whatever the place it has there.
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { distinct } from '../../kit/array';
import type { Interval } from '../../kit/interval';
import { letterOf } from '../../timeline';
import { ActorBadge } from '../ActorBadge';
import { OwnerSign } from '../OwnerSign';
import { SeverityIcon } from '../SeverityIcon';
import { useTimes } from '../time/times';
import { actorsText, numberText, whereText } from './cellText';
import type { Column } from './fleetOrder';
import type { FleetRow } from './fleetRows';
import { newSpan } from './newness';
import { sinceText } from './sinceText';
import { Sparkline } from './Sparkline';
import { getTableStyles } from './tableStyles';

interface FleetCellProps {
  readonly column: Exclude<Column, 'what'>;
  readonly row: FleetRow;
  readonly range: Interval;
  /** Pixels that there are for a curve. */
  readonly width: number;
}

/** The content of a cell; the sentence has a component of its own. */
export function FleetCell({ column, row, range, width }: FleetCellProps) {
  const cells = useStyles2(getTableStyles);
  switch (column) {
    case 'severity':
      return <SeverityIcon severity={row.finding.severity} size={18} isPast={row.phase === 'ended'} />;
    case 'workload':
      return (
        <div className={cx(cells.quiet, cells.clipped)} title={`${whereText(row.workload)} · ${row.workload.kind}`}>
          {whereText(row.workload)}
        </div>
      );
    case 'source':
      return <SourceName source={row.source} />;
    case 'actors':
      return <Actors row={row} />;
    case 'replicas':
      return <Curve row={row} range={range} width={width} />;
    case 'since':
      return <Since row={row} range={range} />;
    case 'replicasOwner':
      return <OwnerSign ownership={row.history?.replicasOwner} />;
    case 'sizeOwner':
      return <OwnerSign ownership={row.history?.sizeOwner} />;
    case 'pods':
    case 'hidden':
    case 'short':
      return <>{numberText(row, column)}</>;
  }
}

/** Cut where it is long: its title tells it whole. */
function SourceName({ source }: Pick<FleetRow, 'source'>) {
  const cells = useStyles2(getTableStyles);
  return (
    <div className={cx(cells.quiet, cells.clipped)} title={source?.name}>
      {source?.name}
    </div>
  );
}

/** At most two badges: one per letter, and the number of those left out. */
export function Actors({ row }: { readonly row: FleetRow }) {
  const styles = useStyles2(getStyles);
  const [first, second, ...rest] = row.finding.actors;
  return (
    <span className={styles.actors} title={actorsText(row)}>
      {first && <ActorBadge family={first.family} name={first.name} />}
      {second && <span aria-hidden>×</span>}
      {second && <ActorBadge family={second.family} name={second.name} />}
      {rest.length > 0 && <span>+{distinct(rest.map(({ family }) => letterOf(family))).length}</span>}
    </span>
  );
}

/** The curve, or why there is none. */
export function Curve({ row, range, width }: Omit<FleetCellProps, 'column'>) {
  const cells = useStyles2(getTableStyles);
  return row.history?.curves.some((curve) => curve.id === 'spec') ? (
    <Sparkline
      history={row.history}
      range={range}
      finding={row.finding}
      width={width}
      height={34}
      isQuiet={row.phase === 'ended'}
    />
  ) : (
    <span className={cells.quiet}>{row.isTold ? 'open to see' : `no such ${row.workload.kind}`}</span>
  );
}

function Since({ row, range }: { readonly row: FleetRow; readonly range: Interval }) {
  const cells = useStyles2(getTableStyles);
  const since = sinceText(row, range, useTimes().calendar);
  return (
    <>
      <div className={row.phase === 'ended' ? cells.quiet : cells.small}>{since.span}</div>
      <div className={cells.quiet}>
        {since.length}
        <SinceMarks row={row} range={range} />
      </div>
    </>
  );
}

interface SinceMarksProps {
  readonly row: FleetRow;
  readonly range: Interval;
  /** Of what the number counts, where there is room to say it. */
  readonly noun?: string;
}

/** `2nd` and `new`, where they hold. */
export function SinceMarks({ row, range, noun = '' }: SinceMarksProps) {
  const cells = useStyles2(getTableStyles);
  const { nth } = sinceText(row, range, useTimes().calendar);
  return (
    <>
      {nth && (
        <span className={cells.mark} title={`${nth} time in this range`}>
          {nth}
          {noun}
        </span>
      )}
      {row.isNew && (
        <span
          className={cx(cells.mark, cells.markNew)}
          title={`First seen in ${newSpan(row.range ?? range)} of the range`}
        >
          new
        </span>
      )}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    actors: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: 4,
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
    }),
  };
}
