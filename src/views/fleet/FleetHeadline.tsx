// The first thing to read: how many fight now, how many stopped, how many are quiet.
import React, { memo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { count, number } from '../../kit/text';
import type { FleetRead } from '../../model/fleetRead';
import { tallyWords, type Verdict } from '../../model/verdict';
import type { LinkProps } from '../linkProps';
import { isBroken } from '../policy/policyRows';
import { SeverityIcon } from '../SeverityIcon';
import { FightBars } from './FightBars';
import { countSeverities, type SeverityCounts } from './fleetLines';
import { countQuiet, fleetSize, quietVerdict, type Fleet, type Phase } from './fleetRows';
import { unheardText } from './unheardText';

interface SeverityTallyProps {
  readonly counts: SeverityCounts;
  /** Of fights that have ended. */
  readonly isPast?: boolean;
}

/** `6 critical  3 high`, each with its shape. */
export function SeverityTally({ counts, isPast = false }: SeverityTallyProps) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.tally}>
      {counts.map((item) => (
        <span key={item.severity} className={styles.tallyItem}>
          <SeverityIcon severity={item.severity} size={14} title="" isPast={isPast} />
          {item.count} {item.severity}
        </span>
      ))}
    </span>
  );
}

/** `12 calm, judged on every kind`, `3 calm as far as seen`, `1 not judged`: what there is. */
function calmTexts(fleet: Fleet): string[] {
  return (['calm', 'calm-by-proof', 'calm-as-far-as-seen', 'not-judged'] as const).flatMap((verdict) => {
    const own = countQuiet(fleet, verdict);
    return own === 0 ? [] : [tallyWords(verdict, own)];
  });
}

/** Nothing was left unread. */
const isWhole = (verdict: Verdict) => verdict === 'calm' || verdict === 'fights';

/** How far a fleet was read, and of which moment it tells. */
export interface Told {
  /** Present while a large fleet is read, and where that was stopped. */
  readonly read?: FleetRead;
  /** `at 14:05 UTC`; absent where that is now. */
  readonly asOf?: string;
}

/** The sentence of the headline. */
export function headlineText(fleet: Fleet, { read, asOf }: Told = {}): string {
  const when = asOf ?? 'now';
  const be = (n: number): string => (asOf ? (n === 1 ? 'was' : 'were') : n === 1 ? 'is' : 'are');
  const on = fleet.rows.filter((row) => row.phase === 'on').length;
  const all = `${count(fleetSize(fleet), 'workload')}${read ? ' read so far' : ''}`;
  if (fleet.tally && Object.keys(fleet.tally).length === 0) {
    return on === 0 ? 'No workload here was told to fight' : `${count(on, 'workload')} here ${be(on)} fighting ${when}`;
  }
  if (on === 0) {
    const verdict = quietVerdict(fleet);
    return fleet.rows.length === 0 && verdict === 'not-judged'
      ? 'Nothing could be judged: this is not a calm fleet'
      : `None of ${all} ${be(1)} ${isWhole(verdict) ? 'fighting' : 'seen fighting'} ${when}`;
  }
  return `${on} of ${all} ${be(on)} fighting ${when}`;
}

/** What nobody knows yet: `1,250 not read yet`, `28,410 that no scan named not told yet`. */
function openTexts({ done, of, unnamed }: FleetRead): string[] {
  return [
    of > done ? `${number(of - done)} not read yet` : '',
    unnamed > 0 ? `${number(unnamed)} that no scan named not told yet` : '',
  ];
}

/** What else there is, in parts; none where all fight. */
function secondParts(fleet: Fleet, read: FleetRead | undefined): string[] {
  const inPhase = (phase: Phase) => fleet.rows.filter((row) => row.phase === phase).length;
  const ended = inPhase('ended');
  const will = inPhase('will');
  return [
    ended > 0 ? `${ended} more fought and stopped in this range` : '',
    will > 0 ? `${will} set up to fight` : '',
    ...calmTexts(fleet),
    ...(read ? openTexts(read) : []),
  ].filter((part) => part !== '');
}

interface FleetHeadlineProps extends Told {
  readonly fleet: Fleet;
  /** Absent where several data sources have a page of policies each. */
  readonly policyLink?: LinkProps;
}

/** Whether “one owner per resource” holds, fight or not, as far as it is known. */
function ownersText(fleet: Fleet, isSoFar: boolean): string {
  if (fleet.tally) {
    return 'who owns what';
  }
  const histories = [...fleet.rows.map((row) => row.history), ...fleet.quiet.map((row) => row.history)];
  const broken = histories.filter((one) => one && isBroken(one.policy.verdict)).length;
  const unknown = histories.some((one) => one?.policy.verdict === 'unknown');
  return broken > 0
    ? `${broken} without one owner per resource`
    : unknown || isSoFar
      ? 'owners not all known'
      : 'one owner per resource';
}

/** Headline, counts and the bars over time. */
export const FleetHeadline = memo(function FleetHeadline({ fleet, read, asOf, policyLink }: FleetHeadlineProps) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.root} aria-label="Summary">
      <div>
        <h1 className={styles.title}>
          {headlineText(fleet, { read, asOf })}
          {unheardText(fleet)}
        </h1>
        <div className={styles.second}>
          {secondParts(fleet, read).map((part) => `${part} · `)}
          {policyLink ? (
            <a {...policyLink} className={styles.link}>
              {ownersText(fleet, read !== undefined)}
            </a>
          ) : (
            ownersText(fleet, read !== undefined)
          )}
        </div>
        <SeverityTally counts={countSeverities(fleet.rows.filter((row) => row.phase === 'on'))} />
      </div>
      <FightBars rows={fleet.rows} range={fleet.range} />
    </section>
  );
});

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      display: 'grid',
      gridTemplateColumns: 'minmax(320px, 380px) 1fr',
      gap: theme.spacing(2),
      padding: theme.spacing(1.5, 2),
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      '@media (max-width: 900px)': { gridTemplateColumns: '1fr' },
    }),
    title: css({ ...theme.typography.h4, fontSize: 19, margin: 0, fontVariantNumeric: 'tabular-nums' }),
    second: css({
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
      margin: theme.spacing(0.25, 0, 0.75),
    }),
    link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
    tally: css({ display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(2), ...theme.typography.bodySmall }),
    tallyItem: css({
      display: 'inline-flex',
      alignItems: 'center',
      '& svg': { alignSelf: 'center' },
      gap: theme.spacing(0.75),
    }),
  };
}
