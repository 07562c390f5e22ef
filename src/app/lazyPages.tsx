// The app and its configuration as Grafana takes them, fetched when somebody opens them: for a link in a menu Grafana
// loads the module alone. The boundary is part of it: the file that is fetched may be gone.
import React, { lazy, Suspense, type ComponentType } from 'react';
import type { AppPluginMeta, AppRootProps, PluginConfigPageProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';

import { RouteBoundary } from './frame/RouteBoundary';

const LazyApp = lazy(() => import(/* webpackChunkName: "app" */ './App').then((file) => ({ default: file.App })));
const LazyConfigPage = lazy(() => import('./config/ConfigPage').then((file) => ({ default: file.ConfigPage })));

function whenLoaded<Props extends object>(Page: ComponentType<Props>, text: string) {
  return function WhenLoaded(props: Props) {
    return (
      <RouteBoundary resetKey="">
        <Suspense fallback={<LoadingPlaceholder text={text} />}>
          <Page {...props} />
        </Suspense>
      </RouteBoundary>
    );
  };
}

/** Everything under /a/truce-autoscaling-app. */
export const App = whenLoaded<AppRootProps>(LazyApp, 'Loading Truce');

/** The configuration tab of the plugin. */
export const ConfigPage = whenLoaded<PluginConfigPageProps<AppPluginMeta<object>>>(LazyConfigPage, 'Loading settings');
