// What to do about a finding, and how it comes about: the card beside the timeline.
import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';

import type { Finding } from '../../model/finding';
import type { Fix } from '../../model/fix';
import { TERM_WORDS } from '../../model/fixWords';
import type { WorkloadHistory } from '../../model/report';
import { sameScaler } from '../../model/workload';
import { actorName } from '../../timeline';
import { ActorBadge } from '../../views/ActorBadge';
import { ConfirmFirst } from '../../views/finding/ConfirmFirst';
import { FindingVerdict } from '../../views/finding/FindingVerdict';
import { FixCard } from '../../views/finding/FixCard';
import { ImpactList } from '../../views/finding/ImpactList';
import { impactRows } from '../../views/finding/impactRows';
import type { Seen } from '../../views/finding/stateText';
import { Section } from '../frame/Section';

interface RemediesProps {
  readonly finding: Finding;
  readonly history?: WorkloadHistory;
  readonly seen: Seen;
  /** The timeline follows below: only what helps now stands open. */
  readonly isShort?: boolean;
}

const TABS = ['Fix', 'Mechanism'] as const;

/** The card. */
export function Remedies(props: RemediesProps) {
  const styles = useStyles2(getStyles);
  const [tab, setTab] = useState<(typeof TABS)[number]>('Fix');
  return (
    <Section title="What to do">
      <TabsBar className={styles.tabs}>
        {TABS.map((name) => (
          <Tab key={name} label={name} active={name === tab} onChangeTab={() => setTab(name)} />
        ))}
      </TabsBar>
      <div className={styles.body}>{tab === 'Fix' ? <Fixes {...props} /> : <Mechanism {...props} />}</div>
    </Section>
  );
}

function Fixes({ finding, isShort = false }: RemediesProps) {
  const styles = useStyles2(getStyles);
  const { fixes } = finding;
  // The first for now and the first for good stand open, in short the first of all; the rest are alternatives.
  const first = fixes.filter((fix, i) => (isShort ? i === 0 : fixes.findIndex(({ term }) => term === fix.term) === i));
  const others = fixes.filter((fix) => !first.includes(fix));
  const hasCost = impactRows(finding.impact).length > 0;
  return (
    <>
      <ConfirmFirst finding={finding} />
      {first.map((fix) => (
        <FixCard key={fix.title} fix={fix} isShort={isShort} />
      ))}
      {others.map((fix) => (
        <details key={fix.title} className={styles.other}>
          <summary>
            {isAnotherWay(fix, first) ? 'Another way' : TERM_WORDS[fix.term]}: {fix.title}
          </summary>
          <FixCard fix={fix} />
        </details>
      ))}
      {fixes.length === 0 && <div className={styles.quiet}>No remedy is known for this one.</div>}
      {hasCost && isShort && (
        <details className={styles.other}>
          <summary>What it cost so far</summary>
          <ImpactList impact={finding.impact} />
        </details>
      )}
      {hasCost && !isShort && (
        <div className={styles.cost}>
          <h3 className={styles.title}>What it cost so far</h3>
          <ImpactList impact={finding.impact} />
        </div>
      )}
    </>
  );
}

/** One of its kind stands open already. */
function isAnotherWay(fix: Fix, open: readonly Fix[]): boolean {
  return fix.term === 'now' || open.some(({ term }) => term === fix.term);
}

function Mechanism({ finding, history, seen }: RemediesProps) {
  const styles = useStyles2(getStyles);
  const noteOf = (actor: Finding['actors'][number]) =>
    history?.scalers.find(({ scaler }) => sameScaler(scaler, actor))?.note;
  return (
    <>
      <h3 className={styles.title}>{finding.title}</h3>
      <div className={styles.quiet}>rule {finding.rule}</div>
      <h3 className={styles.title}>Who takes part</h3>
      <ul className={styles.list}>
        {finding.actors.map((actor) => (
          <li key={actorName(actor)} className={styles.actor}>
            <ActorBadge {...actor} />
            <span>
              {actorName(actor)}
              <span className={styles.quiet}> {noteOf(actor)}</span>
            </span>
          </li>
        ))}
      </ul>
      <h3 className={styles.title}>How sure: {finding.confidence}</h3>
      <ul className={styles.notes}>
        {finding.confidenceNotes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {finding.caused.length > 0 && <h3 className={styles.title}>It also causes</h3>}
      {finding.caused.map((caused) => (
        <FindingVerdict key={caused.id} finding={caused} seen={seen} level={3} />
      ))}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    tabs: css({ padding: theme.spacing(0, 1) }),
    body: css({ padding: theme.spacing(2) }),
    quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
    other: css({
      marginTop: theme.spacing(1),
      '& > summary': { cursor: 'pointer', color: theme.colors.text.link },
      '&[open] > summary': { marginBottom: theme.spacing(1) },
    }),
    cost: css({
      margin: theme.spacing(2, -2, 0),
      padding: theme.spacing(0, 2),
      borderTop: `1px solid ${theme.colors.border.weak}`,
    }),
    title: css({
      ...theme.typography.body,
      fontWeight: theme.typography.fontWeightMedium,
      margin: theme.spacing(1.5, 0, 0.5),
    }),
    list: css({ margin: 0, padding: 0, listStyle: 'none' }),
    notes: css({ ...theme.typography.bodySmall, margin: 0, paddingLeft: theme.spacing(2) }),
    actor: css({ display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1), padding: theme.spacing(0.5, 0) }),
  };
}
