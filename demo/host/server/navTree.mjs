// The navigation tree as Grafana's server builds it, with the sections that this preview has pages for. Apps stand below
// "More apps"; the page that is an app's `defaultNav` gives the app its address and is not listed below it.
import { may } from './permissions.mjs';

const RANK = ['Viewer', 'Editor', 'Admin'];

/** @returns {object[]} items with `id`, `text`, `url` and `children`, as in `bootData.navTree` */
export function navTree(plugins, { role }, isEnabled) {
  const apps = plugins
    .filter((one) => one.json.type === 'app' && isEnabled(one))
    .flatMap((one) => appNode(one.json, role));
  return [
    { id: 'home', text: 'Home', url: '/', icon: 'home-alt' },
    { id: 'dashboards/browse', text: 'Dashboards', url: '/dashboards', icon: 'apps' },
    ...(may(role, 'datasources:explore') ? [{ id: 'explore', text: 'Explore', url: '/explore', icon: 'compass' }] : []),
    {
      id: 'alerting',
      text: 'Alerting',
      url: '/alerting',
      icon: 'bell',
      children: [{ id: 'alert-list', text: 'Alert rules', url: '/alerting/list' }],
    },
    ...(apps.length > 0 ? [{ id: 'apps', text: 'More apps', url: '/apps', icon: 'layer-group', children: apps }] : []),
    { id: 'cfg', text: 'Administration', url: '/admin', icon: 'cog', children: [PLUGINS] },
  ];
}

const PLUGINS = { id: 'plugins', text: 'Plugins', url: '/plugins' };

function appNode(json, role) {
  const pages = json.includes.filter((one) => one.type === 'page' && one.addToNav && mayOpen(one, role));
  const first = pages.find((one) => one.defaultNav && one.path);
  const url = first?.path ?? `/a/${json.id}`;
  if (pages.length === 0) {
    return [];
  }
  const children = pages
    .map((page) => ({ text: page.name, url: page.path, icon: page.icon, pluginId: json.id }))
    .filter((page) => page.url !== url);
  return [
    {
      id: `plugin-page-${json.id}`,
      text: json.name,
      subTitle: json.info.description,
      img: json.info.logos.small,
      url,
      pluginId: json.id,
      isSection: true,
      children,
    },
  ];
}

/** An include's `action` decides; without one its role does. */
export function mayOpen(include, role) {
  return include.action ? may(role, include.action) : RANK.indexOf(role) >= RANK.indexOf(include.role ?? 'Viewer');
}
