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
export function subjectsOf(failed: readonly FailedQuery[]): string {
  return distinct(failed.flatMap((query) => query.kinds).map((kind) => kind.split('.')[0] ?? kind)).join(', ');
}

/** What happened to how many: `3 of 55 queries failed, 12 were not asked, 1 answered in part`. */
function titleOf(failed: readonly FailedQuery[], asked: number): string {
  const left = failed.filter(({ notAsked }) => notAsked).length;
  const partial = failed.filter(({ partial: isPartial }) => isPartial).length;
  const parts: Array<[number, string]> = [
    [failed.length - left - partial, 'failed'],
    [left, left === 1 ? 'was not asked' : 'were not asked'],
    [partial, 'brought a part only'],
  ];
  const told = parts.filter(([n]) => n > 0);
  const [first, ...rest] = told.map(([n, what]) => ({ n: number(n), what }));
  const more = rest.map(({ n, what }) => `, ${n} ${what}`).join('');
  return `${first?.n ?? 0} of ${count(asked, 'query', 'queries')} ${first?.what ?? 'failed'}${more}`;
}

/** When some, but not all, queries failed. */
export function PartialNotice({ failed, asked, onRetry }: PartialNoticeProps) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  const reasons = distinct(failed.map((query) => query.message));
  return (
    <Alert bottomSpacing={0} severity="warning" title={titleOf(failed, asked)}>
      <div>
        {reasons[0]}
        {reasons.length > 1 ? ` (and ${count(reasons.length - 1, 'other reason')})` : ''}
      </div>
      <div>
        Verdicts below stand on what was read. Missing: {subjectsOf(failed)}. What needs them is not assessed, and not
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
          {failed.map((query, i) => (
            <React.Fragment key={i}>
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
