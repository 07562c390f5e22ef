// The frame of every state that is not a report: a title, one sign, one sentence, what to do next.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface StateFrameProps {
  readonly icon: React.ReactNode;
  readonly heading: string;
  /** Proof, reason or what comes next. */
  readonly text: React.ReactNode;
  readonly actions?: React.ReactNode;
  readonly children?: React.ReactNode;
  /** Failures speak up, other states wait to be read. */
  readonly role?: 'alert' | 'status';
}

/** One state, centred in its panel. */
export function StateFrame({ icon, heading, text, actions, children, role = 'status' }: StateFrameProps) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.root} role={role}>
      <div className={styles.icon} aria-hidden>
        {icon}
      </div>
      <h2 className={styles.heading}>{heading}</h2>
      <div className={styles.text}>{text}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
      {children && <div className={styles.more}>{children}</div>}
    </section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'center',
      padding: theme.spacing(5, 2),
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      textAlign: 'center',
    }),
    icon: css({ minHeight: 32, marginBottom: theme.spacing(1) }),
    heading: css({ ...theme.typography.h4, margin: 0 }),
    text: css({
      maxWidth: 640,
      marginTop: theme.spacing(0.5),
      color: theme.colors.text.secondary,
      overflowWrap: 'anywhere',
    }),
    actions: css({
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'center',
      gap: theme.spacing(1),
      marginTop: theme.spacing(2),
    }),
    more: css({ width: '100%', maxWidth: 720, marginTop: theme.spacing(2), textAlign: 'left' }),
  };
}
