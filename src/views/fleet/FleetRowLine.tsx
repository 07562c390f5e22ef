// One workload in the fleet table. The whole line is a link; Copy fix appears on hover and on focus.
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';

import { distinct } from '../../kit/array';
import type { Interval } from '../../kit/interval';
import { number } from '../../kit/text';
import type { Finding } from '../../model/finding';
import { actorName, letterOf } from '../../timeline';
import { ActorBadge } from '../ActorBadge';
import { OwnerSign } from '../OwnerSign';
import { SeverityIcon } from '../SeverityIcon';
import type { LinkProps } from '../linkProps';
import type { FleetRow } from './fleetRows';
import { sinceText } from './sinceText';
import { Sparkline } from './Sparkline';
import { getTableStyles, LINE_HEIGHTS, SPARK_WIDTH } from './tableStyles';

interface FleetRowLineProps {
  readonly row: FleetRow;
  readonly range: Interval;
  readonly inGroup: boolean;
  readonly link: LinkProps;
  /** Text of the fix to copy, '' when there is none. */
  readonly fix: string;
}

/** The row of one workload. */
export function FleetRowLine({ row, range, inGroup, link, fix }: FleetRowLineProps) {
  const styles = useStyles2(getStyles);
  const cells = useStyles2(getTableStyles);
  const { finding, workload } = row;
  const where = workload.cluster ? `${workload.cluster} / ${workload.namespace}` : workload.namespace;
  return (
    <tr className={cx(styles.row, inGroup && styles.inGroup)}>
      <td className={styles.severity}>
        <SeverityIcon severity={finding.severity} size={18} />
      </td>
      <td>
        <a {...link} className={cx(styles.link, cells.clipped)} data-fleet-link>
          {workload.name}
        </a>
        <div className={cx(cells.quiet, cells.clipped)} title={`${where} · ${workload.kind}`}>
          {where}
        </div>
      </td>
      <td className={styles.what}>
        <div className={styles.sentence} title={finding.summary}>
          {finding.summary}
          {row.others.length > 0 && <span className={cells.mark}>{row.others.length} more</span>}
        </div>
        {fix !== '' && (
          <span className={styles.copy}>
            <ClipboardButton
              size="sm"
              variant="secondary"
              icon="copy"
              getText={() => fix}
              aria-label={`Copy fix for ${workload.name}`}
            >
              Copy fix
            </ClipboardButton>
          </span>
        )}
      </td>
      <td>
        <Actors finding={finding} />
      </td>
      <td>
        {row.history && row.history.curves.some((curve) => curve.id === 'spec') ? (
          <Sparkline history={row.history} range={range} finding={finding} width={SPARK_WIDTH} height={34} />
        ) : (
          <span className={cells.quiet}>no such {workload.kind}</span>
        )}
      </td>
      <td>
        <Since row={row} range={range} />
      </td>
      <td>
        <OwnerSign ownership={row.history?.replicasOwner} />
      </td>
      <td>
        <OwnerSign ownership={row.history?.sizeOwner} />
      </td>
      <Numbers finding={finding} />
    </tr>
  );
}

/** At most two badges: one per letter, and the number of those left out. */
function Actors({ finding }: { readonly finding: Finding }) {
  const styles = useStyles2(getStyles);
  const [first, second, ...rest] = finding.actors;
  return (
    <span className={styles.actors} title={finding.actors.map(actorName).join(' × ')}>
      {first && <ActorBadge family={first.family} name={first.name} />}
      {second && <span aria-hidden>×</span>}
      {second && <ActorBadge family={second.family} name={second.name} />}
      {rest.length > 0 && <span>+{distinct(rest.map(({ family }) => letterOf(family))).length}</span>}
    </span>
  );
}

function Since({ row, range }: { readonly row: FleetRow; readonly range: Interval }) {
  const cells = useStyles2(getTableStyles);
  const since = sinceText(row, range);
  return (
    <>
      <div className={cx(cells.small, cells.clipped)}>{since.span}</div>
      <div className={cells.quiet}>
        {since.length}
        {since.nth && <span className={cells.mark}>{since.nth}</span>}
        {row.isNew && <span className={cx(cells.mark, cells.markNew)}>new</span>}
      </div>
    </>
  );
}

function Numbers({ finding }: { readonly finding: Finding }) {
  const cells = useStyles2(getTableStyles);
  const { podsMade, podsMadeInferred, hiddenWrites, replicaMinutesShort } = finding.impact;
  return (
    <>
      <td className={cells.number}>
        {podsMade ? `${podsMadeInferred ? '≈ ' : ''}${number(Math.round(podsMade))}` : ''}
      </td>
      <td className={cells.number}>{hiddenWrites ? number(hiddenWrites) : ''}</td>
      <td className={cells.number}>{blankZero(replicaMinutesShort)}</td>
    </>
  );
}

/** Whole numbers; what rounds to zero is blank. */
function blankZero(value: number | undefined): string {
  const whole = Math.round(value ?? 0);
  return whole === 0 ? '' : number(whole);
}

function getStyles(theme: GrafanaTheme2) {
  return {
    row: css({
      position: 'relative',
      height: LINE_HEIGHTS.row,
      borderTop: `1px solid ${theme.colors.border.weak}`,
      '&:hover, &:focus-within': { background: theme.colors.action.hover },
    }),
    inGroup: css({ '& > td:first-of-type': { boxShadow: `inset 3px 0 0 ${theme.colors.border.strong}` } }),
    severity: css({ '& svg': { margin: '0 auto' } }),
    link: css({
      display: 'block',
      color: theme.colors.text.primary,
      lineHeight: 1.3,
      '&::after': { content: '""', position: 'absolute', inset: 0 },
      '&:focus-visible': { outline: 'none' },
      '&:focus-visible::after': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    what: css({ position: 'relative' }),
    sentence: css({
      ...theme.typography.bodySmall,
      lineHeight: 1.3,
      display: '-webkit-box',
      WebkitLineClamp: 2,
      WebkitBoxOrient: 'vertical',
      overflow: 'hidden',
      paddingRight: theme.spacing(1),
    }),
    copy: css({
      position: 'absolute',
      right: theme.spacing(1),
      top: 7,
      zIndex: 1,
      opacity: 0,
      'tr:hover &, tr:focus-within &': { opacity: 1 },
      background: theme.colors.background.primary,
      borderRadius: theme.shape.radius.default,
    }),
    actors: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: 4,
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
    }),
  };
}
