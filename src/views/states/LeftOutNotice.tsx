// The whole question would have been more than can be read at once: what was left out. Stands above a report, never instead
// of it.
import React from 'react';
import { Alert } from '@grafana/ui';

import type { Unread } from '../../model/report';

/** One line for each part that was not read; nothing when everything was. */
export function LeftOutNotice({ items }: { readonly items: readonly Unread[] }) {
  if (items.length === 0) {
    return null;
  }
  return (
    <Alert bottomSpacing={0} severity="warning" title="Not everything that was asked for was read">
      {items.map(({ message }) => (
        <div key={message}>{message}</div>
      ))}
      <div>Verdicts below stand on what was read. Nothing is called calm beyond that.</div>
    </Alert>
  );
}
