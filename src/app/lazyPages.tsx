// The app and its configuration as Grafana takes them, fetched when somebody opens them: for a link in a menu Grafana
// loads the module alone.
import React, { lazy, Suspense, type ComponentType } from 'react';
import type { AppPluginMeta, AppRootProps, PluginConfigPageProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';

const LazyApp = lazy(() => import(/* webpackChunkName: "app" */ './App').then((file) => ({ default: file.App })));
const LazyConfigPage = lazy(() => import('./config/ConfigPage').then((file) => ({ default: file.ConfigPage })));

function whenLoaded<Props extends object>(Page: ComponentType<Props>, text: string) {
  return function WhenLoaded(props: Props) {
    return (
      <Suspense fallback={<LoadingPlaceholder text={text} />}>
        <Page {...props} />
      </Suspense>
    );
  };
}

/** Everything under /a/truce-autoscaling-app. */
export const App = whenLoaded<AppRootProps>(LazyApp, 'Loading Truce');

/** The configuration tab of the plugin. */
export const ConfigPage = whenLoaded<PluginConfigPageProps<AppPluginMeta<object>>>(LazyConfigPage, 'Loading settings');
