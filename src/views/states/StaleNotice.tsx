// A refresh failed or was cancelled: the last good report stays, and says that it is the last.
import React from 'react';
import { Alert, Button } from '@grafana/ui';

import type { UnixMs } from '../../kit/interval';
import { useTimes } from '../time/times';

interface StaleNoticeProps {
  /** Why there is nothing newer. */
  readonly reason: string;
  readonly readAt: UnixMs;
  readonly onRetry: () => void;
}

/** Above a report that could not be renewed. */
export function StaleNotice({ reason, readAt, onRetry }: StaleNoticeProps) {
  const times = useTimes();
  return (
    <Alert
      bottomSpacing={0}
      severity="error"
      title={`Not refreshed: what stands here was read at ${times.clock(readAt)} ${times.zoneName}`}
    >
      <div>{reason}</div>
      <Button size="sm" variant="secondary" onClick={onRetry}>
        Retry
      </Button>
    </Alert>
  );
}
