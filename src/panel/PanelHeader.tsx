// The verdict above the timeline: its sign and sentence first, then workload, state and what is left out, as room allows.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { PanelSign } from './PanelSign';
import type { HeaderPart, HeaderPlan } from './headerPlan';
import type { PageDoor } from './pageDoor';
import { PageLink } from './PageLink';
import type { PanelVerdict } from './verdict';

export interface PanelHeaderProps {
  readonly verdict: PanelVerdict;
  readonly plan: HeaderPlan;
  /** How many lanes had no room; '' for none. */
  readonly hidden: string;
  /** Names of the lanes that had no room. */
  readonly hiddenLanes: readonly string[];
  readonly door: PageDoor;
  readonly href: string;
  readonly onOpen: () => void;
}

function Part({ part }: { readonly part: HeaderPart }) {
  const styles = useStyles2(getStyles);
  return <span className={part.id === 'name' ? styles.name : styles.quiet}>{part.text}</span>;
}

export function PanelHeader({ verdict, plan, hidden, hiddenLanes, door, href, onOpen }: PanelHeaderProps) {
  const styles = useStyles2(getStyles);
  const { sentence } = verdict;
  const hasWords = plan.shown.some((part) => part.id === 'link');
  const title = [
    hiddenLanes.length > 0 ? `Not shown: ${hiddenLanes.join(', ')}.` : '',
    door === 'open' ? 'Open the workload page' : '',
  ]
    .join(' ')
    .trim();
  const rest = (
    <>
      {plan.shown.map((part) => part.id !== 'link' && <Part key={part.id} part={part} />)}
      <span className={styles.link}>
        <PageLink door={door} href={href} hidden={hidden} isShort={!hasWords} title={title} />
      </span>
    </>
  );
  return (
    <div className={styles.header} style={{ height: plan.height }}>
      <div className={styles.row}>
        <PanelSign verdict={verdict} />
        <button type="button" className={styles.open} onClick={onOpen} title={`${sentence} Open proof and fix.`}>
          <span className={styles.sentence} style={{ WebkitLineClamp: plan.sentenceLines }}>
            {sentence}
          </span>
        </button>
        {!plan.split && rest}
      </div>
      {plan.split && <div className={styles.below}>{rest}</div>}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const small = { fontSize: theme.typography.bodySmall.fontSize, whiteSpace: 'nowrap' } as const;
  return {
    header: css({ padding: theme.spacing(0, 1), fontVariantNumeric: 'tabular-nums', overflow: 'hidden' }),
    row: css({ display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1), paddingTop: 5, lineHeight: '18px' }),
    below: css({ display: 'flex', gap: theme.spacing(1), paddingLeft: 25, lineHeight: '18px' }),
    open: css({
      all: 'unset',
      flex: '0 1 auto',
      minWidth: 0,
      cursor: 'pointer',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 1 },
    }),
    sentence: css({
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      overflow: 'hidden',
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: '18px',
    }),
    name: css({ ...small, fontWeight: theme.typography.fontWeightMedium }),
    quiet: css({ ...small, color: theme.colors.text.secondary }),
    link: css({ marginLeft: 'auto' }),
  };
}
