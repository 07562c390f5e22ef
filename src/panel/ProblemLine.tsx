// Some queries failed, or part of an answer was left out: what, and what that means for the verdict. Stands above a timeline,
// never instead of it.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { count } from '../kit/text';
import type { QueryProblem } from './readPanel';

export const PROBLEM_HEIGHT = 24;

interface ProblemLineProps {
  readonly problems: readonly QueryProblem[];
  /** What else must be known of the reading: what was left out of the answers, and why. */
  readonly remarks: readonly string[];
}

/** The first failure stands for all; without one, the first remark. */
export function ProblemLine({ problems, remarks }: ProblemLineProps) {
  const styles = useStyles2(getStyles);
  const [first] = problems;
  const told = [...problems.map((p) => `${p.refId} ${p.message}`.trim()), ...remarks];
  return (
    <div className={styles} role={first ? 'alert' : 'status'} title={told.join('\n')}>
      {first ? (
        <>
          <b>{count(problems.length, 'query', 'queries')} failed.</b>{' '}
          {`${first.refId === '' ? '' : `${first.refId}: `}${ended(first.message)} What needs it is not assessed, and not clean.`}
        </>
      ) : (
        remarks[0]
      )}
    </div>
  );
}

/** With one full stop at its end. */
function ended(text: string): string {
  return `${text.replace(/[.\s]+$/, '')}.`;
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
