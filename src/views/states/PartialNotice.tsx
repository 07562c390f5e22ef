// Some queries failed: which, what still stands, what cannot be said. Stands above a report, never instead of it.
import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, useStyles2 } from '@grafana/ui';

import { distinct } from '../../kit/array';
import { count, number } from '../../kit/text';
import type { FailedQuery } from '../../model/series';

interface PartialNoticeProps {
  readonly failed: readonly FailedQuery[];
  readonly asked: number;
  readonly onRetry: () => void;
}

/** The families that the failed queries were about: `hpa, vpa`. */
function subjects(failed: readonly FailedQuery[]): string {
  return distinct(failed.flatMap((query) => query.kinds).map((kind) => kind.split('.')[0] ?? kind)).join(', ');
}

/** When some, but not all, queries failed. */
export function PartialNotice({ failed, asked, onRetry }: PartialNoticeProps) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  const reasons = distinct(failed.map((query) => query.message));
  return (
    <Alert
      bottomSpacing={0}
      severity="warning"
      title={`${number(failed.length)} of ${count(asked, 'query', 'queries')} failed`}
    >
      <div>
        {reasons[0]}
        {reasons.length > 1 ? ` (and ${count(reasons.length - 1, 'other reason')})` : ''}
      </div>
      <div>
        Verdicts below stand on what was read. Missing: {subjects(failed)}. What needs them is not assessed, and not
        clean.
      </div>
      <div className={styles.actions}>
        <Button size="sm" variant="secondary" onClick={onRetry}>
          Retry
        </Button>
        <Button size="sm" fill="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide' : 'Show'} {failed.length === 1 ? 'query' : 'queries'}
        </Button>
      </div>
      {isOpen && (
        <dl className={styles.list}>
          {failed.map((query) => (
            <React.Fragment key={query.query}>
              <dt>{query.message}</dt>
              <dd>{query.query}</dd>
            </React.Fragment>
          ))}
        </dl>
      )}
    </Alert>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    actions: css({ display: 'flex', gap: theme.spacing(1), marginTop: theme.spacing(1) }),
    list: css({
      maxHeight: 240,
      overflow: 'auto',
      margin: theme.spacing(1, 0, 0),
      '& dt': { fontWeight: theme.typography.fontWeightRegular },
      '& dd': {
        margin: theme.spacing(0, 0, 1),
        fontFamily: theme.typography.fontFamilyMonospace,
        fontSize: 12,
        overflowWrap: 'anywhere',
      },
    }),
  };
}
