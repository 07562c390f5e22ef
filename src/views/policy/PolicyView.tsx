// One owner per resource, workload by workload: who decides on replicas, who on size, and where two decide. Fight or not.
import React, { useMemo, useState } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2, type IconName } from '@grafana/ui';

import type { Interval } from '../../kit/interval';
import { number } from '../../kit/text';
import type { Finding } from '../../model/finding';
import type { Ownership, Quiet, WorkloadHistory } from '../../model/report';
import { workloadKey, type WorkloadRef } from '../../model/workload';
import { ActorBadge } from '../ActorBadge';
import { startText } from '../fleet/sinceText';
import type { LinkProps } from '../linkProps';
import { OwnerSign } from '../OwnerSign';
import { useTimes } from '../time/times';
import { PolicyFilterBar } from './PolicyFilterBar';
import { policyFix } from './policyFix';
import { VerdictIcon } from '../VerdictIcon';
import {
  fightVerdict,
  isBroken,
  policyGroups,
  policyHeadline,
  VERDICT_ABOUT,
  unnamedText,
  VERDICT_NAMES,
  type PolicyFilters,
} from './policyRows';
import type { Verdict } from './policyRows';

type LinkTo = (workload: WorkloadRef, finding?: Finding) => LinkProps;

interface PolicyViewProps {
  readonly workloads: readonly WorkloadHistory[];
  /** Of a large fleet: what no scan named. */
  readonly quiet: readonly Quiet[];
  /** False when something that was asked for was not read. */
  readonly isWhole: boolean;
  /** Of a large fleet not everything was read yet. */
  readonly isSoFar: boolean;
  /** Their fixes are those of the policy where they are about the owners. */
  readonly findings: readonly Finding[];
  readonly range: Interval;
  readonly filters: PolicyFilters;
  readonly onFilters: (change: Partial<PolicyFilters>) => void;
  /** Where the filters stand: above the rest, unless there is a better place. */
  readonly placeFilters?: (filters: React.ReactNode) => React.ReactNode;
  readonly linkTo: LinkTo;
  /** The choice of the data source, first among the filters. */
  readonly sourcePicker: React.ReactNode;
  /** The lists to choose from: cluster, namespace, verdict. */
  readonly children?: React.ReactNode;
}

/** Lines of a group shown before `Show all`. */
const FIRST = 100;

const ICONS: Record<Verdict, IconName> = {
  'owned-twice': 'exclamation-triangle',
  ownerless: 'ban',
  unknown: 'question-circle',
  // No tick: that is for workloads on which every kind of fight was judged.
  'one-owner': 'user',
  'no-autoscaler': 'minus',
};

/** Headline, filters and one block per verdict. */
export function PolicyView({
  filters,
  onFilters,
  placeFilters = (bar) => bar,
  sourcePicker,
  children,
  quiet,
  isWhole,
  isSoFar,
  ...known
}: PolicyViewProps) {
  const { workloads } = known;
  const styles = useStyles2(getStyles);
  const groups = useMemo(() => policyGroups(workloads, filters), [workloads, filters]);
  const headline = useMemo(() => policyHeadline(workloads, isSoFar), [workloads, isSoFar]);
  const fights = useMemo(() => fightVerdict(workloads, quiet, isWhole), [workloads, quiet, isWhole]);
  return (
    <div className={styles.root}>
      {placeFilters(
        <PolicyFilterBar filters={filters} onFilters={onFilters} sourcePicker={sourcePicker}>
          {children}
        </PolicyFilterBar>
      )}
      <section className={styles.head} aria-label="Summary">
        <h1 className={styles.title}>{headline}</h1>
        <div className={styles.about}>
          HPA or KEDA decides the number of replicas, VPA only sizes pods, and no two controllers decide on the same
          field. As it stands at the end of the range, whether anything fights or not.
        </div>
        {quiet.length > 0 && <div className={styles.about}>{unnamedText(quiet)}</div>}
        {workloads.length + quiet.length > 0 && (
          <div className={styles.fights}>
            {fights.verdict === 'fights' ? (
              <Icon name="exclamation-triangle" />
            ) : (
              <VerdictIcon verdict={fights.verdict} />
            )}
            {fights.text}
          </div>
        )}
      </section>
      {groups.map(({ verdict, rows }) => (
        <PolicyGroup key={verdict} verdict={verdict} rows={rows} {...known} />
      ))}
      {groups.length === 0 && (
        <p className={styles.about} role="status">
          No workload matches the filters.
        </p>
      )}
    </div>
  );
}

type Known = Pick<PolicyViewProps, 'findings' | 'range' | 'linkTo'>;

interface PolicyGroupProps extends Known {
  readonly verdict: Verdict;
  readonly rows: readonly WorkloadHistory[];
}

function PolicyGroup({ verdict, rows, ...known }: PolicyGroupProps) {
  const styles = useStyles2(getStyles);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, FIRST);
  return (
    <section className={styles.group} aria-label={VERDICT_NAMES[verdict]}>
      <h2 className={styles.groupTitle}>
        <Icon name={ICONS[verdict]} className={cx(isBroken(verdict) && styles.news)} />
        {VERDICT_NAMES[verdict]}
        <span className={styles.about}>
          {number(rows.length)} · {VERDICT_ABOUT[verdict]}
        </span>
      </h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Workload</th>
            <th scope="col">Replicas owned by</th>
            <th scope="col">Size owned by</th>
            <th scope="col">Since</th>
            <th scope="col">{isBroken(verdict) ? 'Why, and the fix' : 'Why'}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <PolicyLine key={workloadKey(row.workload)} row={row} {...known} />
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <Button fill="text" size="sm" onClick={() => setWhole(true)}>
          Show all {number(rows.length)}
        </Button>
      )}
    </section>
  );
}

function PolicyLine({ row, range, findings, linkTo }: Known & { readonly row: WorkloadHistory }) {
  const styles = useStyles2(getStyles);
  const { workload, policy, scrape } = row;
  const where = workload.cluster ? `${workload.cluster} / ${workload.namespace}` : workload.namespace;
  const { calendar } = useTimes();
  const fix = policyFix(row, findings, range);
  return (
    <tr>
      <td>
        <a {...linkTo(workload)} className={styles.link}>
          <b>{workload.name}</b> {where}
        </a>
      </td>
      <td data-title="Replicas owned by">
        <Owners ownership={row.replicasOwner} />
      </td>
      <td data-title="Size owned by">
        <Owners ownership={row.sizeOwner} />
      </td>
      <td data-title="Since" className={styles.since}>
        {policy.since === undefined ? '' : startText(policy.since, range, calendar, scrape)}
      </td>
      <td className={styles.why}>
        {policy.reasons.map((reason) => (
          <div key={reason}>{reason}</div>
        ))}
        {fix && (
          <div>
            Fix:{' '}
            {fix.finding ? (
              <a {...linkTo(workload, fix.finding)} className={styles.fix}>
                {fix.text}
              </a>
            ) : (
              fix.text
            )}
          </div>
        )}
      </td>
    </tr>
  );
}

/** The state in words and each owner with its badge: `contested` alone would hide who. */
function Owners({ ownership }: { readonly ownership: Ownership }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.owners}>
      {ownership.state === 'unknown' ? (
        <span className={styles.about} title={ownership.note}>
          not known
        </span>
      ) : (
        <OwnerSign ownership={ownership} />
      )}
      {ownership.owners.map((owner) => (
        <ActorBadge key={`${owner.family} ${owner.name ?? ''}`} family={owner.family} name={owner.name} />
      ))}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const small = { ...theme.typography.bodySmall, color: theme.colors.text.secondary };
  const block = {
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  };
  return {
    root: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
    head: css({ ...block, padding: theme.spacing(1.5, 2) }),
    fights: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      marginTop: theme.spacing(0.5),
      ...theme.typography.bodySmall,
    }),
    title: css({ ...theme.typography.h4, fontSize: 19, margin: 0, fontVariantNumeric: 'tabular-nums' }),
    about: css({ ...small, fontWeight: theme.typography.fontWeightRegular }),
    group: css(block),
    groupTitle: css({
      ...theme.typography.body,
      fontWeight: theme.typography.fontWeightMedium,
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      margin: 0,
      padding: theme.spacing(0.75, 2),
      background: theme.colors.background.secondary,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    news: css({ color: theme.colors.warning.text }),
    table: css({
      width: '100%',
      tableLayout: 'fixed',
      borderCollapse: 'collapse',
      '& th, & td': { padding: theme.spacing(0.5, 2), textAlign: 'left', verticalAlign: 'baseline' },
      '& th': { ...small },
      '& th:nth-child(1)': { width: '24%' },
      '& th:nth-child(2), & th:nth-child(3)': { width: '15%' },
      '& th:nth-child(4)': { width: 132 },
      '& tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
      // No room for columns: each cell is a line with its heading before it.
      '@media (max-width: 700px)': {
        '&, & tbody, & tr, & td': { display: 'block' },
        '& thead': { display: 'none' },
        '& tr': { padding: theme.spacing(0.75, 0) },
        '& td': { padding: theme.spacing(0.125, 2) },
        '& td:empty': { display: 'none' },
        '& td[data-title]::before': { content: 'attr(data-title) ": "', ...small },
      },
    }),
    link: css({
      color: theme.colors.text.secondary,
      overflowWrap: 'anywhere',
      '& b': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary },
      '&:hover': { textDecoration: 'underline' },
    }),
    since: css({ ...small, fontVariantNumeric: 'tabular-nums' }),
    fix: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
    why: css({ ...theme.typography.bodySmall, overflowWrap: 'anywhere' }),
    owners: css({ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: 4 }),
  };
}
