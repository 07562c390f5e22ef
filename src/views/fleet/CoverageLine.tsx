// What the verdicts stand on: workloads and samples read, queries that failed, rules that could not be judged.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { distinct } from '../../kit/array';
import { count, duration, number } from '../../kit/text';
import type { Report, Unassessed } from '../../model/report';
import type { LinkProps } from '../linkProps';

interface CoverageLineProps {
  readonly report: Report;
  /** Queries that failed, of all that were asked. */
  readonly failed: number;
  readonly asked: number;
  /** Remarks of the data source: warnings, caps, shortened windows. */
  readonly remarks: readonly string[];
  readonly rulesLink: LinkProps;
}

/** `no cluster_autoscaler_scaled_up_nodes_total or karpenter_… series`, two names at most. */
function missingText(unassessed: readonly Unassessed[]): string {
  const names = distinct(unassessed.flatMap((item) => item.missing));
  const more = names.length > 2 ? ` and ${names.length - 2} more` : '';
  return names.length === 0 ? '' : `: no ${names.slice(0, 2).join(more ? ', ' : ' or ')}${more}`;
}

/** One line under the headline. */
export function CoverageLine({ report, failed, asked, remarks, rulesLink }: CoverageLineProps) {
  const styles = useStyles2(getStyles);
  const { swept, unassessed, workloads } = report;
  const rules = distinct(unassessed.map((item) => item.rule)).length;
  const share = asked === 0 ? 1 : (asked - failed) / asked;
  return (
    <div className={styles.root}>
      <span
        className={styles.meter}
        role="img"
        aria-label={`${Math.round(share * 100)} % of the queries were answered`}
      >
        <span className={share < 1 ? styles.partial : styles.full} style={{ width: `${share * 100}%` }} />
      </span>
      <span>{count(workloads.length, 'workload')} swept</span>
      <span>{duration(swept.scrape)} scrape</span>
      <span>
        {number(swept.series)} series, {number(swept.samples)} samples
      </span>
      {failed > 0 && (
        <span className={styles.warning}>
          {number(failed)} of {count(asked, 'query', 'queries')} failed
        </span>
      )}
      {rules > 0 && (
        <span className={styles.right} title={distinct(unassessed.flatMap((item) => item.missing)).join(', ')}>
          <b>{count(rules, 'rule')} not assessed</b>
          {missingText(unassessed)}.{' '}
          <a {...rulesLink} className={styles.link}>
            Which, and how to get them
          </a>
        </span>
      )}
      {remarks.map((remark) => (
        <span key={remark} className={styles.remark}>
          {remark}
        </span>
      ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2.5),
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
      fontVariantNumeric: 'tabular-nums',
      '& b': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary },
    }),
    meter: css({ width: 120, height: 6, borderRadius: 3, background: theme.colors.border.weak, overflow: 'hidden' }),
    full: css({ display: 'block', height: '100%', background: theme.colors.success.main }),
    partial: css({
      display: 'block',
      height: '100%',
      background: `repeating-linear-gradient(45deg, ${theme.colors.warning.main} 0 4px, transparent 4px 6px)`,
    }),
    warning: css({ color: theme.colors.warning.text }),
    remark: css({ flexBasis: '100%' }),
    right: css({ marginLeft: 'auto' }),
    link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
  };
}
