// The lines between the rows of the fleet table: sections, groups with one cause, the totals.
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import { count, number } from '../../kit/text';
import { PHASE_NAMES } from './FleetFilterBar';
import { SeverityTally } from './FleetHeadline';
import type { FleetLine, Sums } from './fleetLines';
import { COLUMNS } from './fleetOrder';
import { getTableStyles, LINE_HEIGHTS } from './tableStyles';

type LineOf<T extends FleetLine['type']> = Extract<FleetLine, { type: T }>;

/** Cells left of the three numbers. */
const BEFORE_NUMBERS = COLUMNS.length - 3;

/** `On now 16`, with what there is of each severity. */
export function SectionLine({ line }: { readonly line: LineOf<'section'> }) {
  const styles = useStyles2(getStyles);
  return (
    <tr className={styles.section}>
      <th colSpan={COLUMNS.length} scope="rowgroup">
        <span className={styles.sectionWords}>
          <span className={styles.name}>{PHASE_NAMES[line.phase]}</span>
          <span className={styles.about}>{number(line.count)} · severity first, then replica-minutes short</span>
          <SeverityTally counts={line.severities} />
        </span>
      </th>
    </tr>
  );
}

/** A cause that several rows share, with the fix that covers them and their sums; opens and closes. */
export function GroupLine({ line, onToggle }: { readonly line: LineOf<'group'>; readonly onToggle: () => void }) {
  const styles = useStyles2(getStyles);
  const finding = line.rows[0]?.finding;
  const fix = finding?.fixes.find((candidate) => candidate.term === 'for-good') ?? finding?.fixes[0];
  return (
    <tr className={styles.group}>
      <th colSpan={BEFORE_NUMBERS} scope="rowgroup">
        <button type="button" className={styles.toggle} aria-expanded={line.isOpen} onClick={onToggle}>
          <Icon name={line.isOpen ? 'angle-down' : 'angle-right'} size="sm" />
          <span className={styles.cause}>{finding?.causeTitle || finding?.title}</span>
          <span className={styles.about}>
            same cause in {line.rows.length}
            {fix ? ` · fix: ${fix.title}` : ''}
          </span>
        </button>
      </th>
      <SumCells sums={line.sums} />
    </tr>
  );
}

/** The last line: what all rows shown add up to. */
export function TotalLine({ line }: { readonly line: LineOf<'total'> }) {
  const styles = useStyles2(getStyles);
  return (
    <tr className={styles.total}>
      <th colSpan={2} />
      <th colSpan={BEFORE_NUMBERS - 2} scope="row">
        {count(line.count, 'workload')}, whole range
      </th>
      <SumCells sums={line.sums} />
    </tr>
  );
}

function SumCells({ sums }: { readonly sums: Sums }) {
  const cells = useStyles2(getTableStyles);
  const styles = useStyles2(getStyles);
  const cell = cx(cells.number, styles.sum);
  return (
    <>
      <td className={cell}>{sums.pods > 0 && `${sums.podsInferred ? '≈ ' : ''}${number(Math.round(sums.pods))}`}</td>
      <td className={cell}>{sums.hidden > 0 && number(sums.hidden)}</td>
      <td className={cell}>{sums.short > 0 && number(sums.short)}</td>
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const line = { borderTop: `1px solid ${theme.colors.border.weak}`, background: theme.colors.background.secondary };
  const plain = { fontWeight: theme.typography.fontWeightRegular };
  return {
    section: css({ ...line, height: LINE_HEIGHTS.section, '& th': { ...plain, paddingLeft: theme.spacing(2) } }),
    sectionWords: css({ display: 'flex', alignItems: 'baseline' }),
    group: css({ ...line, height: LINE_HEIGHTS.group, '& th': { ...plain, padding: 0 } }),
    total: css({ ...line, height: LINE_HEIGHTS.total, '& th': { ...plain, color: theme.colors.text.secondary } }),
    name: css({ fontWeight: theme.typography.fontWeightMedium, marginRight: theme.spacing(1) }),
    about: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, marginRight: theme.spacing(2) }),
    toggle: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      width: '100%',
      height: LINE_HEIGHTS.group,
      padding: theme.spacing(0, 1, 0, 2),
      border: 'none',
      background: 'none',
      textAlign: 'left',
      overflow: 'hidden',
      whiteSpace: 'nowrap',
      color: theme.colors.text.primary,
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    cause: css({ ...theme.typography.bodySmall, fontWeight: theme.typography.fontWeightMedium }),
    sum: css({ color: theme.colors.text.secondary }),
  };
}
