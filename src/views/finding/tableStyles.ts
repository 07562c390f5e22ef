// One look for the tables of proof, echoes and actions.
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

export function getTableStyles(theme: GrafanaTheme2) {
  return {
    scroll: css({ overflow: 'auto' }),
    table: css({
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: theme.typography.bodySmall.fontSize,
      fontVariantNumeric: 'tabular-nums',
      '& th': {
        padding: theme.spacing(0.5, 1),
        textAlign: 'left',
        fontWeight: theme.typography.fontWeightRegular,
        color: theme.colors.text.secondary,
        whiteSpace: 'nowrap',
      },
      '& td': {
        padding: theme.spacing(0.75, 1),
        borderTop: `1px solid ${theme.colors.border.weak}`,
        verticalAlign: 'top',
      },
      '& tr[data-chosen="true"] td': { background: theme.colors.action.selected },
      '& tbody tr:hover td': { background: theme.colors.action.hover },
    }),
    code: css({
      fontFamily: theme.typography.fontFamilyMonospace,
      fontSize: 11,
      color: theme.colors.text.secondary,
      overflowWrap: 'break-word',
    }),
    /** A value that would be misread in two lines. */
    whole: css({ whiteSpace: 'nowrap' }),
    quiet: css({ color: theme.colors.text.secondary }),
  };
}
