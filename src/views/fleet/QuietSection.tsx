// Workloads that moved or could have fought, but did not: each with its curve and the reason why it is quiet.
import React, { useState } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import type { Interval } from '../../kit/interval';
import { number } from '../../kit/text';
import { verdictWords, type Verdict } from '../../model/verdict';
import type { LinkProps } from '../linkProps';
import { VerdictIcon } from '../VerdictIcon';
import type { QuietRow } from './fleetRows';
import { Sparkline } from './Sparkline';
import { getTableStyles } from './tableStyles';

interface QuietSectionProps {
  readonly quiet: readonly QuietRow[];
  /** On all of them together. */
  readonly verdict: Verdict;
  readonly range: Interval;
  readonly linkTo: (row: QuietRow) => LinkProps;
}

/** Shown at first, and by each further step. */
const FIRST = 24;
const STEP = 200;

/** The quiet workloads in columns. */
export function QuietSection({ quiet, verdict: together, range, linkTo }: QuietSectionProps) {
  const styles = useStyles2(getStyles);
  const cells = useStyles2(getTableStyles);
  const [most, setMost] = useState(FIRST);
  const shown = quiet.slice(0, most);
  const left = quiet.length - shown.length;
  return (
    <section className={styles.root} aria-label="Workloads without a finding">
      <h2 className={styles.title}>
        <VerdictIcon verdict={together} />
        Without a finding{' '}
        <span className={styles.about}>{number(quiet.length)} · each with what it did, and what was not judged</span>
      </h2>
      <ul className={styles.grid}>
        {shown.map((row) => {
          const { workload, quietReason, verdict, unjudged } = row.history;
          const said =
            verdict === 'calm'
              ? quietReason
              : [quietReason, verdictWords({ verdict, unjudged })].filter(Boolean).join(' · ');
          return (
            <li key={row.key} className={styles.item}>
              <VerdictIcon verdict={verdict} size={14} />
              <Sparkline history={row.history} range={range} width={112} height={24} isQuiet />
              <div className={styles.words}>
                <a
                  {...linkTo(row)}
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
        })}
      </ul>
      {left > 0 && (
        <Button fill="text" size="sm" onClick={() => setMost(most + STEP)}>
          {left > STEP ? `Show ${STEP} more` : `Show all ${number(quiet.length)}`}
        </Button>
      )}
    </section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
    }),
    title: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      margin: 0,
      height: 32,
      padding: theme.spacing(0, 2),
      ...theme.typography.body,
      fontWeight: theme.typography.fontWeightMedium,
      background: theme.colors.background.secondary,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    about: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
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
