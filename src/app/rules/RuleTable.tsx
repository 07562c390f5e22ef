// All rules with the thresholds that hold, and whether this data source lets them judge.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import { number } from '../../kit/text';
import type { Unassessed } from '../../model/report';
import type { RuleDescription } from '../../model/rule';
import type { ThresholdTable } from '../../settings/settings';
import { UnknownSign } from '../../views/states/NotAssessed';
import { groupRules } from './ruleGroups';

interface RuleTableProps {
  readonly rules: readonly RuleDescription[];
  readonly unassessed: readonly Unassessed[];
  readonly thresholds: ThresholdTable;
}

/** Rules by group. */
export function RuleTable({ rules, unassessed, thresholds }: RuleTableProps) {
  const styles = useStyles2(getStyles);
  const missing = new Set(unassessed.map((item) => item.rule));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Here</th>
          <th scope="col">Thresholds</th>
        </tr>
      </thead>
      {groupRules(rules).map((group) => (
        <tbody key={group.id}>
          <tr className={styles.group}>
            <th colSpan={3} scope="rowgroup">
              {group.title}
            </th>
          </tr>
          {group.rules.map((rule) => (
            <tr key={rule.id}>
              <td>
                <div>{rule.title}</div>
                <div className={styles.id}>{rule.id}</div>
              </td>
              <td>
                <span className={styles.state}>
                  {missing.has(rule.id) ? <UnknownSign size={16} /> : <Icon name="check" />}
                  {missing.has(rule.id) ? <a href={`#rule-${rule.id}`}>not assessed</a> : 'assessed'}
                </span>
              </td>
              <td className={styles.thresholds}>
                <Thresholds rule={rule} own={thresholds[rule.id] ?? {}} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Thresholds({ rule, own }: { readonly rule: RuleDescription; readonly own: Readonly<Record<string, number>> }) {
  return (
    <>
      {rule.thresholds.map(({ key, title, unit, default: usual }) => {
        const set = own[key];
        return (
          <div key={key}>
            {title}:{' '}
            {set !== undefined && set !== usual ? (
              <b>{`${number(set)} ${unit} (usually ${number(usual)})`}</b>
            ) : (
              `${number(usual)} ${unit}`
            )}
          </div>
        );
      })}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const line = `1px solid ${theme.colors.border.weak}`;
  return {
    table: css({
      width: '100%',
      borderCollapse: 'collapse',
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': { padding: theme.spacing(0.75, 2), textAlign: 'left', verticalAlign: 'top' },
      '& thead th': { ...theme.typography.bodySmall, color: theme.colors.text.secondary },
      '& tbody tr': { borderTop: line },
    }),
    group: css({
      background: theme.colors.background.secondary,
      '& th': { fontWeight: theme.typography.fontWeightMedium },
    }),
    id: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
    state: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      whiteSpace: 'nowrap',
      '& a': { color: theme.colors.text.link },
    }),
    thresholds: css({
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
      '& b': { color: theme.colors.text.primary },
    }),
  };
}
