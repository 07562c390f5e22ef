// The verdict in one line above the timeline: worst severity, workload, sentence, since when, and what is left out.
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { count } from '../kit/text';
import type { ReadyState } from './readPanel';
import { SeverityIcon } from '../views/SeverityIcon';
import { stateText } from '../views/finding/stateText';
import { useTimes } from '../views/time/times';
import type { Density } from '../timeline';

export interface PanelHeaderProps {
  readonly state: ReadyState;
  readonly density: Density;
  readonly width: number;
  /** Lanes that had no room. */
  readonly hidden: readonly string[];
  readonly href: string;
  readonly onOpen: () => void;
}

/** Height of the header by density, for the layout around it. */
export function headerHeight(density: Density): number {
  return density === 'sketch' ? 46 : 28;
}

function hiddenText(hidden: readonly string[]): string {
  return hidden.length === 1 ? `${hidden[0]} hidden` : `${count(hidden.length, 'lane')} hidden`;
}

export function PanelHeader({ state, density, width, hidden, href, onOpen }: PanelHeaderProps) {
  const styles = useStyles2(getStyles);
  const times = useTimes();
  const [worst] = state.findings;
  const { namespace, name } = state.history.workload;
  const now = state.report.range.to;
  const isSketch = density === 'sketch';
  const sentence = worst?.summary ?? `Nothing fought here: ${state.history.quietReason || 'no finding'}`;
  const others = state.workloads > 1 && !isSketch ? ` · worst of ${count(state.workloads, 'workload')}` : '';
  return (
    <div className={styles.header} style={{ height: headerHeight(density) }}>
      <div className={styles.row}>
        <SeverityIcon severity={worst?.severity ?? 'info'} size={17} />
        <button type="button" className={styles.open} onClick={onOpen} title={`${sentence} Open proof and fix.`}>
          <span className={styles.name}>
            {namespace} / {name}
          </span>
          {!isSketch && width >= 640 && <span className={styles.sentence}>{sentence}</span>}
        </button>
        <span className={styles.right}>
          {isSketch ? '' : worst ? stateText(worst, now, times) : 'quiet'}
          {others}
        </span>
        <a
          className={styles.link}
          href={href}
          title={hidden.length > 0 ? `Not shown: ${hidden.join(', ')}` : 'Open the workload page'}
        >
          {hidden.length > 0 ? hiddenText(hidden) : width >= 500 ? 'open' : ''} ↗
        </a>
      </div>
      {isSketch && (
        <button type="button" className={cx(styles.open, styles.second)} onClick={onOpen}>
          <span className={styles.sentence}>{sentence}</span>
        </button>
      )}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const line = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    header: css({ padding: theme.spacing(0, 1), fontVariantNumeric: 'tabular-nums', overflow: 'hidden' }),
    row: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), height: 26 }),
    open: css({
      all: 'unset',
      display: 'flex',
      alignItems: 'baseline',
      gap: theme.spacing(1),
      flex: 1,
      minWidth: 0,
      cursor: 'pointer',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 1 },
    }),
    name: css({ ...line, fontWeight: theme.typography.fontWeightMedium, flexShrink: 0, maxWidth: '100%' }),
    sentence: css({ ...line, fontSize: theme.typography.bodySmall.fontSize, minWidth: 0 }),
    second: css({ width: '100%' }),
    right: css({
      ...line,
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
      flexShrink: 0,
    }),
    link: css({
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
      whiteSpace: 'nowrap',
      '&:hover': { color: theme.colors.text.link },
    }),
  };
}
