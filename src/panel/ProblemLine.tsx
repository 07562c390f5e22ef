// Some queries failed: which, and what that means for the verdict. Stands above a timeline, never instead of it.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { count } from '../kit/text';
import type { QueryProblem } from './readPanel';

export const PROBLEM_HEIGHT = 24;

export function ProblemLine({ problems }: { readonly problems: readonly QueryProblem[] }) {
  const styles = useStyles2(getStyles);
  const [first] = problems;
  const text = `${first?.refId ? `${first.refId}: ` : ''}${first?.message ?? ''}. What needs it is not assessed, and not clean.`;
  return (
    <div className={styles} role="alert" title={problems.map((p) => `${p.refId} ${p.message}`).join('\n')}>
      <b>{count(problems.length, 'query', 'queries')} failed.</b> {text}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return css({
    height: PROBLEM_HEIGHT - 4,
    margin: theme.spacing(0, 1.5, 0.5),
    padding: theme.spacing(0, 1),
    borderLeft: `2px solid ${theme.colors.warning.border}`,
    background: theme.colors.background.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: `${PROBLEM_HEIGHT - 4}px`,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  });
}
