// One of several data sources, in its own state: what it told, how far it is, or why it was not read.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface SourceLineProps {
  /** A shape that repeats the words. */
  readonly sign: React.ReactNode;
  readonly name: string;
  /** The state in words. */
  readonly words: React.ReactNode;
  /** What can be done about it. */
  readonly actions?: React.ReactNode;
  /** What its verdicts stand on, and what must be said of it. */
  readonly children?: React.ReactNode;
}

/** A line, with what belongs to it below. */
export function SourceLine({ sign, name, words, actions, children }: SourceLineProps) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.root} aria-label={`Data source ${name}`}>
      <span className={styles.sign} aria-hidden>
        {sign}
      </span>
      <div className={styles.body}>
        <div className={styles.head}>
          <span className={styles.name}>{name}</span>
          <span className={styles.words}>{words}</span>
          {actions && <span className={styles.actions}>{actions}</span>}
        </div>
        {children}
      </div>
    </li>
  );
}

/** The lines, and what is to be said of several of them. */
export function SourceList({
  children,
  remarks,
}: {
  readonly children: React.ReactNode;
  readonly remarks: readonly string[];
}) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.list}>
      <ul aria-label="Data sources" className={styles.lines}>
        {children}
      </ul>
      {remarks.map((remark) => (
        <div key={remark} role="note" className={styles.remark}>
          {remark}
        </div>
      ))}
    </section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const line = `1px solid ${theme.colors.border.weak}`;
  return {
    list: css({
      background: theme.colors.background.primary,
      border: line,
      borderRadius: theme.shape.radius.default,
      fontVariantNumeric: 'tabular-nums',
    }),
    lines: css({ margin: 0, padding: 0, listStyle: 'none', '& > li + li': { borderTop: line } }),
    root: css({ display: 'flex', gap: theme.spacing(1), padding: theme.spacing(0.75, 2) }),
    sign: css({ display: 'flex', alignItems: 'center', flexShrink: 0, width: 18, height: 24 }),
    body: css({ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(0.25) }),
    head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: theme.spacing(0, 1.5), minHeight: 24 }),
    name: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
    words: css({ flex: '1 1 260px', minWidth: 0, color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
    actions: css({ display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(0.5), marginLeft: 'auto' }),
    remark: css({
      ...theme.typography.bodySmall,
      borderTop: line,
      padding: theme.spacing(0.75, 2),
      color: theme.colors.text.secondary,
    }),
  };
}
