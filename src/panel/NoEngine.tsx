// The engine's file could not be fetched: nothing can be judged, and the panel says so. After an upgrade of the plugin an
// open page asks for the file of the version before, which is gone: only a reload helps then.
import React from 'react';
import { Alert, Button, Stack } from '@grafana/ui';

interface NoEngineProps {
  readonly onRetry: () => void;
  readonly onReload?: () => void;
}

export function NoEngine({ onRetry, onReload = () => window.location.reload() }: NoEngineProps) {
  return (
    <Alert severity="error" title="Truce could not load its engine">
      <p>
        Nothing is judged. A file of the plugin did not arrive. If Truce was upgraded while this page was open, reload
        the page.
      </p>
      <Stack gap={1}>
        <Button size="sm" onClick={onReload}>
          Reload the page
        </Button>
        <Button size="sm" variant="secondary" onClick={onRetry}>
          Try again
        </Button>
      </Stack>
    </Alert>
  );
}
