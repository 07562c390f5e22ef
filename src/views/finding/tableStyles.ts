// One look for the tables of proof, echoes and actions.
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** Of a table without room for columns. */
function stackedTable(theme: GrafanaTheme2) {
  return {
    '&, & tbody, & tr, & td, & tbody th': { display: 'block' },
    '& thead': { display: 'none' },
    '& tr': { padding: theme.spacing(0.75, 0), borderTop: `1px solid ${theme.colors.border.weak}` },
    '& td, & tbody th': { padding: theme.spacing(0.125, 1), border: 'none' },
    '& td:empty': { display: 'none' },
    '& td:first-child, & tbody th': {
      fontWeight: theme.typography.fontWeightMedium,
      color: theme.colors.text.primary,
    },
    '& td[data-title]::before': {
      content: 'attr(data-title) ": "',
      fontFamily: theme.typography.fontFamily,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightRegular,
      color: theme.colors.text.secondary,
    },
  };
}

export function getTableStyles(theme: GrafanaTheme2) {
  const stacked = stackedTable(theme);
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
    /** Each cell a line with its heading (`data-title`) before it. */
    stacked: css(stacked),
    /** The same only where the window has no room for columns. */
    stacking: css({ '@media (max-width: 700px)': stacked }),
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
