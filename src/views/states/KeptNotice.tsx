// A newer read knows less than the report that stands: the fuller one stays, and people decide.
import React from 'react';
import { Alert, Button, Stack } from '@grafana/ui';

import { distinct } from '../../kit/array';
import type { UnixMs } from '../../kit/interval';
import { count, number } from '../../kit/text';
import type { FailedQuery } from '../../model/series';
import { useTimes } from '../time/times';
import { subjectsOf } from './PartialNotice';

interface KeptNoticeProps {
  /** When what stands was read. */
  readonly keptAt: UnixMs;
  /** When what was set aside was read. */
  readonly newerAt: UnixMs;
  /** What the newer read lacks. */
  readonly failed: readonly FailedQuery[];
  readonly asked: number;
  readonly onRetry: () => void;
  readonly onShowNewer: () => void;
}

/** Above the report that stayed. */
export function KeptNotice({ keptAt, newerAt, failed, asked, onRetry, onShowNewer }: KeptNoticeProps) {
  const times = useTimes();
  const reasons = distinct(failed.map(({ message }) => message));
  return (
    <Alert
      bottomSpacing={0}
      severity="warning"
      title={`Kept: the fuller report, read at ${times.clock(keptAt)} ${times.zoneName}`}
    >
      <div>
        The read of {times.clock(newerAt)} is newer, but {number(failed.length)} of {count(asked, 'query', 'queries')}{' '}
        brought no whole answer ({subjectsOf(failed)}): {reasons[0]}
      </div>
      <Stack gap={1}>
        <Button size="sm" variant="secondary" onClick={onRetry}>
          Retry
        </Button>
        <Button size="sm" fill="text" onClick={onShowNewer}>
          Show the newer one
        </Button>
      </Stack>
    </Alert>
  );
}
