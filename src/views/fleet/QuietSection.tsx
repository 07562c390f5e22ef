// Workloads that moved or could have fought, but did not: each with its curve and the reason why it is quiet.
import React, { memo } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Interval } from '../../kit/interval';
import { number } from '../../kit/text';
import { verdictWords, type Verdict } from '../../model/verdict';
import type { WorkloadRef } from '../../model/workload';
import { Pages } from '../lines/Pages';
import type { LinkProps } from '../linkProps';
import { VerdictIcon } from '../VerdictIcon';
import type { QuietRow, SourceName } from './fleetRows';
import { getSectionStyles } from './sectionStyles';
import { Sparkline } from './Sparkline';
import { getTableStyles } from './tableStyles';

interface QuietSectionProps {
  readonly quiet: readonly QuietRow[];
  /** On all of them together. */
  readonly verdict: Verdict;
  readonly range: Interval;
  readonly linkTo: (workload: WorkloadRef, finding: undefined, source?: SourceName) => LinkProps;
}

/** Shown at first, and on each page of all of them. */
const FIRST = 24;
const PAGE = 96;

/** The quiet workloads in columns. */
export const QuietSection = memo(function QuietSection(props: QuietSectionProps) {
  const { quiet, verdict: together, range, linkTo } = props;
  const styles = useStyles2(getStyles);
  const section = useStyles2(getSectionStyles);
  return (
    <section className={section.root} aria-label="Workloads without a finding">
      <h2 className={cx(section.title, styles.title)}>
        <VerdictIcon verdict={together} />
        Without a finding{' '}
        <span className={section.about}>{number(quiet.length)} · each with what it did, and what was not judged</span>
      </h2>
      <Pages items={quiet} first={FIRST} size={PAGE}>
        {(shown) => (
          <ul className={styles.grid}>
            {shown.map((row) => (
              <QuietItem key={row.key} row={row} range={range} linkTo={linkTo} />
            ))}
          </ul>
        )}
      </Pages>
    </section>
  );
});

type QuietItemProps = Pick<QuietSectionProps, 'range' | 'linkTo'> & { readonly row: QuietRow };

/** One workload: its curve, its name, what it did. */
function QuietItem({ row, range, linkTo }: QuietItemProps) {
  const styles = useStyles2(getStyles);
  const cells = useStyles2(getTableStyles);
  const { workload, quietReason, verdict, unjudged } = row.history;
  const said =
    verdict === 'calm' ? quietReason : [quietReason, verdictWords({ verdict, unjudged })].filter(Boolean).join(' · ');
  return (
    <li className={styles.item}>
      <VerdictIcon verdict={verdict} size={14} />
      <Sparkline history={row.history} range={range} width={112} height={24} isQuiet />
      <div className={styles.words}>
        <a
          {...linkTo(workload, undefined, row.source)}
          className={cx(styles.link, cells.small, cells.clipped)}
          title={[`${workload.namespace}/${workload.name}`, row.source?.name].filter(Boolean).join(' in ')}
        >
          <b>{workload.name}</b> {workload.namespace}
          {row.source && ` · ${row.source.name}`}
        </a>
        <div className={cx(cells.quiet, cells.clipped)} title={said}>
          {said}
        </div>
      </div>
    </li>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    title: css({ height: 32, padding: theme.spacing(0, 2) }),
    grid: css({
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))',
      gap: theme.spacing(1, 3),
      margin: 0,
      padding: theme.spacing(1.5, 2),
      listStyle: 'none',
    }),
    item: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), minWidth: 0 }),
    words: css({ minWidth: 0 }),
    link: css({
      display: 'block',
      color: theme.colors.text.secondary,
      '& b': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary },
      '&:hover': { textDecoration: 'underline' },
    }),
  };
}
