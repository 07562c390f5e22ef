// The keys of the timeline, shown with `?`.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

const KEYS: ReadonlyArray<readonly [string, string]> = [
  ['← →', 'previous, next mark'],
  ['↑ ↓', 'mark in the lane above, below'],
  ['Home End', 'first, last mark'],
  ['Enter', 'open the finding'],
  ['W S', 'zoom in, out'],
  ['A D', 'earlier, later'],
  ['drag', 'zoom to a span'],
  ['double click', 'zoom out'],
  ['Esc', 'leave'],
];

export function KeyHelp() {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles} aria-label="Keys of the timeline">
      {KEYS.map(([key, what]) => (
        <React.Fragment key={key}>
          <dt>{key}</dt>
          <dd>{what}</dd>
        </React.Fragment>
      ))}
    </dl>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return css({
    position: 'absolute',
    top: theme.spacing(1),
    right: theme.spacing(1),
    zIndex: 2,
    display: 'grid',
    gridTemplateColumns: 'auto auto',
    gap: theme.spacing(0.25, 2),
    margin: 0,
    padding: theme.spacing(1, 1.5),
    background: theme.colors.background.elevated ?? theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    fontSize: theme.typography.bodySmall.fontSize,
    '& dt': { fontWeight: theme.typography.fontWeightMedium, margin: 0 },
    '& dd': { margin: 0, color: theme.colors.text.secondary },
  });
}
