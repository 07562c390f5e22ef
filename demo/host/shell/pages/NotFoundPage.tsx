// Says what is not there, in the frame of a page.
import { EmptyState } from '@grafana/ui';
import { PluginPage } from '../chrome/PluginPage';

export function NotFoundPage({ what }: { what: string }) {
  return (
    <PluginPage pageNav={{ text: 'Not found' }}>
      <EmptyState variant="not-found" message={`${what} was not found`} hideImage />
    </PluginPage>
  );
}
