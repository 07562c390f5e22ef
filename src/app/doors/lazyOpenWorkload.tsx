// The dialog of the command palette, fetched when it is opened.
import React, { lazy, Suspense } from 'react';
import { LoadingPlaceholder } from '@grafana/ui';

const Dialog = lazy(() => import('./OpenWorkload').then((file) => ({ default: file.OpenWorkload })));

interface OpenWorkloadProps {
  readonly onDismiss?: () => void;
}

/** Body of the dialog. */
export function OpenWorkload({ onDismiss }: OpenWorkloadProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading" />}>
      <Dialog onDismiss={onDismiss} />
    </Suspense>
  );
}
