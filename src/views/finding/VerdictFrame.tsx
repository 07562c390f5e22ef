// The shape of a verdict: sign, heading and buttons in one line, everything else below over the whole width. Narrow, the
// buttons stand last.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface VerdictFrameProps {
  readonly icon: React.ReactNode;
  readonly heading: React.ReactNode;
  /** Buttons at the right end of the heading. */
  readonly actions?: React.ReactNode;
  /** What stands below the heading. */
  readonly children: React.ReactNode;
}

export function VerdictFrame({ icon, heading, actions, children }: VerdictFrameProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.frame}>
      <div className={styles.icon}>{icon}</div>
      <div className={styles.heading}>{heading}</div>
      <div className={styles.rest}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const narrow = `@media (max-width: ${theme.breakpoints.values.md}px)`;
  return {
    frame: css({
      display: 'grid',
      gridTemplateColumns: 'auto 1fr auto',
      gridTemplateAreas: '"icon heading actions" "icon rest rest"',
      columnGap: theme.spacing(2),
      rowGap: theme.spacing(0.25),
      alignItems: 'start',
      fontVariantNumeric: 'tabular-nums',
      [narrow]: {
        gridTemplateColumns: 'auto 1fr',
        gridTemplateAreas: '"icon heading" "rest rest" "actions actions"',
        columnGap: theme.spacing(1.5),
        rowGap: theme.spacing(0.75),
      },
    }),
    icon: css({ gridArea: 'icon' }),
    heading: css({ gridArea: 'heading', minWidth: 0, alignSelf: 'center' }),
    actions: css({
      gridArea: 'actions',
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      [narrow]: { marginTop: theme.spacing(0.5) },
    }),
    rest: css({ gridArea: 'rest', minWidth: 0 }),
  };
}
