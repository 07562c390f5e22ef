// Text to paste, with its copy button always in reach.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';

export interface PasteBoxProps {
  readonly text: string;
  /** What is copied, for the name of the button: `command`, `manifest`, `query`. */
  readonly what: string;
}

export function PasteBox({ text, what }: PasteBoxProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box}>
      <pre className={styles.text} tabIndex={0} aria-label={what}>
        {text}
      </pre>
      <ClipboardButton
        className={styles.copy}
        size="sm"
        variant="secondary"
        getText={() => text}
        aria-label={`Copy the ${what}`}
      >
        Copy
      </ClipboardButton>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({ position: 'relative', margin: theme.spacing(0.75, 0, 1.5) }),
    text: css({
      margin: 0,
      padding: theme.spacing(1, 9, 1, 1.5),
      maxHeight: 320,
      overflow: 'auto',
      background: theme.colors.background.canvas,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      color: theme.colors.text.primary,
      fontFamily: theme.typography.fontFamilyMonospace,
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: 1.45,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    }),
    copy: css({ position: 'absolute', top: theme.spacing(0.75), right: theme.spacing(0.75) }),
  };
}
