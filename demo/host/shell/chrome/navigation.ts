// The menu's links and the pages' places in it: the app's pages from plugin.json, dashboards, configuration.
import { toIconName, type AppPluginMeta, type NavModelItem, type PluginInclude } from '@grafana/data';
import { config } from '@grafana/runtime';

/** plugin.json's `defaultNav` is missing from the package's type. */
type Page = PluginInclude & { defaultNav?: boolean };

interface AppBootData extends Partial<AppPluginMeta> {
  id: string;
  name: string;
  includes?: Page[];
}

export function bootedApp(id?: string): AppBootData | undefined {
  const apps = config.apps as unknown as Record<string, AppBootData>;
  return id ? apps[id] : Object.values(apps)[0];
}

/** `dashboards` are listed below the link when there is more than one. */
export function menuItems(dashboards: NavModelItem[]): NavModelItem[] {
  const app = bootedApp();
  const pages = appPages(app).map((page) => ({
    id: page.path,
    text: page.name,
    url: page.path,
    icon: toIconName(page.icon ?? ''),
  }));
  return [
    ...(app ? [{ id: 'app', text: app.name, url: defaultPage(app), img: app.info?.logos.small, children: pages }] : []),
    {
      id: 'dashboards',
      text: 'Dashboard',
      url: '/d/preview',
      icon: 'apps',
      children: dashboards.length > 1 ? dashboards : [],
    },
    { id: 'explore', text: 'Explore', url: '/explore', icon: 'compass' },
    ...(app
      ? [{ id: 'config', text: 'Configuration', url: `/plugins/${app.id}`, icon: 'cog' } satisfies NavModelItem]
      : []),
  ];
}

/** Pages below /a/<id>; the configuration page has its own link. */
function appPages(app: AppBootData | undefined): Page[] {
  return (app?.includes ?? []).filter(
    (one) => one.type === 'page' && one.path?.startsWith('/a/') && one.addToNav !== false
  );
}

export function defaultPage(app: AppBootData): string {
  const pages = appPages(app);
  return (pages.find((one) => one.defaultNav) ?? pages[0])?.path ?? `/a/${app.id}`;
}

/** The app page whose path is the longest beginning of the place. */
export function currentAppPage(pathname: string): NavModelItem | undefined {
  const app = bootedApp(/^\/a\/([^/]+)/.exec(pathname)?.[1]);
  const page = appPages(app)
    .filter((one) => one.path && (pathname === one.path || pathname.startsWith(`${one.path}/`)))
    .sort((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0))[0];
  const parent = app && { text: app.name, url: defaultPage(app) };
  return page ? { text: page.name, url: page.path, parentItem: parent } : parent;
}

/** The preview's own time range (--from, --to) rides along on links, as Grafana carries from and to between pages. */
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
  return text === '' || !/^\/(a|d|explore)/.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}${text}`;
}
