// Places in the navigation tree that the server built, by Grafana's rules: which node a page of an app stands under, what
// the breadcrumbs and the window's title say.
import type { NavModelItem } from '@grafana/data';
import { config } from '@grafana/runtime';

export function navTree(): NavModelItem[] {
  return config.bootData.navTree;
}

export function appNode(pluginId: string): NavModelItem | undefined {
  return navTree()
    .find((one) => one.id === 'apps')
    ?.children?.find((one) => one.id === `plugin-page-${pluginId}`);
}

/** The preview's home page: the first page of the first app. */
export function homePage(): string | undefined {
  return navTree().find((one) => one.id === 'apps')?.children?.[0]?.url;
}

export interface Section {
  main: NavModelItem;
  /** The node with the longest address that the page's address begins with; else the section itself. */
  node: NavModelItem;
}

/** `url` is path and query. A page that no menu entry leads to stands right under "More apps". */
export function sectionOf(pluginId: string, url: string): Section | undefined {
  const main = navTree().find((one) => one.id === 'apps');
  if (!main || !appNode(pluginId)) {
    return undefined;
  }
  const known = withParents(main.children ?? [], main).filter((one) => one.url && url.startsWith(one.url));
  const longest = known.sort((a, b) => (b.url?.length ?? 0) - (a.url?.length ?? 0))[0];
  return { main, node: longest ?? main };
}

function withParents(items: NavModelItem[], parentItem: NavModelItem): NavModelItem[] {
  return items.flatMap((item) => {
    const own = { ...item, parentItem };
    return [own, ...withParents(item.children ?? [], own)];
  });
}

/** The menu's path, then the page's own. Where the page's begins at the menu's last node, the page's name for it holds. */
export function breadcrumbs(section: Section | undefined, pageNav: NavModelItem | undefined): NavModelItem[] {
  const [own, menu] = [pathTo(pageNav), pathTo(section?.node)];
  const isSame = pathOf(own[0]) !== '' && pathOf(own[0]) === pathOf(menu.at(-1));
  return [...(isSame ? menu.slice(0, -1) : menu), ...own];
}

function pathOf(item: NavModelItem | undefined): string {
  return item?.url?.split('?')[0] ?? '';
}

function pathTo(item: NavModelItem | undefined): NavModelItem[] {
  return item ? [...pathTo(item.parentItem), ...(item.hideFromBreadcrumbs ? [] : [item])] : [];
}

export function windowTitle(section: Section | undefined, pageNav: NavModelItem | undefined): string {
  const tab = pageNav?.children?.find((one) => one.active);
  const names = [
    tab?.text,
    pageNav?.text,
    section && section.node !== section.main ? section.node.text : undefined,
    section?.main.text,
    'Preview, not Grafana',
  ];
  return names.filter(Boolean).join(' - ');
}

/** The preview's own time range (--from, --to) rides along on links of the menu, which Grafana's do not do. */
export function withPreviewRange(url: string, search: string): string {
  const here = new URLSearchParams(search);
  const { from, to } = window.grafanaBootData.preview;
  const carried = new URLSearchParams();
  for (const [key, fallback] of [
    ['from', from],
    ['to', to],
  ] as const) {
    const value = here.get(key) ?? fallback;
    if (value) {
      carried.set(key, value);
    }
  }
  const text = carried.toString();
  return text === '' || !/^\/(a|d|explore)\b/.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}${text}`;
}
