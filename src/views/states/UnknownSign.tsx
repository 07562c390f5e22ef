// The sign of what is not known: a hatched square with a question mark.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** The sign alone: the words stand beside it. */
export function UnknownSign({ size = 28 }: { readonly size?: number }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles} style={{ width: size, height: size, fontSize: size / 2 }} aria-hidden>
      ?
    </span>
  );
}

function getStyles(theme: GrafanaTheme2): string {
  return css({
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    border: `1px dashed ${theme.colors.border.strong}`,
    borderRadius: theme.shape.radius.default,
    background: `repeating-linear-gradient(45deg, ${theme.colors.border.medium} 0 1px, transparent 1px 5px)`,
    fontWeight: theme.typography.fontWeightBold,
  });
}
