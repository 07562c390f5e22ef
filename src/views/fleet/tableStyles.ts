// Sizes and looks that the parts of the fleet table share.
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

import type { FleetLine } from './fleetLines';

/** Least heights in pixels: lines grow with their text. */
export const LINE_HEIGHTS: Record<FleetLine['type'], number> = { section: 32, group: 30, row: 40, total: 36 };

/** What a card likely takes. */
export const CARD_HEIGHT = 132;

/** Pixels of its place that a curve leaves free. */
export const SPARK_MARGIN = 12;

/** Styles of cells, shared by all kinds of lines. */
export function getTableStyles(theme: GrafanaTheme2) {
  const small = { ...theme.typography.bodySmall, lineHeight: 1.3 };
  return {
    small: css(small),
    quiet: css({ ...small, color: theme.colors.text.secondary }),
    clipped: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
    /** One of the contents that share a cell. */
    line: css({ lineHeight: 1.3, minHeight: '1.3em' }),
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
