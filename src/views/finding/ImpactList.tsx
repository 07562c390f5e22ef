// What it cost so far: numbers right-aligned, what they count beside them.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Impact } from '../../model/finding';
import { impactRows } from './impactRows';

export function ImpactList({ impact }: { readonly impact: Impact }) {
  const styles = useStyles2(getStyles);
  const rows = impactRows(impact);
  return rows.length === 0 ? null : (
    <dl className={styles}>
      {rows.map(([value, what]) => (
        <React.Fragment key={what}>
          <dt>{value}</dt>
          <dd>{what}</dd>
        </React.Fragment>
      ))}
    </dl>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return css({
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    gap: theme.spacing(0.5, 1.5),
    margin: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    '& dt': { margin: 0, textAlign: 'right', fontWeight: theme.typography.fontWeightMedium },
    '& dd': { margin: 0, color: theme.colors.text.secondary },
  });
}
