// Nothing could be read, so nothing is judged: the one thing this page must not look like is a calm fleet.
import React from 'react';
import { Button, ClipboardButton, Icon, LinkButton, useTheme2 } from '@grafana/ui';

import { number } from '../../kit/text';
import type { FailedQuery } from '../../model/series';
import { StateFrame } from './StateFrame';

interface FailedStateProps {
  /** Name of the data source. */
  readonly source: string;
  readonly failed: readonly FailedQuery[];
  readonly onRetry: () => void;
  readonly settingsHref?: string;
}

/** Everything that was asked and why it failed, as text for a ticket. */
function failureDetails(source: string, failed: readonly FailedQuery[]): string {
  const parts = failed.map(({ message, query }) => `${message}\n  ${query}`);
  return [`Data source: ${source}`, ...parts].join('\n');
}

/** When every query failed. */
export function FailedState({ source, failed, onRetry, settingsHref }: FailedStateProps) {
  const theme = useTheme2();
  const reason = failed[0]?.message ?? 'No reason was given.';
  const others = failed.length > 1 ? ` (first of ${number(failed.length)} failed queries)` : '';
  return (
    <StateFrame
      role="alert"
      icon={<Icon name="exclamation-triangle" size="xxxl" style={{ color: theme.colors.error.text }} />}
      heading={`${source} did not answer`}
      text={
        <>
          {reason}
          {others} <b>Nothing was read, so nothing is judged: this is not a calm fleet.</b>
        </>
      }
      actions={
        <>
          <Button onClick={onRetry}>Try again</Button>
          {settingsHref && (
            <LinkButton variant="secondary" fill="outline" href={settingsHref}>
              Data source settings
            </LinkButton>
          )}
          <ClipboardButton variant="secondary" fill="outline" getText={() => failureDetails(source, failed)}>
            Copy details
          </ClipboardButton>
        </>
      }
    />
  );
}
