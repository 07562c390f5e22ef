// Registers the preview's stand-ins with @grafana/runtime, in the order that matters: everything before the plugin loader
// copies the packages' namespaces (README.md, "The loader").
import { EventBusSrv } from '@grafana/data';
import {
  config,
  FakeEchoSrv,
  locationService,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setCurrentUser,
  setDataSourceSrv,
  setEchoSrv,
  setLocationSrv,
  setMegaMenuOpenHook,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import { setPanelDataErrorView } from 'grafana-internal/PanelDataErrorView';
import { setPanelRenderer } from 'grafana-internal/PanelRenderer';
import { setPluginPage } from 'grafana-internal/PluginPage';
import { HEADER_HEIGHT } from '../chrome/layout';
import { PluginPage } from '../chrome/PluginPage';
import { useAddedComponents, useExposedComponent } from '../extensions/exposed';
import { useExtensionLinks } from '../extensions/links';
import { PanelDataErrorView } from '../panels/PanelDataErrorView';
import { PanelRenderer } from '../panels/PanelRenderer';
import { PreviewBackendSrv } from './backendSrv';
import { PreviewDataSourceSrv } from './datasourceSrv';
import { getPanelPluginFromCache, importPanelPlugin, prepareLoader } from './pluginLoader';
import { fillRegistries } from './registries';
import { runRequest } from './runRequest';
import { templateSrv } from './templateSrv';

export function startServices(): void {
  fillRegistries();
  setAppEvents(new EventBusSrv());
  setEchoSrv(new FakeEchoSrv());
  setLocationSrv(locationService);
  setBackendSrv(new PreviewBackendSrv());
  setTemplateSrv(templateSrv);
  setDataSourceSrv(new PreviewDataSourceSrv());
  setCurrentUser({ ...config.bootData.user });
  setRunRequest(runRequest);
  setPluginImportUtils({ importPanelPlugin, getPanelPluginFromCache });
  setHooks();
  setPluginPage(PluginPage);
  setPanelRenderer(PanelRenderer);
  setPanelDataErrorView(PanelDataErrorView);
  prepareLoader();
}

function setHooks(): void {
  const nothing = () => undefined;
  setReturnToPreviousHook(() => nothing);
  setChromeHeaderHeightHook(() => HEADER_HEIGHT);
  setMegaMenuOpenHook(() => [true, nothing]);
  setPluginLinksHook(useExtensionLinks);
  setPluginComponentsHook(useAddedComponents);
  setPluginComponentHook(useExposedComponent);
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
}
