// A sweep under way: true progress, what is waited for, and a way out. A large fleet is judged part by part, any other when
// everything is read.
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import { number } from '../../kit/text';

/** Queries answered, of those known so far. */
export interface Progress {
  readonly answered: number;
  readonly total: number;
  /** Id of the query that was answered last. */
  readonly waitingFor: string;
  /** Why nothing is asked right now: the server wants time. */
  readonly pause?: string;
  /** True while what was read is judged. */
  readonly isJudging?: boolean;
  /** Scans say what of the fleet is read, and that is judged part by part. */
  readonly isLarge?: boolean;
  /** In a large fleet: workloads that were read, of those that scans named. */
  readonly read?: { readonly done: number; readonly of: number };
}

interface LoadingStateProps {
  readonly progress?: Progress;
  readonly onCancel: () => void;
}

const SKELETON_ROWS = 8;

/** How far it is, in words. */
export function progressText(progress: Progress | undefined): string {
  if (!progress || progress.total === 0) {
    return 'Asking which workloads there are';
  }
  if (progress.read) {
    const { done, of } = progress.read;
    return `${number(done)} of ${number(of)} workloads read that a scan named${progress.isJudging ? ' · judging' : ''}`;
  }
  if (progress.isJudging) {
    return `All ${progress.total} queries answered · judging`;
  }
  if (progress.pause !== undefined) {
    return `${progress.answered} of ${progress.total} queries answered · ${progress.pause}`;
  }
  return progress.answered < progress.total
    ? `${progress.answered} of ${progress.total} queries answered`
    : `${progress.total} queries answered, planning the next`;
}

/** What the last answer was about: the id of its query without its numbers. */
function subjectOf(progress: Progress | undefined): string {
  const words = progress?.waitingFor
    .replace(/[-.]/g, ' ')
    .replace(/\b\d+\b/g, '')
    .trim();
  return words && !progress?.isJudging ? ` · last: ${words}` : '';
}

/** When it is judged, once that is known: the first answers say how large the fleet is. */
function judgedText(progress: Progress | undefined): string {
  if (progress?.read) {
    return ' · judged as they come';
  }
  if (progress?.isLarge) {
    return ' · a large fleet: scans pick the workloads to read, the worst first, and each part is judged as it comes';
  }
  return progress && progress.total > 0 ? ' · judged once everything has been read' : '';
}

/** Instead of a report that does not exist yet. */
export function LoadingState({ progress, onCancel }: LoadingStateProps) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.root} aria-busy>
      <div className={styles.head}>
        <div role="status">
          <b>{progressText(progress)}</b>
          <span className={styles.about}>
            {subjectOf(progress)}
            {judgedText(progress)}
          </span>
        </div>
        <Button size="sm" variant="secondary" fill="outline" onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <ProgressBar progress={progress} />
      <div className={styles.skeleton} aria-hidden>
        {Array.from({ length: SKELETON_ROWS }, (_, i) => (
          <div key={i} className={styles.row}>
            <span style={{ width: 18 }} />
            <span style={{ width: `${9 + ((i * 5) % 4)}%` }} />
            <span style={{ width: `${34 - ((i * 7) % 12)}%` }} />
            <span style={{ width: '15%', marginLeft: 'auto' }} />
            <span style={{ width: '7%' }} />
            <span style={{ width: '5%' }} />
          </div>
        ))}
      </div>
    </section>
  );
}

interface RefreshStateProps extends LoadingStateProps {
  /** The page shows what this very sweep found so far. */
  readonly isFirst?: boolean;
}

/**
 * For a page that shows a report while a newer one is read, or more of it: the same count and the same way out. It floats, so
 * that nothing on the page moves at each refresh.
 */
export function RefreshState({ progress, isFirst = false, onCancel }: RefreshStateProps) {
  const styles = useStyles2(getStyles);
  const text = progressText(progress);
  return (
    <div className={cx(styles.root, styles.floating)} aria-busy>
      <div className={cx(styles.head, styles.low)}>
        <div role="status">
          {isFirst ? text : `Reading again: ${text.replace(/^[A-Z]/, (first) => first.toLowerCase())}`}
        </div>
        <Button size="sm" variant="secondary" fill="outline" onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <ProgressBar progress={progress} />
    </div>
  );
}

function ProgressBar({ progress }: { readonly progress?: Progress }) {
  const styles = useStyles2(getStyles);
  const { done, of } = progress?.read ?? { done: progress?.answered ?? 0, of: progress?.total ?? 0 };
  const share = of > 0 ? done / of : 0;
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={progress?.read ? 'Workloads read' : 'Queries answered'}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={done}
    >
      <div className={styles.bar} style={{ width: `${Math.max(2, share * 100)}%` }} />
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      overflow: 'hidden',
    }),
    head: css({
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      padding: theme.spacing(1.5, 2),
      fontVariantNumeric: 'tabular-nums',
      '& b': { fontWeight: theme.typography.fontWeightMedium },
    }),
    floating: css({
      position: 'fixed',
      right: theme.spacing(2),
      bottom: theme.spacing(2),
      zIndex: theme.zIndex.navbarFixed,
      maxWidth: `calc(100vw - ${theme.spacing(4)})`,
      boxShadow: theme.shadows.z3,
    }),
    low: css({ padding: theme.spacing(1, 2) }),
    about: css({ color: theme.colors.text.secondary }),
    track: css({ height: 3, background: theme.colors.border.weak }),
    bar: css({ height: '100%', background: theme.colors.primary.main }),
    skeleton: css({ padding: theme.spacing(1, 2) }),
    row: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(2),
      height: 40,
      '& span': { height: 10, borderRadius: 2, background: theme.colors.background.secondary },
    }),
  };
}
