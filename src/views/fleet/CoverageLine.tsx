// What the verdicts stand on: queries that failed and rules that could not be judged; how much was read behind `Details`.
import React, { memo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Toggletip, useStyles2 } from '@grafana/ui';

import { count, duration, number } from '../../kit/text';
import { clusterWords } from '../../model/clusterLabel';
import type { Lack } from '../../model/lack';
import type { Report } from '../../model/report';
import { whereUnjudged } from '../../model/verdict';
import type { LinkProps } from '../linkProps';
import { LackList } from './LackList';

interface CoverageLineProps {
  readonly report: Report;
  /** What keeps rules from being judged, the most useful first. */
  readonly lacks: readonly Lack[];
  /** Queries that failed, of all that were asked. */
  readonly failed: number;
  readonly asked: number;
  /** Remarks of the data source: warnings, caps, shortened windows. */
  readonly remarks: readonly string[];
  readonly rulesLink: LinkProps;
}

/** One line under the headline. */
export const CoverageLine = memo(function CoverageLine(props: CoverageLineProps) {
  const { report, lacks, failed, asked, remarks, rulesLink } = props;
  const styles = useStyles2(getStyles);
  const { swept, workloads } = report;
  const clusters = clusterWords(report);
  const isSoFar = (report.unread ?? []).some(({ why }) => why === 'unfinished');
  const share = asked === 0 ? 1 : (asked - failed) / asked;
  return (
    <div className={styles.root}>
      {failed > 0 && (
        <>
          <span
            className={styles.meter}
            role="img"
            aria-label={`${Math.round(share * 100)} % of the queries were answered`}
          >
            <span className={styles.partial} style={{ width: `${share * 100}%` }} />
          </span>
          <span className={styles.warning}>
            {number(failed)} of {count(asked, 'query', 'queries')} failed
          </span>
        </>
      )}
      <LackList lacks={lacks} where={whereUnjudged(workloads, isSoFar)} rulesLink={rulesLink} />
      <Toggletip
        title="What was read"
        content={
          <ul className={styles.read}>
            <li>{count(workloads.length, 'workload')}</li>
            {clusters !== undefined && <li>{clusters}</li>}
            <li>
              {number(swept.series)} series, {number(swept.samples)} samples
            </li>
            <li>scraped every {duration(swept.scrape)}</li>
            <li>
              {number(asked - failed)} of {count(asked, 'query', 'queries')} answered
            </li>
          </ul>
        }
      >
        <button type="button" className={styles.details}>
          <Icon name="info-circle" size="sm" /> Details
        </button>
      </Toggletip>
      {remarks.map((remark) => (
        <span key={remark} className={styles.remark}>
          {remark}
        </span>
      ))}
    </div>
  );
});

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
    }),
    meter: css({ width: 120, height: 6, borderRadius: 3, background: theme.colors.border.weak, overflow: 'hidden' }),
    partial: css({
      display: 'block',
      height: '100%',
      background: `repeating-linear-gradient(45deg, ${theme.colors.warning.main} 0 4px, transparent 4px 6px)`,
    }),
    warning: css({ color: theme.colors.warning.text }),
    remark: css({ flexBasis: '100%' }),
    read: css({ margin: 0, padding: 0, listStyle: 'none', fontVariantNumeric: 'tabular-nums' }),
    details: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: 4,
      padding: 0,
      border: 'none',
      background: 'none',
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
      '&:hover': { color: theme.colors.text.primary, textDecoration: 'underline' },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
    }),
  };
}
