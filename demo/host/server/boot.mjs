// window.grafanaBootData and the HTML page around the shell (what sufficed is listed in README.md).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { navTree } from './navTree.mjs';
import { HOST_DIR } from './options.mjs';
import { may, ROLES } from './permissions.mjs';
import { readPlugins } from './plugins.mjs';

const DATASOURCE_NAMES = { prometheus: 'Prometheus', 'victoriametrics-metrics-datasource': 'VictoriaMetrics' };

export function datasourceSettings(one) {
  return {
    id: one.id,
    uid: one.uid,
    type: one.type,
    name: one.name,
    access: 'proxy',
    url: `/api/datasources/proxy/uid/${one.uid}`,
    isDefault: one.isDefault,
    readOnly: true,
    jsonData: one.jsonData,
    meta: datasourceMeta(one.type, one.pluginVersion),
  };
}

function datasourceMeta(type, version = '') {
  const logo = type.includes('prometheus') ? '/public/preview/prometheus.svg' : '/public/preview/victoriametrics.svg';
  return {
    id: type,
    type: 'datasource',
    name: DATASOURCE_NAMES[type] ?? type,
    module: '',
    baseUrl: '',
    metrics: true,
    backend: true,
    alerting: true,
    category: 'tsdb',
    info: {
      author: { name: '' },
      description: '',
      links: [],
      logos: { small: logo, large: logo },
      screenshots: [],
      updated: '',
      version,
    },
  };
}

/** `visitor` is who asks (visitor.mjs). */
export function bootData({ options, datasources, settings }, visitor) {
  const plugins = readPlugins(options.dist, visitor.panelPath);
  const ofType = (type) => plugins.filter((one) => one.json.type === type);
  return {
    user: userOf(visitor),
    navTree: navTree(plugins, visitor, (plugin) => settings.get(plugin).enabled),
    assets: { jsFiles: [] },
    settings: {
      namespace: 'default',
      appSubUrl: '',
      appUrl: '/',
      buildInfo: {
        version: options.grafana,
        versionString: `Grafana v${options.grafana}`,
        env: 'production',
        edition: 'Open Source',
        commit: 'preview',
        buildstamp: 0,
        hideVersion: false,
        hasUpdate: false,
        latestVersion: '',
      },
      featureToggles: {},
      unifiedAlertingEnabled: true,
      exploreEnabled: true,
      anonymousEnabled: false,
      disableLoginForm: false,
      defaultDatasource: datasources.find((one) => one.isDefault)?.name ?? datasources[0]?.name ?? '',
      datasources: Object.fromEntries(datasources.map((one) => [one.name, datasourceSettings(one)])),
      panels: Object.fromEntries(
        ofType('panel').map(({ json }) => [
          json.id,
          { ...json, sort: 100, hideFromList: false, skipDataQuery: json.skipDataQuery ?? false },
        ])
      ),
      apps: Object.fromEntries(ofType('app').map((one) => [one.json.id, appSettings(one, settings)])),
      dateFormats: {
        fullDate: 'YYYY-MM-DD HH:mm:ss',
        useBrowserLocale: false,
        defaultTimezone: 'browser',
        defaultWeekStart: 'browser',
        interval: {
          millisecond: 'HH:mm:ss.SSS',
          second: 'HH:mm:ss',
          minute: 'HH:mm',
          hour: 'MM/DD HH:mm',
          day: 'MM/DD',
          month: 'YYYY-MM',
          year: 'YYYY',
        },
      },
      minRefreshInterval: '5s',
      viewersCanEdit: false,
      rbacEnabled: true,
      trustedTypesDefaultPolicyEnabled: false,
      licenseInfo: { expiry: 0, stateInfo: '', licenseUrl: '', edition: 'Open Source', enabledFeatures: {} },
    },
    preview: {
      from: options.from,
      to: options.to,
      control: options.control !== undefined,
      without: visitor.without,
    },
  };
}

/** Little more than where its module is: what an app is called and which pages it has stands in its plugin settings. */
function appSettings({ json }, settings) {
  return {
    id: json.id,
    path: json.module,
    version: json.info.version,
    preload: settings.get({ json }).enabled ? (json.preload ?? false) : false,
    angular: { detected: false, hideDeprecation: false },
    loadingStrategy: json.loadingStrategy,
    extensions: json.extensions,
    dependencies: json.dependencies,
  };
}

function userOf({ role, timezone }) {
  const login = role.toLowerCase();
  return {
    id: 1,
    uid: 'preview',
    isSignedIn: true,
    login,
    email: `${login}@localhost`,
    name: 'Preview',
    orgId: 1,
    orgName: 'Main Org.',
    orgRole: role,
    orgCount: 1,
    isGrafanaAdmin: role === 'Admin',
    gravatarUrl: '',
    theme: 'dark',
    lightTheme: false,
    timezone,
    weekStart: 'browser',
    language: 'en-US',
    regionalFormat: 'en-US',
    locale: 'en-US',
    helpFlags1: 0,
    hasEditPermissionInFolders: may(role, 'dashboards:write'),
    permissions: Object.fromEntries(ROLES[role].map((action) => [action, true])),
    analytics: { identifier: '' },
  };
}

/** Everything that must run before the shell's own code does: README.md, "The loader". */
const BEFORE_SHELL = `
(function () {
  var asked = new URLSearchParams(location.search).get('theme');
  var kept = null;
  try { kept = localStorage.getItem('preview.theme'); } catch (e) {}
  var theme = asked === 'light' || asked === 'dark' ? asked : kept === 'light' ? 'light' : 'dark';
  try { localStorage.setItem('preview.theme', theme); } catch (e) {}
  grafanaBootData.user.theme = theme;
  grafanaBootData.user.lightTheme = theme === 'light';
  document.body.className = 'theme-' + theme;
  document.body.style.backgroundColor = theme === 'light' ? '#f4f5f5' : '#111217';
})();`;

export function shellHtml(data, version) {
  const manifestFile = join(HOST_DIR, 'build', version, 'manifest.json');
  if (!existsSync(manifestFile)) {
    return `<!doctype html><title>Preview</title><p>The shell for ${version} is not built: run <code>node demo/host/build.mjs ${version}</code>.`;
  }
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<base href="/">
<title>Preview, not Grafana</title>
<link rel="icon" href="/public/preview/plugin.svg">
${manifest.css.map((file) => `<link rel="stylesheet" href="/public/shell/${file}">`).join('\n')}
<link rel="preload" as="font" type="font/woff2" crossorigin href="/public/fonts/inter/Inter-Regular.woff2">
<link rel="modulepreload" href="/public/shell/${manifest.entry}">
</head>
<body class="theme-dark">
<div id="reactRoot"></div>
<script>window.__grafana_public_path__='/public/';window.grafanaBootData=${json};${BEFORE_SHELL}</script>
<script src="/public/shell/system.min.js"></script>
<script src="/public/shell/amd.min.js"></script>
<script>window.__grafana_amd_define=window.define;window.define=undefined;</script>
<script type="module" src="/public/shell/${manifest.entry}"></script>
</body>
</html>`;
}
