// Sizes and looks that the parts of the fleet table share. Heights are fixed: the table draws only lines in view.
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

import type { FleetLine } from './fleetLines';
import type { Column } from './fleetOrder';

export const LINE_HEIGHTS: Record<FleetLine['type'], number> = { section: 32, group: 30, row: 40, total: 36 };

export const SPARK_WIDTH = 168;

/** Pixel widths; the sentence takes what is left. */
export const COLUMN_WIDTHS: Record<Column, number | undefined> = {
  severity: 40,
  workload: 132,
  what: undefined,
  actors: 76,
  replicas: SPARK_WIDTH + 12,
  since: 116,
  replicasOwner: 82,
  sizeOwner: 76,
  pods: 60,
  hidden: 56,
  short: 74,
};

/** Styles of cells, shared by all kinds of lines. */
export function getTableStyles(theme: GrafanaTheme2) {
  const small = { ...theme.typography.bodySmall, lineHeight: 1.3 };
  return {
    small: css(small),
    quiet: css({ ...small, color: theme.colors.text.secondary }),
    clipped: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
    number: css({ fontSize: 13, textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
    mark: css({
      ...small,
      display: 'inline-block',
      marginLeft: theme.spacing(0.5),
      padding: '0 4px',
      border: `1px solid ${theme.colors.border.strong}`,
      borderRadius: 3,
      color: theme.colors.text.secondary,
      fontSize: 11,
      lineHeight: '14px',
    }),
    markNew: css({ borderColor: theme.colors.primary.border, color: theme.colors.primary.text }),
  };
}
