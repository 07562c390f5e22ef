// What this data source holds of all that Truce can read: found, missing, failed or never asked for.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, Icon, useStyles2 } from '@grafana/ui';

import { number } from '../../kit/text';
import type { FailedQuery, SignalKind } from '../../model/series';
import { CATALOGUE, metricNameOf, type SignalSpec } from '../../queries/catalogue';
import { BreakingName } from '../../views/finding/BreakingName';
import { UnknownSign } from '../../views/states/UnknownSign';

interface SignalTableProps {
  readonly kinds: ReadonlyMap<SignalKind, number>;
  readonly failed: readonly FailedQuery[];
  /** A large fleet is not read to its end: what did not come may still come. */
  readonly isSoFar: boolean;
}

type Presence =
  | { readonly state: 'found'; readonly count: number }
  | { readonly state: 'missing' | 'failed' | 'not-asked' | 'so-far' };

/** Whether the series of a kind came. */
function presenceOf(kind: SignalKind, { kinds, failed, isSoFar }: SignalTableProps): Presence {
  const count = kinds.get(kind);
  if (count !== undefined && count > 0) {
    return { state: 'found', count };
  }
  if (failed.some((query) => query.kinds.includes(kind))) {
    return { state: 'failed' };
  }
  if (isSoFar) {
    return { state: 'so-far' };
  }
  return { state: count === undefined ? 'not-asked' : 'missing' };
}

const WORDS = {
  missing: 'missing',
  failed: 'query failed',
  'not-asked': 'not asked for',
  'so-far': 'not read yet',
} as const;

/** One line per signal, missing ones with their setting. */
export function SignalTable(props: SignalTableProps) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Series</th>
          <th scope="col">Here</th>
          <th scope="col">The setting that brings it</th>
        </tr>
      </thead>
      <tbody>
        {CATALOGUE.map((spec) => (
          <SignalLine key={spec.kind} spec={spec} presence={presenceOf(spec.kind, props)} />
        ))}
      </tbody>
    </table>
  );
}

function SignalLine({ spec, presence }: { readonly spec: SignalSpec; readonly presence: Presence }) {
  const styles = useStyles2(getStyles);
  return (
    <tr>
      <td className={styles.name}>
        <BreakingName text={metricNameOf(spec.kind)} />
      </td>
      <td>
        {presence.state === 'found' ? (
          <span className={styles.state}>
            <Icon name="check" /> {number(presence.count)} series
          </span>
        ) : (
          <span className={styles.state}>
            <UnknownSign size={16} /> {WORDS[presence.state]}
          </span>
        )}
      </td>
      <td>
        {presence.state === 'missing' && (
          <span className={styles.remedy}>
            {spec.remedy}
            <ClipboardButton
              size="sm"
              fill="text"
              variant="secondary"
              icon="copy"
              getText={() => spec.remedy}
              aria-label={`Copy the setting for ${metricNameOf(spec.kind)}`}
            />
          </span>
        )}
      </td>
    </tr>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    table: css({
      width: '100%',
      borderCollapse: 'collapse',
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': { padding: theme.spacing(0.5, 2), textAlign: 'left', verticalAlign: 'middle' },
      '& th': { ...theme.typography.bodySmall, color: theme.colors.text.secondary },
      '& tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
      '@media (max-width: 640px)': {
        '&, & tbody, & tr, & td': { display: 'block' },
        '& thead': { display: 'none' },
        '& td:empty': { display: 'none' },
        '& td + td': { paddingTop: 0 },
      },
    }),
    name: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: 12, overflowWrap: 'anywhere' }),
    state: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(1), whiteSpace: 'nowrap' }),
    remedy: css({
      ...theme.typography.bodySmall,
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      overflowWrap: 'anywhere',
    }),
  };
}
