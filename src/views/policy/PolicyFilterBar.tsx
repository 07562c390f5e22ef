// The filters above the policy: words in a line where there is room, behind a button on a phone, so that the headline comes first.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { FoldedFilters } from '../FoldedFilters';
import { SearchField } from '../SearchField';
import { useWidth } from '../useWidth';
import { policySetFilters, type PolicyFilters } from './policyRows';

interface PolicyFilterBarProps {
  readonly filters: PolicyFilters;
  readonly onFilters: (change: Partial<PolicyFilters>) => void;
  /** The choice of the data source: always in the open. */
  readonly sourcePicker: React.ReactNode;
  /** The lists to choose from. */
  readonly children: React.ReactNode;
}

/** Below this width each filter would take a row. */
const ROOMY = 640;

/** All filters. */
export function PolicyFilterBar({ filters, onFilters, sourcePicker, children }: PolicyFilterBarProps) {
  const styles = useStyles2(getStyles);
  const [ref, width] = useWidth<HTMLDivElement>();
  const isFolded = width > 0 && width < ROOMY;
  const search = (
    <div className={styles.text}>
      <SearchField
        value={filters.text}
        onChange={(text) => onFilters({ text })}
        placeholder="workload, namespace or owner"
        label="Search the policy"
      />
    </div>
  );
  return (
    <div
      ref={ref}
      role="search"
      aria-label="Filter the policy"
      {...(isFolded ? {} : { 'data-flow': 'words', className: styles.bar })}
    >
      {isFolded ? (
        <FoldedFilters told={policySetFilters(filters)} onChange={onFilters} beside={sourcePicker}>
          {search}
          {children}
        </FoldedFilters>
      ) : (
        <>
          {sourcePicker}
          {children}
          {search}
        </>
      )}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
    text: css({ width: 260, maxWidth: '100%' }),
  };
}
