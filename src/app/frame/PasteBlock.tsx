// Text to paste somewhere else, with its Copy button.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';

export interface PasteBlockProps {
  readonly text: string;
  /** What is copied, for screen readers. */
  readonly label: string;
}

/** A block of code. */
export function PasteBlock({ text, label }: PasteBlockProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.root}>
      <pre tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <ClipboardButton size="sm" variant="secondary" getText={() => text} className={styles.copy} aria-label={`Copy ${label}`}>
        Copy
      </ClipboardButton>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      position: 'relative',
      '& pre': { margin: 0, maxHeight: 320, overflow: 'auto', padding: theme.spacing(1, 10, 1, 1.5), fontSize: 12 },
    }),
    copy: css({ position: 'absolute', top: 6, right: 14 }),
  };
}
