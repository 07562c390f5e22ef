// What comes before every remedy: a read-only look at the cluster, and what it must print for the finding to be true.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Finding } from '../../model/finding';
import { CONFIRMED_BY } from '../../model/fixWords';
import { PasteBox } from './PasteBox';

/** Nothing where the finding has no advice at all. */
export function ConfirmFirst({ finding }: { readonly finding: Finding }) {
  const styles = useStyles2(getStyles);
  const confirm = finding.fixes[0]?.confirm;
  if (confirm === undefined) {
    return null;
  }
  return (
    <article className={styles.card}>
      <h4 className={styles.title}>First: confirm it in the cluster</h4>
      {confirm.command !== undefined && <PasteBox isCommand text={confirm.command} what={`check: ${finding.title}`} />}
      <div className={styles.expect}>
        {CONFIRMED_BY} {confirm.expect}.
      </div>
    </article>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    card: css({ marginBottom: theme.spacing(2) }),
    title: css({ margin: 0, fontSize: theme.typography.body.fontSize, fontWeight: theme.typography.fontWeightMedium }),
    expect: css({
      marginTop: theme.spacing(-0.5),
      overflowWrap: 'anywhere',
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
    }),
  };
}
