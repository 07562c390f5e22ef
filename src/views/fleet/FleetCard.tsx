// One workload of the fleet where there is no room for columns: name and time, the whole sentence, the curve.
import React, { memo } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { useTimes } from '../time/times';
import { foldedLine, whereText } from './cellText';
import { Actors, Curve, FleetCell, SinceMarks } from './FleetCell';
import { isSameRowLine, WorkloadLink, type FleetRowProps } from './FleetRowLine';
import { sinceText } from './sinceText';
import { getTableStyles } from './tableStyles';

/** Cards from this width on have the curve beside the words. */
const BESIDE_FROM = 520;
/** Pixels of a curve beside the words, and of the widest one below them. */
const BESIDE = 170;
const MOST = 300;
/** What a card's padding, and the badges and gaps beside a curve, take. */
const ROUND_CURVE = 100;

/** The card of one workload: a row with one cell. Wide ones have the curve at the right, narrow ones below. */
export const FleetCard = memo(function FleetCard(props: FleetRowProps) {
  const { row, range, inGroup, layout, lineKey } = props;
  const styles = useStyles2(getStyles);
  const cells = useStyles2(getTableStyles);
  const isEnded = row.phase === 'ended';
  const folded = foldedLine(row, layout.folded);
  const width = layout.slots[0]?.width ?? 0;
  const isBeside = width >= BESIDE_FROM;
  const curve = isBeside ? BESIDE : Math.min(MOST, width - ROUND_CURVE);
  return (
    <tr data-line={lineKey} className={cx(styles.card, inGroup && styles.inGroup, isEnded && styles.ended)}>
      <td>
        <CardHead {...props} />
        <div className={cx(styles.body, isBeside && styles.beside)}>
          <div className={styles.words}>
            <div className={styles.sentence} data-column="what">
              {row.finding.summary}
              {row.others.length > 0 && <span className={cells.mark}>{row.others.length} more</span>}
            </div>
            {folded !== '' && <div className={cells.quiet}>{folded}</div>}
          </div>
          <div className={styles.curve}>
            <Actors row={row} />
            <Curve row={row} range={range} width={curve} />
          </div>
        </div>
      </td>
    </tr>
  );
}, isSameRowLine);

/** What it is, and since when. */
function CardHead({ row, range, link }: FleetRowProps) {
  const styles = useStyles2(getStyles);
  const cells = useStyles2(getTableStyles);
  const { span, length } = sinceText(row, range, useTimes().calendar);
  return (
    <div className={styles.head}>
      <FleetCell column="severity" row={row} range={range} width={0} />
      <span className={styles.name}>
        <WorkloadLink row={row} link={link} />
      </span>
      <span className={cx(cells.quiet, cells.clipped, styles.where)} title={whereText(row.workload)}>
        {whereText(row.workload)}
      </span>
      <span className={cx(cells.quiet, styles.since)} data-column="since">
        {/* What has just stopped still counts as on, and has both ends. */}
        {row.finding.state === 'ended' ? '' : 'since '}
        {span} · {length}
        <SinceMarks row={row} range={range} noun=" time" />
      </span>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    card: css({
      position: 'relative',
      borderTop: `1px solid ${theme.colors.border.weak}`,
      '&:hover, &:focus-within': { background: theme.colors.action.hover },
      '& > td': { padding: theme.spacing(0.75, 1.5) },
    }),
    ended: css({ color: theme.colors.text.secondary }),
    inGroup: css({ '& > td': { boxShadow: `inset 3px 0 0 ${theme.colors.border.strong}` } }),
    head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0, 1), minWidth: 0 }),
    name: css({ maxWidth: '60%' }),
    where: css({ flex: '1 1 80px', minWidth: 0 }),
    since: css({ whiteSpace: 'nowrap' }),
    body: css({ display: 'grid', alignItems: 'center', gap: theme.spacing(0, 2) }),
    beside: css({ gridTemplateColumns: `1fr ${BESIDE + ROUND_CURVE - 24}px` }),
    words: css({ minWidth: 0 }),
    sentence: css({ ...theme.typography.bodySmall, lineHeight: 1.35, overflowWrap: 'anywhere' }),
    curve: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), minHeight: 36 }),
  };
}
