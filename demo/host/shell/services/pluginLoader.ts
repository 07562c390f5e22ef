// Loads built plugins (anonymous AMD) with SystemJS, sharing this page's copies of Grafana's packages.
// The recipe and its traps: README.md, "The loader".
import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import type { AppPlugin, AppPluginMeta, PanelPlugin } from '@grafana/data';
import * as grafanaDataUnstable from '@grafana/data/unstable';
import * as grafanaRuntime from '@grafana/runtime';
import { config } from '@grafana/runtime';
import * as grafanaRuntimeUnstable from '@grafana/runtime/unstable';
import * as grafanaUi from '@grafana/ui';
import * as grafanaUiUnstable from '@grafana/ui/unstable';
import * as i18next from 'i18next';
import lodash from 'lodash';
import moment from 'moment';
import * as react from 'react';
import * as reactDom from 'react-dom';
import * as reactDomClient from 'react-dom/client';
import * as reactRouterDom from 'react-router-dom';
import * as reactRouterCompat from 'react-router-dom-v5-compat';
import * as jsxDevRuntime from 'react/jsx-dev-runtime';
import * as jsxRuntime from 'react/jsx-runtime';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';
import { corePanel } from '../panels/corePanels';
import { missingPanel } from '../panels/missingPanel';

/** Static imports: esbuild gives a CommonJS package its names only this way. */
const EXTERNALS: Record<string, object> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': grafanaData,
  '@grafana/data/unstable': grafanaDataUnstable,
  '@grafana/runtime': grafanaRuntime,
  '@grafana/runtime/unstable': grafanaRuntimeUnstable,
  '@grafana/ui': grafanaUi,
  '@grafana/ui/unstable': grafanaUiUnstable,
  emotion: emotionCss,
  i18next,
  lodash: { ...lodash, default: lodash, __useDefault: true },
  moment: { default: moment, __useDefault: true },
  react,
  'react/jsx-runtime': jsxRuntime,
  'react/jsx-dev-runtime': jsxDevRuntime,
  'react-dom': reactDom,
  'react-dom/client': reactDomClient,
  // Grafana answers `react-router` with the v5-compat package, which is v6's API over v5's router.
  'react-router': reactRouterCompat,
  'react-router-dom': reactRouterDom,
  rxjs,
  'rxjs/operators': rxjsOperators,
};

interface Loader {
  shouldFetch: () => boolean;
  fetch: (url: string, options: RequestInit) => Promise<Response>;
}

/** After every setter of @grafana/runtime that rebinds an export: System.set copies the namespace as it is now. */
export function prepareLoader(): void {
  const names = Object.keys(EXTERNALS);
  names.forEach((name) => System.set(`package:${name}`, EXTERNALS[name]));
  System.addImportMap({ imports: Object.fromEntries(names.map((name) => [name, `package:${name}`])) });
  const loader: Loader = System.constructor.prototype;
  loader.shouldFetch = () => true;
  loader.fetch = fetchWithDefine;
}

/** Gives the fetched source the AMD `define`, which is hidden from everything else on the page. */
async function fetchWithDefine(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...options, credentials: 'same-origin' });
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !/javascript/.test(type)) {
    return response;
  }
  const source = `(function (define) {${await response.text()}\n})(window.__grafana_amd_define);`;
  return new Response(source, { status: 200, headers: { 'content-type': 'text/javascript' } });
}

/** `path` is the plugin's own, without a slash before it: System takes such a name for a bare specifier. */
async function importModule(path: string, version: string): Promise<Record<string, unknown>> {
  const namespace: { default?: unknown } = await System.import(`/${path}?_cache=${version}`);
  // A module with top-level await arrives as a promise in `default`.
  return (await (namespace.default ?? namespace)) as Record<string, unknown>;
}

const apps = new Map<string, Promise<AppPlugin>>();
const panels = new Map<string, Promise<PanelPlugin>>();
const readyPanels = new Map<string, PanelPlugin>();

/** The module is loaded once; the settings it carries are always the ones given last. */
export async function importAppPlugin(meta: AppPluginMeta): Promise<AppPlugin> {
  const known =
    apps.get(meta.id) ??
    importModule(meta.module, meta.info.version).then((module) => {
      const plugin = module.plugin as AppPlugin;
      plugin.init(meta);
      return plugin;
    });
  apps.set(meta.id, known);
  const plugin = await known;
  plugin.meta = meta;
  return plugin;
}

export function importPanelPlugin(id: string): Promise<PanelPlugin> {
  const known =
    panels.get(id) ??
    loadPanel(id).then((plugin) => {
      readyPanels.set(id, plugin);
      return plugin;
    });
  panels.set(id, known);
  return known;
}

export function getPanelPluginFromCache(id: string): PanelPlugin | undefined {
  return readyPanels.get(id);
}

async function loadPanel(id: string): Promise<PanelPlugin> {
  const meta = config.panels[id];
  if (!meta) {
    return corePanel(id) ?? missingPanel(id, `Panel plugin not found: ${id}`);
  }
  try {
    const plugin = (await importModule(meta.module, meta.info.version)).plugin as PanelPlugin;
    plugin.meta = meta;
    return plugin;
  } catch (error) {
    console.error(`panel ${id} did not load`, error);
    return missingPanel(id, `Error loading: ${id}`);
  }
}
