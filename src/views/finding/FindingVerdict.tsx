// The verdict in three lines: who does what, what harm, how sure.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { UnixMs } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import { SeverityIcon } from '../SeverityIcon';
import { gradeText } from './stateText';

export interface FindingVerdictProps {
  readonly finding: Finding;
  /** End of the range: what `ended … ago` counts from. */
  readonly now: UnixMs;
  /** Rank of the heading on the page. */
  readonly level?: 1 | 2 | 3;
}

export function FindingVerdict({ finding, now, level = 2 }: FindingVerdictProps) {
  const styles = useStyles2(getStyles);
  const Heading = `h${level}` as const;
  return (
    <div className={styles.row}>
      <SeverityIcon severity={finding.severity} size={30} />
      <div className={styles.words}>
        <Heading className={styles.summary}>{finding.summary}</Heading>
        {finding.detail !== '' && <div>{finding.detail}</div>}
        <div className={styles.grade}>{gradeText(finding, now)}</div>
      </div>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    row: css({ display: 'flex', gap: theme.spacing(2), alignItems: 'flex-start' }),
    words: css({ minWidth: 0, fontVariantNumeric: 'tabular-nums' }),
    summary: css({ margin: 0, fontSize: theme.typography.h4.fontSize, fontWeight: theme.typography.fontWeightMedium }),
    grade: css({
      marginTop: theme.spacing(0.5),
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
  };
}
