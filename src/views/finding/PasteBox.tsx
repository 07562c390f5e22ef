// Text to paste, under a line that says what it is and keeps its copy button in reach. No word is broken: commands go on in
// the next line as a shell allows, everything else scrolls.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { useColumns } from './useColumns';
import { wrapCommand } from './wrapCommand';

export interface PasteBoxProps {
  readonly text: string;
  /** What is copied, for the name of the button: `command: Stop the VPA`, `panel JSON`. */
  readonly what: string;
  /** Shell words: shown in several lines where one is too long, copied as they are. */
  readonly isCommand?: boolean;
}

export function PasteBox({ text, what, isCommand = false }: PasteBoxProps) {
  const styles = useStyles2(getStyles);
  const [box, columns] = useColumns<HTMLPreElement>();
  return (
    <div className={styles.box}>
      <div className={styles.head}>
        <span className={styles.what}>{what.split(':')[0]}</span>
        <ClipboardButton
          size="sm"
          variant="secondary"
          fill="text"
          icon="copy"
          getText={() => text}
          aria-label={`Copy the ${what}`}
        >
          Copy
        </ClipboardButton>
      </div>
      <pre ref={box} className={styles.text} tabIndex={0} aria-label={what}>
        {isCommand ? wrapCommand(text, columns) : text}
      </pre>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({
      margin: theme.spacing(0.75, 0, 1.5),
      background: theme.colors.background.canvas,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
    }),
    head: css({
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'space-between',
      paddingLeft: theme.spacing(1.5),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    what: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
    text: css({
      margin: 0,
      padding: theme.spacing(1, 1.5),
      maxHeight: 320,
      overflow: 'auto',
      border: 'none',
      background: 'none',
      color: theme.colors.text.primary,
      fontFamily: theme.typography.fontFamilyMonospace,
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: 1.45,
      whiteSpace: 'pre',
    }),
  };
}
