// Who decides on a field, in one or two words.
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import type { Ownership } from '../model/report';
import { hueOf } from '../timeline';
import { ownerText } from './ownerText';

/** Nobody and contested are the news, so they are bold; an owner has a dot in its hue and its name. */
export function OwnerSign({ ownership }: { readonly ownership?: Ownership }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const isNews = ownership?.state === 'nobody' || ownership?.state === 'contested';
  const owner = ownership?.state === 'owned' ? ownership.owners[0] : undefined;
  return (
    <span
      className={cx(styles.owner, isNews && styles.news, ownership?.state === 'manifest' && styles.manifest)}
      title={ownership?.note}
    >
      {owner && <span className={styles.dot} style={{ background: hueOf(owner.family, theme.isDark) }} />}
      {ownerText(ownership)}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    owner: css({ display: 'inline-flex', alignItems: 'center', gap: 6, ...theme.typography.bodySmall }),
    news: css({ fontWeight: theme.typography.fontWeightBold }),
    manifest: css({ color: theme.colors.text.secondary }),
    dot: css({ width: 6, height: 6, borderRadius: '50%', flexShrink: 0 }),
  };
}
