// The smallest sizes: a sentence, then a count. No curve that nobody could read.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { count, duration } from '../kit/text';
import type { TimeWords } from '../kit/times';
import { sum } from '../kit/stats';
import type { Finding } from '../model/finding';
import { SeverityIcon } from '../views/SeverityIcon';
import { useTimes } from '../views/time/times';
import type { ReadyState } from './readPanel';

export interface WordsOnlyProps {
  readonly state: ReadyState;
  readonly density: 'sentence' | 'count';
  readonly href: string;
  readonly onOpen: () => void;
}

function sinceText(finding: Finding, words: TimeWords): string {
  const [first] = finding.intervals;
  const length = sum(finding.intervals.map((i) => i.to - i.from));
  return finding.state === 'fighting' && first ? `since ${words.clock(first.from, false)}` : duration(length);
}

export function WordsOnly({ state, density, href, onOpen }: WordsOnlyProps) {
  const styles = useStyles2(getStyles);
  const times = useTimes();
  const { findings, history } = state;
  const [worst] = findings;
  const isCount = density === 'count';
  const head = isCount ? (worst ? count(findings.length, 'fight') : 'quiet') : history.workload.name;
  return (
    <div className={styles.root}>
      <div className={styles.row}>
        <SeverityIcon severity={worst?.severity ?? 'info'} size={17} />
        <button type="button" className={styles.head} onClick={onOpen} title={worst?.summary ?? ''}>
          {head}
        </button>
        {!isCount && (
          <a className={styles.quiet} href={href}>
            open ↗
          </a>
        )}
      </div>
      {worst && <div className={isCount ? styles.one : styles.two}>{isCount ? shortLabel(worst) : worst.label}</div>}
      {worst && !isCount && <div className={styles.quiet}>{sinceText(worst, times)}</div>}
      {!worst && !isCount && <div className={styles.two}>{history.quietReason || 'no finding'}</div>}
    </div>
  );
}

/** `HPA × VPA, 70 min`. */
function shortLabel(finding: Finding): string {
  const [words = finding.label] = finding.label.split(/ on | · |:/);
  const length = sum(finding.intervals.map((i) => i.to - i.from));
  return `${words}, ${duration(length)}`;
}

function getStyles(theme: GrafanaTheme2) {
  const line = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    root: css({
      padding: theme.spacing(0.5, 1),
      fontSize: theme.typography.bodySmall.fontSize,
      fontVariantNumeric: 'tabular-nums',
    }),
    row: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75), marginBottom: theme.spacing(0.25) }),
    head: css({
      all: 'unset',
      ...line,
      flex: 1,
      cursor: 'pointer',
      fontSize: theme.typography.body.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}` },
    }),
    one: css(line),
    two: css({ display: '-webkit-box', overflow: 'hidden', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical' }),
    quiet: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  };
}
