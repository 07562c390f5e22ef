// The engine's file could not be fetched: nothing can be judged, and the panel says so.
import React from 'react';
import { Alert, Button } from '@grafana/ui';

export function NoEngine({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <Alert severity="error" title="Truce could not load its engine">
      <p>Nothing is judged. The file engine.js beside the panel did not arrive; it is part of the plugin.</p>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </Alert>
  );
}
