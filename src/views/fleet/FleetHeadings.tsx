// The lines between the rows of the fleet table: sections, groups with one cause, the totals.
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import { count, number } from '../../kit/text';
import { NUMBER_COLUMNS } from './columnTitles';
import { SeverityTally } from './FleetHeadline';
import type { FleetLayout, Slot } from './fleetLayout';
import type { FleetLine, Sums } from './fleetLines';
import type { Column } from './fleetOrder';
import type { Phase } from './fleetRows';
import { PHASE_NAMES } from './phaseNames';
import { getTableStyles, LINE_HEIGHTS } from './tableStyles';

interface LineProps<T extends FleetLine['type']> {
  readonly line: Extract<FleetLine, { type: T }>;
  readonly layout: FleetLayout;
  readonly lineKey: string;
}

const isNumbers = (slot: Slot) => slot.columns.some((column) => NUMBER_COLUMNS.includes(column));

/** Places left of the numbers. */
const beforeNumbers = ({ slots }: FleetLayout) => slots.filter((slot) => !isNumbers(slot)).length;

/** What is on, if not now then when. */
const sectionName = (phase: Phase, asOf: string | undefined): string =>
  phase === 'on' && asOf ? `On ${asOf}` : PHASE_NAMES[phase];

/** `On now 16`, with what there is of each severity. */
export function SectionLine({ line, layout, lineKey, asOf }: LineProps<'section'> & { readonly asOf?: string }) {
  const styles = useStyles2(getStyles);
  return (
    <tr data-line={lineKey} className={styles.section}>
      <th colSpan={layout.slots.length} scope="rowgroup">
        <span className={styles.sectionWords}>
          <span>
            <span className={styles.name}>{sectionName(line.phase, asOf)}</span>
            <span className={styles.about}>{number(line.count)} · severity first, then replica-minutes short</span>
          </span>
          <SeverityTally counts={line.severities} isPast={line.phase === 'ended'} />
        </span>
      </th>
    </tr>
  );
}

/** A cause that several rows share, with the fix that covers them and their sums; opens and closes. */
export function GroupLine({ line, layout, lineKey, onToggle }: LineProps<'group'> & { readonly onToggle: () => void }) {
  const styles = useStyles2(getStyles);
  const finding = line.rows[0]?.finding;
  const fix = finding?.fixes.find((candidate) => candidate.term === 'for-good') ?? finding?.fixes[0];
  const about = [
    `same cause in ${line.rows.length}`,
    fix ? `fix: ${fix.title}` : '',
    foldedSums(line.sums, layout),
  ].filter((part) => part !== '');
  return (
    <tr data-line={lineKey} className={styles.group}>
      <th colSpan={beforeNumbers(layout)} scope="rowgroup">
        <button type="button" className={styles.toggle} aria-expanded={line.isOpen} onClick={onToggle}>
          <Icon name={line.isOpen ? 'angle-down' : 'angle-right'} size="sm" />
          <span>
            <span className={styles.cause}>{finding?.causeTitle || finding?.title}</span>
            <span className={styles.about}>{about.join(' · ')}</span>
          </span>
        </button>
      </th>
      <SumCells sums={line.sums} layout={layout} />
    </tr>
  );
}

/** The last line: what all rows shown add up to. */
export function TotalLine({ line, layout, lineKey }: LineProps<'total'>) {
  const styles = useStyles2(getStyles);
  const folded = foldedSums(line.sums, layout);
  return (
    <tr data-line={lineKey} className={styles.total}>
      <th colSpan={beforeNumbers(layout)} scope="row">
        {count(line.count, 'workload')}, whole range{folded && ` · ${folded}`}
      </th>
      <SumCells sums={line.sums} layout={layout} />
    </tr>
  );
}

function sumText(sums: Sums, column: Column): string {
  switch (column) {
    case 'pods':
      return sums.pods > 0 ? `${sums.podsInferred ? '≈ ' : ''}${number(Math.round(sums.pods))}` : '';
    case 'hidden':
      return sums.hidden > 0 ? number(sums.hidden) : '';
    case 'short':
      return sums.short > 0 ? number(sums.short) : '';
    default:
      return '';
  }
}

const SUM_WORDS: Partial<Record<Column, string>> = {
  pods: 'pods made',
  hidden: 'hidden writes',
  short: 'rep·min short',
};

/** Sums of the columns that have no place. */
function foldedSums(sums: Sums, layout: FleetLayout): string {
  return NUMBER_COLUMNS.filter((column) => layout.folded.includes(column) && sumText(sums, column) !== '')
    .map((column) => `${sumText(sums, column)} ${SUM_WORDS[column] ?? ''}`)
    .join(' · ');
}

function SumCells({ sums, layout }: { readonly sums: Sums; readonly layout: FleetLayout }) {
  const cells = useStyles2(getTableStyles);
  const styles = useStyles2(getStyles);
  return (
    <>
      {layout.slots.filter(isNumbers).map((slot) => (
        <td key={slot.columns.join()} className={cx(cells.number, styles.sum)}>
          {slot.columns.map((column) => (
            <div key={column} className={cells.line}>
              {sumText(sums, column)}
            </div>
          ))}
        </td>
      ))}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const line = { borderTop: `1px solid ${theme.colors.border.weak}`, background: theme.colors.background.secondary };
  const plain = { fontWeight: theme.typography.fontWeightRegular };
  return {
    section: css({ ...line, height: LINE_HEIGHTS.section, '& th': { ...plain, paddingLeft: theme.spacing(2) } }),
    sectionWords: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', padding: theme.spacing(0.5, 0) }),
    group: css({ ...line, height: LINE_HEIGHTS.group, '& th': { ...plain, padding: 0 } }),
    total: css({
      ...line,
      height: LINE_HEIGHTS.total,
      '& th': { ...plain, paddingLeft: theme.spacing(2), color: theme.colors.text.secondary },
    }),
    name: css({ fontWeight: theme.typography.fontWeightMedium, marginRight: theme.spacing(1) }),
    about: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, marginRight: theme.spacing(2) }),
    toggle: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      width: '100%',
      minHeight: LINE_HEIGHTS.group,
      padding: theme.spacing(0.5, 1, 0.5, 2),
      border: 'none',
      background: 'none',
      textAlign: 'left',
      lineHeight: 1.35,
      color: theme.colors.text.primary,
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    cause: css({
      ...theme.typography.bodySmall,
      fontWeight: theme.typography.fontWeightMedium,
      marginRight: theme.spacing(1),
    }),
    sum: css({ color: theme.colors.text.secondary }),
  };
}
