// The proof of a finding: what was looked at, what was seen, how sure that is, and the query to see it again.
import React from 'react';
import { cx } from '@emotion/css';
import { TextLink, useStyles2 } from '@grafana/ui';
import type { Evidence } from '../../model/finding';
import type { SignalKind } from '../../model/series';
import { BreakingName } from './BreakingName';
import { CertaintySign } from './CertaintySign';
import { getTableStyles } from './tableStyles';

export interface EvidenceTableProps {
  readonly evidence: readonly Evidence[];
  /** The query that shows these signals; '' for none. */
  readonly queryText?: (signals: readonly SignalKind[]) => string;
  /** Where that query can be run. */
  readonly exploreHref?: (signals: readonly SignalKind[]) => string;
}

export function EvidenceTable({ evidence, queryText, exploreHref }: EvidenceTableProps) {
  const styles = useStyles2(getTableStyles);
  return (
    <div className={styles.scroll}>
      <table className={cx(styles.table, styles.stacking)}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Seen</th>
            <th scope="col">Certainty</th>
            {queryText && <th scope="col">Query</th>}
            {exploreHref && <th scope="col" aria-label="Explore" />}
          </tr>
        </thead>
        <tbody>
          {evidence.map((row, i) => (
            <tr key={i}>
              <td>{row.what}</td>
              <td data-title="Seen">{row.seen}</td>
              <td data-title="Certainty">
                <CertaintySign certainty={row.certainty} />
              </td>
              {queryText && (
                <td className={styles.code} data-title="Query">
                  <BreakingName text={queryText(row.signals)} />
                </td>
              )}
              {exploreHref && (
                <td>
                  {row.signals.length > 0 && (
                    <TextLink href={exploreHref(row.signals)} variant="bodySmall" inline={false}>
                      Explore
                    </TextLink>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
