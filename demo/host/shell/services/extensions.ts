// Extension points, as far as the preview has places for them: links that the app adds to the panel menu of a dashboard.
// Components and functions of other plugins do not exist here.
import {
  PluginExtensionTypes,
  type AppPlugin,
  type PluginExtensionAddedLinkConfig,
  type PluginExtensionLink,
} from '@grafana/data';
import { config, locationService, type UsePluginLinksOptions, type UsePluginLinksResult } from '@grafana/runtime';
import { useEffect, useMemo, useState } from 'react';
import { fetchAppMeta } from './appMeta';
import { importAppPlugin } from './pluginLoader';

interface OfferedLink {
  pluginId: string;
  link: PluginExtensionAddedLinkConfig;
}

let offered: Promise<OfferedLink[]> | undefined;

/** Loads every app once, as Grafana does for apps which declare links for the point. */
function offeredLinks(): Promise<OfferedLink[]> {
  offered ??= Promise.all(
    Object.keys(config.apps).map(async (id) => {
      const plugin: AppPlugin = await importAppPlugin(await fetchAppMeta(id));
      return plugin.addedLinkConfigs.map((link) => ({ pluginId: id, link }));
    })
  ).then((lists) => lists.flat());
  return offered;
}

export function useExtensionLinks({ extensionPointId, context }: UsePluginLinksOptions): UsePluginLinksResult {
  const [all, setAll] = useState<OfferedLink[]>();
  useEffect(() => {
    let current = true;
    offeredLinks().then(
      (links) => current && setAll(links),
      (error: unknown) => console.error('extension links', error)
    );
    return () => {
      current = false;
    };
  }, []);
  const links = useMemo(
    () => (all ?? []).flatMap((one) => resolve(one, extensionPointId, context)),
    [all, extensionPointId, context]
  );
  return { isLoading: all === undefined, links };
}

function resolve({ pluginId, link }: OfferedLink, point: string, context: object | undefined): PluginExtensionLink[] {
  const targets = Array.isArray(link.targets) ? link.targets : [link.targets];
  if (!targets.includes(point)) {
    return [];
  }
  const changes = link.configure ? link.configure(context) : {};
  if (changes === undefined) {
    return [];
  }
  const { title, description = '', path, onClick, icon, category, openInNewTab } = { ...link, ...changes };
  const helpers = {
    context,
    extensionPointId: point,
    openModal: () => undefined,
    openSidebar: () => undefined,
    closeSidebar: () => undefined,
    toggleSidebar: () => undefined,
  };
  return [
    {
      id: `${pluginId}-${title}`,
      type: PluginExtensionTypes.link,
      pluginId,
      title,
      description,
      path,
      icon,
      category,
      openInNewTab,
      onClick: onClick
        ? (event) => onClick(event, helpers)
        : path && !openInNewTab
          ? () => locationService.push(path)
          : undefined,
    },
  ];
}

export function useExtensionComponents() {
  return useMemo(() => ({ components: [], isLoading: false }), []);
}
