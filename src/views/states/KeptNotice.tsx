// A newer read knows less than the report that stands: the fuller one stays, and people decide.
import React from 'react';
import { Alert, Button, Stack } from '@grafana/ui';

import type { UnixMs } from '../../kit/interval';
import { count, number } from '../../kit/text';
import type { FailedQuery } from '../../model/series';
import { useTimes } from '../time/times';
import { subjectsOf } from './PartialNotice';

interface KeptNoticeProps {
  /** When what stands was read. */
  readonly keptAt: UnixMs;
  /** What was set aside: when it was read, what it lacks, and how far it came. */
  readonly newer: {
    readonly readAt: UnixMs;
    readonly failed: readonly FailedQuery[];
    readonly asked: number;
    readonly soFar?: { readonly done: number; readonly of: number };
  };
  readonly onRetry: () => void;
  readonly onShowNewer: () => void;
}

/** Why the newer one is not the fuller one. */
function lackText({ failed, asked, soFar }: KeptNoticeProps['newer']): string {
  return soFar
    ? `it ended after ${number(soFar.done)} of ${number(soFar.of)} workloads that a scan named`
    : `${number(failed.length)} of ${count(asked, 'query', 'queries')} brought no whole answer (${subjectsOf(failed)}): ${failed[0]?.message ?? ''}`;
}

/** Above the report that stayed. */
export function KeptNotice({ keptAt, newer, onRetry, onShowNewer }: KeptNoticeProps) {
  const times = useTimes();
  return (
    <Alert
      bottomSpacing={0}
      severity="warning"
      title={`Kept: the fuller report, read at ${times.clock(keptAt)} ${times.zoneName}`}
    >
      <div>
        The read of {times.clock(newer.readAt)} is newer, but {lackText(newer)}
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
