// How a section below the fleet's table looks: a box under a heading with words about it.
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

export function getSectionStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
    }),
    title: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      margin: 0,
      ...theme.typography.body,
      fontWeight: theme.typography.fontWeightMedium,
      background: theme.colors.background.secondary,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    about: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  };
}
