// A panel with a title, as all blocks of the pages are.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface SectionProps {
  readonly title: string;
  /** Small print beside the title. */
  readonly about?: React.ReactNode;
  /** At the right end of the title line. */
  readonly actions?: React.ReactNode;
  readonly children: React.ReactNode;
}

/** A titled block. */
export function Section({ title, about, actions, children }: SectionProps) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.root}>
      <h2 className={styles.title}>
        <span className={styles.name}>{title}</span>
        {about && <span className={styles.about}>{about}</span>}
        {actions && <span className={styles.actions}>{actions}</span>}
      </h2>
      {children}
    </section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      minWidth: 0,
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
    }),
    name: css({ whiteSpace: 'nowrap' }),
    title: css({
      ...theme.typography.body,
      fontWeight: theme.typography.fontWeightMedium,
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0, 1),
      margin: 0,
      padding: theme.spacing(1.25, 2),
    }),
    about: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
    actions: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, marginLeft: 'auto' }),
  };
}
