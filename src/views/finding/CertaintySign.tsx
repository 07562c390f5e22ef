// How sure a row is: a filled mark was seen, a dashed one was concluded, a filled one with a tick has a second witness.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Certainty } from '../../model/action';

export function CertaintySign({ certainty }: { readonly certainty: Certainty }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.row}>
      <span className={certainty === 'inferred' ? styles.dashed : styles.filled} aria-hidden>
        {certainty === 'confirmed' ? '✓' : ''}
      </span>
      {certainty}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const box = {
    width: 11,
    height: 9,
    borderRadius: 2,
    boxSizing: 'border-box',
    fontSize: 8,
    lineHeight: '9px',
  } as const;
  return {
    row: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75), whiteSpace: 'nowrap' }),
    filled: css({
      ...box,
      background: theme.colors.text.primary,
      color: theme.colors.background.primary,
      textAlign: 'center',
    }),
    dashed: css({ ...box, border: `1px dashed ${theme.colors.text.primary}` }),
  };
}
