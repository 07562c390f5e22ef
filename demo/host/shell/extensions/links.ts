// Links an app adds to Grafana's extension points, by the rules of a real Grafana: an app is loaded for a point only if
// its plugin.json declares a link there (or it preloads), a path stays below /a/<id>/, the context is read-only, and an
// opened path carries who offered it.
import {
  PluginExtensionTypes,
  urlUtil,
  type AppPlugin,
  type PluginExtensionAddedLinkConfig,
  type PluginExtensionEventHelpers,
  type PluginExtensionLink,
} from '@grafana/data';
import { config, type UsePluginLinksOptions, type UsePluginLinksResult } from '@grafana/runtime';
import { useEffect, useMemo, useState } from 'react';
import { fetchAppMeta } from '../services/appMeta';
import { importAppPlugin } from '../services/pluginLoader';
import { openModal } from './modals';
import { readOnly } from './readOnly';

interface OfferedLink {
  pluginId: string;
  link: PluginExtensionAddedLinkConfig;
}

/** What plugin.json declares: `targets` is a text or a list. */
interface Declared {
  targets?: string | string[];
  title: string;
}

const loaded = new Map<string, Promise<OfferedLink[]>>();

/** `limitPerPlugin` is what each of Grafana's own places allows. */
export function useExtensionLinks(options: UsePluginLinksOptions): UsePluginLinksResult {
  const { extensionPointId, context, limitPerPlugin = Infinity } = options;
  const [all, setAll] = useState<OfferedLink[]>();
  useEffect(() => {
    let current = true;
    setAll(undefined);
    Promise.all(appsFor(extensionPointId).map(linksOf)).then(
      (lists) => current && setAll(lists.flat()),
      (error: unknown) => console.error('extension links', error)
    );
    return () => {
      current = false;
    };
  }, [extensionPointId]);
  const links = useMemo(() => {
    const shown = (all ?? []).flatMap((one) => resolve(one, extensionPointId, context && readOnly(context)));
    return shown.filter(
      (link, index) => shown.slice(0, index).filter((other) => other.pluginId === link.pluginId).length < limitPerPlugin
    );
  }, [all, extensionPointId, context, limitPerPlugin]);
  return { isLoading: all === undefined, links };
}

function appsFor(point: string): string[] {
  return Object.values(config.apps)
    .filter((app) => app.preload || declared(app.id).some((one) => listed(one.targets).includes(point)))
    .map((app) => app.id);
}

function declared(id: string): Declared[] {
  return config.apps[id]?.extensions?.addedLinks ?? [];
}

function listed(targets: string | string[] | undefined): string[] {
  return targets === undefined ? [] : [targets].flat();
}

function linksOf(id: string): Promise<OfferedLink[]> {
  const known =
    loaded.get(id) ??
    fetchAppMeta(id)
      .then(importAppPlugin)
      .then((plugin: AppPlugin) =>
        plugin.addedLinkConfigs.filter((link) => isDeclared(id, link)).map((link) => ({ pluginId: id, link }))
      );
  loaded.set(id, known);
  return known;
}

/** A Grafana in development mode refuses what plugin.json does not name word for word; this preview always does. */
function isDeclared(id: string, link: PluginExtensionAddedLinkConfig): boolean {
  const named = declared(id).find((one) => one.title === link.title);
  const isRight = named !== undefined && listed(link.targets).every((target) => listed(named.targets).includes(target));
  if (!isRight) {
    refuse(id, link, 'plugin.json does not declare this title with these targets in extensions.addedLinks');
  }
  return isRight;
}

function refuse(id: string, link: PluginExtensionAddedLinkConfig, why: string): void {
  console.error(`[Plugin Extensions] ${id}: the link "${link.title}" is left out: ${why}`);
}

function resolve({ pluginId, link }: OfferedLink, point: string, context: object | undefined): PluginExtensionLink[] {
  if (!listed(link.targets).includes(point)) {
    return [];
  }
  const changes = configured(pluginId, link, context);
  if (link.configure && changes === undefined) {
    return [];
  }
  const { title, description = '', path, icon, category, openInNewTab, group } = { ...link, ...changes } as Shown;
  if (path !== undefined && !path.startsWith(`/a/${pluginId}/`)) {
    refuse(pluginId, link, `its path "${path}" must start with /a/${pluginId}/`);
    return [];
  }
  const { onClick } = { ...link, ...changes };
  return [
    {
      id: `${pluginId}-${point}-${link.title}`,
      type: PluginExtensionTypes.link,
      pluginId,
      title,
      description,
      path: path === undefined ? undefined : tracked(path, pluginId, point),
      icon,
      category,
      openInNewTab,
      // 13 names what 12.4 calls category.
      ...(group ? { group } : {}),
      onClick: onClick ? (event) => onClick(event, helpersFor(point, context)) : undefined,
    } as PluginExtensionLink,
  ];
}

type Shown = PluginExtensionAddedLinkConfig & { group?: { name: string } };

/** A `configure` that throws hides its link, as in Grafana. */
function configured(id: string, link: PluginExtensionAddedLinkConfig, context: object | undefined) {
  try {
    return link.configure?.(context ?? {});
  } catch (error) {
    refuse(id, link, String(error));
    return undefined;
  }
}

/** Grafana adds who offered the link and where: an app reads these two parameters in its own address. */
function tracked(path: string, pluginId: string, point: string): string {
  return urlUtil.appendQueryToUrl(path, urlUtil.toUrlParams({ uel_pid: pluginId, uel_epid: point }));
}

function helpersFor(extensionPointId: string, context: object | undefined): PluginExtensionEventHelpers {
  const nothing = () => undefined;
  return {
    context,
    extensionPointId,
    openModal,
    openSidebar: nothing,
    closeSidebar: nothing,
    toggleSidebar: nothing,
  };
}
