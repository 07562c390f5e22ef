// The verdict in three lines: who does what, what harm, how sure.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Finding } from '../../model/finding';
import { SeverityIcon } from '../SeverityIcon';
import { useTimes } from '../time/times';
import { gradeText, stateText, type Seen } from './stateText';
import { VerdictFrame } from './VerdictFrame';

export interface FindingVerdictProps {
  readonly finding: Finding;
  /** What was looked at: `ended … ago` counts from its end, and what began before it is told so. */
  readonly seen: Seen;
  /** Rank of the heading on the page. */
  readonly level?: 1 | 2 | 3;
  /** Buttons beside the heading. */
  readonly actions?: React.ReactNode;
  /** A line below the grade. */
  readonly children?: React.ReactNode;
}

export function FindingVerdict({ finding, seen, level = 2, actions, children }: FindingVerdictProps) {
  const styles = useStyles2(getStyles);
  const times = useTimes();
  const Heading = `h${level}` as const;
  return (
    <VerdictFrame
      icon={<SeverityIcon severity={finding.severity} size={30} />}
      heading={<Heading className={styles.summary}>{finding.summary}</Heading>}
      actions={actions}
    >
      {finding.detail !== '' && <div>{finding.detail}</div>}
      <div className={styles.grade}>
        <span className={finding.state === 'fighting' ? styles.running : styles.state}>
          {stateText(finding, seen, times)}
        </span>
        {' · '}
        {gradeText(finding)}
      </div>
      {children}
    </VerdictFrame>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    summary: css({ margin: 0, fontSize: theme.typography.h4.fontSize, fontWeight: theme.typography.fontWeightMedium }),
    grade: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
    state: css({ display: 'inline-block', '&::first-letter': { textTransform: 'uppercase' } }),
    // What is still on is news, what has ended is history.
    running: css({
      display: 'inline-block',
      '&::first-letter': { textTransform: 'uppercase' },
      color: theme.colors.text.primary,
      fontWeight: theme.typography.fontWeightMedium,
    }),
  };
}
