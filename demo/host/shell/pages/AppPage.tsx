// /a/:pluginId/*: the root page of the app plugin, for those who may open it.
import { AppEvents, PluginContextProvider, type AppPluginMeta } from '@grafana/data';
import { config, getAppEvents } from '@grafana/runtime';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import { useEffect, useMemo } from 'react';
import { useLocation, useParams } from 'react-router-dom-v5-compat';
import { sectionOf } from '../chrome/navigation';
import { PluginPage, SectionContext } from '../chrome/PluginPage';
import { useAppPlugin } from './useAppPlugin';

const RANK = ['Viewer', 'Editor', 'Admin'];

export function AppPage() {
  const { pluginId = '' } = useParams();
  const { pathname, search } = useLocation();
  const { app, error } = useAppPlugin(pluginId);
  const query = useMemo(() => Object.fromEntries(new URLSearchParams(search)), [search]);
  const section = useMemo(() => sectionOf(pluginId, `${pathname}${search}`), [pluginId, pathname, search]);
  const isDisabled = app?.meta.enabled === false;
  useEffect(() => {
    if (isDisabled) {
      getAppEvents().publish({ type: AppEvents.alertError.name, payload: ['Application Not Enabled'] });
    }
  }, [isDisabled]);
  if (error) {
    return <Refusal name={pluginId} title="The app did not load" text={error} />;
  }
  if (!app) {
    return <LoadingPlaceholder text="" />;
  }
  if (isDisabled) {
    return <Refusal name={pluginId} title="App not found" />;
  }
  if (!mayOpen(app.meta, pathname)) {
    return <Refusal name={pluginId} title="Access denied" text="You do not have permission to see this page." />;
  }
  const Root = app.plugin.root;
  return Root ? (
    <SectionContext.Provider value={section}>
      <PluginContextProvider meta={app.meta}>
        <Root meta={app.meta} basename={pathname} onNavChanged={() => undefined} query={query} path={pathname} />
      </PluginContextProvider>
    </SectionContext.Provider>
  ) : (
    <Refusal name={pluginId} title="No root app page component found" />
  );
}

function Refusal({ name, title, text }: { name: string; title: string; text?: string }) {
  return (
    <PluginPage pageNav={{ text: name }}>
      <Alert title={title} severity="warning">
        {text}
      </Alert>
    </PluginPage>
  );
}

/** Asked for exactly the path of an include; its `action` decides, without one its role. */
function mayOpen(meta: AppPluginMeta, pathname: string): boolean {
  const include = meta.includes?.find((one) => one.path === pathname);
  const { orgRole, permissions = {} } = config.bootData.user;
  if (include?.action) {
    return Boolean(permissions[include.action]);
  }
  return !include?.role || RANK.indexOf(orgRole) >= RANK.indexOf(include.role);
}
