// All rules: whether this data source lets them judge, and what would be seen with more of it.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import { distinct } from '../../kit/array';
import { number } from '../../kit/text';
import type { Unassessed } from '../../model/report';
import type { RuleDescription } from '../../model/rule';
import { gainsForRule, type Gain } from '../../queries/gains';
import type { ThresholdTable } from '../../settings/settings';
import { thresholdIn } from '../../settings/thresholds';
import type { LinkProps } from '../../views/linkProps';
import { UnknownSign } from '../../views/states/UnknownSign';
import { gainAnchor, ruleAnchor } from './ruleAnchors';
import { groupRules } from './ruleGroups';

interface RuleTableProps {
  readonly rules: readonly RuleDescription[];
  readonly unassessed: readonly Unassessed[];
  readonly gains: readonly Gain[];
  readonly thresholds: ThresholdTable;
  /** A link to a place on this page. */
  readonly linkTo: (anchor: string) => LinkProps;
  /** Address of the page where a rule's thresholds are set. */
  readonly settingsHref: (rule: RuleDescription) => string;
}

/** Rules by group. */
export function RuleTable(props: RuleTableProps) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Here</th>
          <th scope="col">With more series</th>
        </tr>
      </thead>
      {groupRules(props.rules).map((group) => (
        <tbody key={group.id}>
          <tr className={styles.group}>
            <th colSpan={3} scope="rowgroup">
              {group.title}
            </th>
          </tr>
          {group.rules.map((rule) => (
            <RuleLine key={rule.id} rule={rule} {...props} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function RuleLine({ rule, ...props }: RuleTableProps & { readonly rule: RuleDescription }) {
  const styles = useStyles2(getStyles);
  const missing = distinct(props.unassessed.filter((item) => item.rule === rule.id).flatMap((item) => item.missing));
  return (
    <tr id={ruleAnchor(rule.id)} tabIndex={-1} className={styles.rule}>
      <td>
        <div>{rule.title}</div>
        <div className={styles.id}>
          {rule.id}
          {rule.thresholds.length > 0 && (
            <>
              {' · '}
              <a href={props.settingsHref(rule)}>thresholds</a>
            </>
          )}
        </div>
        <SetThresholds rule={rule} table={props.thresholds} />
      </td>
      <td>
        <span className={styles.state}>
          {missing.length > 0 ? <UnknownSign size={16} /> : <Icon name="check" />}
          {missing.length > 0 ? 'not assessed' : 'assessed'}
        </span>
      </td>
      <td className={styles.more}>
        <More rule={rule} missing={missing} {...props} />
      </td>
    </tr>
  );
}

/** What the rule lacks and which settings bring it; nothing where it has all it reads. */
function More({
  rule,
  missing,
  gains,
  linkTo,
}: RuleTableProps & { readonly rule: RuleDescription; readonly missing: readonly string[] }) {
  const mine = gainsForRule(gains, rule);
  if (mine.length === 0) {
    return <>{missing.length === 0 ? 'reads all it can use' : `lacks ${missing.join(', ')}`}</>;
  }
  return (
    <>
      {mine.map((gain) => {
        const index = gains.indexOf(gain);
        const isJudged = gain.judged.some(({ id }) => id === rule.id);
        return (
          <div key={gain.remedy}>
            {isJudged ? 'would be seen with ' : 'would be told better with '}
            <a {...linkTo(gainAnchor(index))}>setting {index + 1}</a>: {gain.remedy}
          </div>
        );
      })}
    </>
  );
}

/** Thresholds that are not at their usual number. */
function SetThresholds({ rule, table }: { readonly rule: RuleDescription; readonly table: ThresholdTable }) {
  const styles = useStyles2(getStyles);
  const set = rule.thresholds
    .map((threshold) => ({ ...threshold, value: thresholdIn(table, rule.id, threshold) }))
    .filter(({ value, default: usual }) => value !== usual);
  return (
    <>
      {set.map(({ key, title, unit, value, default: usual }) => (
        <div key={key} className={styles.set}>
          {title}: <b>{`${number(value)} ${unit} (usually ${number(usual)})`}</b>
        </div>
      ))}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const small = theme.typography.bodySmall;
  return {
    table: css({
      width: '100%',
      borderCollapse: 'collapse',
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': { padding: theme.spacing(0.75, 2), textAlign: 'left', verticalAlign: 'top' },
      '& thead th': { ...small, color: theme.colors.text.secondary },
      '& tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
      '& a': { color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } },
      '@media (max-width: 640px)': {
        '&, & tbody, & tr, & td, & th': { display: 'block' },
        '& thead': { display: 'none' },
        '& td + td': { paddingTop: 0 },
      },
    }),
    group: css({
      background: theme.colors.background.secondary,
      '& th': { fontWeight: theme.typography.fontWeightMedium },
    }),
    rule: css({
      scrollMarginTop: theme.spacing(8),
      '&:focus': { outline: 'none', background: theme.colors.action.selected },
      '& td': { overflowWrap: 'anywhere' },
    }),
    id: css({ ...small, color: theme.colors.text.secondary }),
    set: css({ ...small }),
    state: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(1), whiteSpace: 'nowrap' }),
    more: css({ ...small, color: theme.colors.text.secondary }),
  };
}
