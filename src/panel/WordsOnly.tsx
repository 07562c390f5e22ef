// The verdict without a curve: where none could be read, and where none is wanted. A sentence, then a count.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { PanelSign } from './PanelSign';
import type { PageDoor } from './pageDoor';
import { PageLink } from './PageLink';
import type { PanelVerdict } from './verdict';

export interface WordsOnlyProps {
  readonly verdict: PanelVerdict;
  /** Of the workload; '' where the panel's title says it. */
  readonly name: string;
  readonly density: 'sentence' | 'count';
  readonly height: number;
  readonly door: PageDoor;
  readonly href: string;
  readonly onOpen: () => void;
}

const LINE = 18;
/** Lines of the name and of the state around the sentence. */
const AROUND = 3;

export function WordsOnly({ verdict, name, density, height, door, href, onOpen }: WordsOnlyProps) {
  const styles = useStyles2(getStyles);
  const { sentence, brief, number, shortest, state, since } = verdict;
  const isCount = density === 'count';
  const lines = Math.floor(height / LINE) - AROUND;
  const isTall = lines > 2;
  return (
    <div className={styles.root}>
      <div className={styles.row}>
        <PanelSign verdict={verdict} />
        <button type="button" className={styles.head} onClick={onOpen} title={`${sentence} Open proof and fix.`}>
          {isCount ? number : name || state}
        </button>
        {!isCount && <PageLink door={door} href={href} title="Open the workload page" />}
      </div>
      {isCount ? (
        <div className={styles.line}>{shortest}</div>
      ) : (
        <>
          <div className={styles.words} style={{ WebkitLineClamp: Math.max(2, lines) }}>
            {isTall ? sentence : brief}
          </div>
          {name !== '' && <div className={styles.quiet}>{isTall ? state : since}</div>}
        </>
      )}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const line = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    root: css({
      padding: theme.spacing(0.5, 1),
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: `${LINE}px`,
      fontVariantNumeric: 'tabular-nums',
    }),
    row: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75), marginBottom: theme.spacing(0.25) }),
    head: css({
      all: 'unset',
      ...line,
      flex: 1,
      minWidth: 0,
      cursor: 'pointer',
      fontSize: theme.typography.body.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}` },
    }),
    line: css(line),
    words: css({ display: '-webkit-box', overflow: 'hidden', WebkitBoxOrient: 'vertical' }),
    quiet: css({ ...line, color: theme.colors.text.secondary }),
  };
}
