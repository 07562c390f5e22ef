// One remedy: what to paste, why it ends the fight, what it costs, how to undo and how to check it. What confirms the
// finding stands before all remedies, once.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Fix } from '../../model/fix';
import { FIX_ROWS, TERM_WORDS } from '../../model/fixWords';
import { PasteBox } from './PasteBox';
import { patchesText } from './patchText';

export interface FixCardProps {
  readonly fix: Fix;
  /** Trade-off, undo and verification wait behind a line to open. */
  readonly isShort?: boolean;
}

export function FixCard({ fix, isShort = false }: FixCardProps) {
  const styles = useStyles2(getStyles);
  const manifest = patchesText(fix);
  const rows = FIX_ROWS.map(([name, key]) => [name, fix[key]] as const).filter(([, text]) => text !== '');
  const facts = (
    <dl className={styles.facts}>
      {rows.map(([name, text]) => (
        <React.Fragment key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </React.Fragment>
      ))}
    </dl>
  );
  return (
    <article className={styles.card}>
      <h4 className={styles.title}>
        {TERM_WORDS[fix.term]}: {fix.title}
      </h4>
      <div className={styles.why}>{fix.why}</div>
      {fix.withheld !== undefined && <div className={styles.withheld}>{fix.withheld}.</div>}
      {fix.command && <PasteBox isCommand text={fix.command} what={`command: ${fix.title}`} />}
      {manifest !== '' && <PasteBox text={manifest} what={`manifest: ${fix.title}`} />}
      {isShort && rows.length > 0 ? (
        <details className={styles.more}>
          <summary>{rows.map(([name]) => name).join(', ')}</summary>
          {facts}
        </details>
      ) : (
        facts
      )}
    </article>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    card: css({ '& + &': { marginTop: theme.spacing(2) } }),
    title: css({ margin: 0, fontSize: theme.typography.body.fontSize, fontWeight: theme.typography.fontWeightMedium }),
    why: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
    withheld: css({
      marginTop: theme.spacing(0.75),
      paddingLeft: theme.spacing(1),
      borderLeft: `3px solid ${theme.colors.warning.border}`,
      overflowWrap: 'anywhere',
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    more: css({ fontSize: theme.typography.bodySmall.fontSize, '& > summary': { color: theme.colors.text.link } }),
    facts: css({
      display: 'grid',
      gridTemplateColumns: '72px 1fr',
      gap: theme.spacing(0.5, 1),
      margin: theme.spacing(1, 0, 0),
      fontSize: theme.typography.bodySmall.fontSize,
      '& dt': { margin: 0, fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.secondary },
      '& dd': { margin: 0 },
    }),
  };
}
