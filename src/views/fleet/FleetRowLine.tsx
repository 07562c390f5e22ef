// One workload in the fleet table. The whole line is a link; Copy fix appears on hover and on focus. What has ended is
// told in secondary text behind a hollow sign, so that the eye stays with what is on.
import React, { memo } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';

import type { Interval } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { LinkProps } from '../linkProps';
import { foldedLine } from './cellText';
import { NUMBER_COLUMNS } from './columnTitles';
import { Actors, FleetCell } from './FleetCell';
import type { FleetLayout, Slot } from './fleetLayout';
import type { FleetRow } from './fleetRows';
import { getTableStyles, LINE_HEIGHTS, SPARK_MARGIN } from './tableStyles';

export interface FleetRowProps {
  readonly row: FleetRow;
  readonly range: Interval;
  readonly inGroup: boolean;
  readonly link: LinkProps;
  /** Text of the fix to copy, '' when there is none. */
  readonly fixText: (finding: Finding) => string;
  readonly layout: FleetLayout;
  readonly lineKey: string;
}

/** Links are made anew each time; those to the same place are the same. */
export function isSameRowLine({ link, ...before }: FleetRowProps, { link: next, ...after }: FleetRowProps): boolean {
  const keys = Object.keys(after) as Array<keyof typeof after>;
  return link.href === next.href && keys.every((key) => before[key] === after[key]);
}

/** The row of one workload. */
export const FleetRowLine = memo(function FleetRowLine(props: FleetRowProps) {
  const { row, inGroup, layout, lineKey } = props;
  const styles = useStyles2(getStyles);
  return (
    <tr
      data-line={lineKey}
      className={cx(styles.row, inGroup && styles.inGroup, row.phase === 'ended' && styles.ended)}
    >
      {layout.slots.map((slot) => (
        <SlotCell key={slot.columns.join()} slot={slot} {...props} />
      ))}
    </tr>
  );
}, isSameRowLine);

function SlotCell({ slot, ...props }: FleetRowProps & { readonly slot: Slot }) {
  const styles = useStyles2(getStyles);
  const cells = useStyles2(getTableStyles);
  const { row, range, link } = props;
  const [first] = slot.columns;
  return (
    <td
      className={cx(first && NUMBER_COLUMNS.includes(first) && cells.number, first === 'severity' && styles.severity)}
    >
      {slot.columns.map((column) => (
        <div key={column} data-column={column} className={cells.line}>
          {column === 'workload' && <WorkloadLink row={row} link={link} />}
          {column === 'what' ? (
            <Sentence {...props} />
          ) : (
            <FleetCell column={column} row={row} range={range} width={slot.width - SPARK_MARGIN} />
          )}
        </div>
      ))}
    </td>
  );
}

/** The name of the workload: a link that covers its whole line. */
export function WorkloadLink({ row, link }: Pick<FleetRowProps, 'row' | 'link'>) {
  const styles = useStyles2(getStyles);
  const cells = useStyles2(getTableStyles);
  return (
    <a
      {...link}
      className={cx(styles.link, cells.clipped, row.phase !== 'ended' && styles.isOn)}
      title={row.workload.name}
      data-fleet-link
    >
      {row.workload.name}
    </a>
  );
}

/** The sentence, whole; what has no column of its own stands before and below it. */
function Sentence({ row, fixText, layout }: FleetRowProps) {
  const styles = useStyles2(getStyles);
  const cells = useStyles2(getTableStyles);
  const folded = foldedLine(row, layout.folded);
  const fix = fixText(row.finding);
  return (
    <div className={styles.what}>
      <div className={styles.sentence}>
        {layout.folded.includes('actors') && (
          <span className={styles.inline}>
            <Actors row={row} />
          </span>
        )}
        {row.finding.summary}
        {row.others.length > 0 && <span className={cells.mark}>{row.others.length} more</span>}
      </div>
      {folded !== '' && <div className={cells.quiet}>{folded}</div>}
      {fix !== '' && (
        <span className={styles.copy}>
          <ClipboardButton
            size="sm"
            variant="secondary"
            icon="copy"
            getText={() => fix}
            aria-label={`Copy fix for ${row.workload.name}`}
          >
            Copy fix
          </ClipboardButton>
        </span>
      )}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    row: css({
      position: 'relative',
      height: LINE_HEIGHTS.row,
      borderTop: `1px solid ${theme.colors.border.weak}`,
      '&:hover, &:focus-within': { background: theme.colors.action.hover },
    }),
    ended: css({ color: theme.colors.text.secondary }),
    inGroup: css({ '& > td:first-of-type': { boxShadow: `inset 3px 0 0 ${theme.colors.border.strong}` } }),
    severity: css({ '& svg': { margin: '0 auto' } }),
    link: css({
      display: 'block',
      lineHeight: 1.3,
      '&::after': { content: '""', position: 'absolute', inset: 0 },
      '&:focus-visible': { outline: 'none' },
      '&:focus-visible::after': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    isOn: css({ color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium }),
    what: css({ position: 'relative', padding: theme.spacing(0.375, 1, 0.375, 0) }),
    sentence: css({ ...theme.typography.bodySmall, lineHeight: 1.3, overflowWrap: 'anywhere' }),
    inline: css({ marginRight: theme.spacing(0.75), verticalAlign: 'middle' }),
    copy: css({
      position: 'absolute',
      right: theme.spacing(1),
      top: 'calc(50% - 12px)',
      zIndex: 1,
      opacity: 0,
      'tr:hover &, tr:focus-within &': { opacity: 1 },
      background: theme.colors.background.primary,
      borderRadius: theme.shape.radius.default,
    }),
  };
}
