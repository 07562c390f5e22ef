// A sweep of a large fleet that ended before its time: what it found stands, and which part of the fleet that is.
import React from 'react';
import { Alert, Button } from '@grafana/ui';

import { count, number } from '../../kit/text';

interface SoFarNoticeProps {
  /** Workloads that were read, of those that scans named; those that no scan named. */
  readonly read: { readonly done: number; readonly of: number; readonly unnamed: number };
  /** Why it ended, '' where somebody stopped it. */
  readonly reason: string;
  readonly onRetry: () => void;
}

/** Above what is known so far. */
export function SoFarNotice({ read: { done, of, unnamed }, reason, onRetry }: SoFarNoticeProps) {
  const others = unnamed > 0 ? ` ${count(unnamed, 'workload')} that no scan named are not told either.` : '';
  return (
    <Alert
      bottomSpacing={0}
      severity="warning"
      title={`Not all of the fleet: ${number(done)} of ${number(of)} workloads were read`}
    >
      {reason !== '' && <div>{reason}</div>}
      <div>
        What was found in them stands below. The other {number(of - done)} that a scan named were not read, so nothing
        is said of them.{others}
      </div>
      <Button size="sm" variant="secondary" onClick={onRetry}>
        Read again
      </Button>
    </Alert>
  );
}
