// The user stopped the first sweep: say so, and offer it again.
import React from 'react';
import { Button, Icon } from '@grafana/ui';

import { StateFrame } from './StateFrame';

/** After Cancel, when there is no earlier report to show. */
export function CancelledState({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <StateFrame
      icon={<Icon name="times-circle" size="xxl" />}
      heading="Cancelled"
      text="The queries were stopped before everything was read, so nothing is judged."
      actions={<Button onClick={onRetry}>Read again</Button>}
    />
  );
}
