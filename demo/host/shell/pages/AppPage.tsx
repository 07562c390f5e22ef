// /a/:pluginId/*: the root page of the app plugin.
import { PluginContextProvider } from '@grafana/data';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import { useMemo } from 'react';
import { useLocation, useParams } from 'react-router-dom-v5-compat';
import { PluginPage } from '../chrome/PluginPage';
import { useAppPlugin } from './useAppPlugin';

export function AppPage() {
  const { pluginId = '' } = useParams();
  const { pathname, search } = useLocation();
  const { app, error } = useAppPlugin(pluginId);
  const query = useMemo(() => Object.fromEntries(new URLSearchParams(search)), [search]);
  if (error) {
    return (
      <PluginPage pageNav={{ text: pluginId }}>
        <Alert title="The app did not load" severity="error">
          {error}
        </Alert>
      </PluginPage>
    );
  }
  if (!app) {
    return <LoadingPlaceholder text="" />;
  }
  const Root = app.plugin.root;
  return Root ? (
    <PluginContextProvider meta={app.meta}>
      <Root meta={app.meta} basename={`/a/${pluginId}`} onNavChanged={() => undefined} query={query} path={pathname} />
    </PluginContextProvider>
  ) : (
    <PluginPage pageNav={{ text: pluginId }}>
      <Alert title="The app has no root page" severity="warning" />
    </PluginPage>
  );
}
