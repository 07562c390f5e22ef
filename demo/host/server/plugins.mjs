// The built plugin as Grafana would register it: the app in dist/ and every plugin nested one folder below.
// Read anew at each request, so that a rebuild needs no restart.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** `panelPath` is `app` or `own` (visitor.mjs). */
export function readPlugins(dist, panelPath = 'app') {
  const folders = [dist];
  if (existsSync(dist)) {
    folders.push(
      ...readdirSync(dist, { withFileTypes: true })
        .filter((one) => one.isDirectory())
        .map((one) => join(dist, one.name))
    );
  }
  const found = folders.filter((folder) => existsSync(join(folder, 'plugin.json')));
  const app = found[0] === dist ? readManifest(dist).id : undefined;
  return found.map((folder) => {
    const json = readManifest(folder);
    const isBelow = folder !== dist && app !== undefined && panelPath === 'app';
    return readPlugin(folder, json, `public/plugins/${isBelow ? `${app}/${basename(folder)}` : json.id}`);
  });
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'plugin.json'), 'utf8'));
}

/** `base` is where its files are, without a slash before. */
function readPlugin(folder, json, base) {
  const logos = json.info?.logos ?? {};
  return {
    folder,
    json: {
      ...json,
      module: `${base}/module.js`,
      baseUrl: base,
      info: {
        author: {},
        keywords: [],
        links: [],
        screenshots: [],
        ...json.info,
        logos: {
          small: logos.small ? `/${base}/${logos.small}` : '/public/preview/plugin.svg',
          large: logos.large ? `/${base}/${logos.large}` : '/public/preview/plugin.svg',
        },
      },
      includes: json.includes ?? [],
      dependencies: {
        grafanaDependency: '',
        plugins: [],
        ...json.dependencies,
        extensions: { exposedComponents: [], ...json.dependencies?.extensions },
      },
      extensions: {
        addedLinks: [],
        addedComponents: [],
        addedFunctions: [],
        exposedComponents: [],
        extensionPoints: [],
        ...json.extensions,
      },
      signature: 'unsigned',
      state: '',
      loadingStrategy: 'fetch',
    },
  };
}

/** Settings of app plugins, kept in memory as `POST /api/plugins/<id>/settings` stores them. */
export class PluginSettings {
  #stored = new Map();

  constructor(initial) {
    this.initial = initial;
  }

  get(plugin) {
    const stored = this.#stored.get(plugin.json.id) ?? this.initial ?? {};
    return {
      ...plugin.json,
      enabled: stored.enabled ?? true,
      pinned: stored.pinned ?? true,
      autoEnabled: false,
      jsonData: stored.jsonData ?? null,
      secureJsonFields: Object.fromEntries(Object.keys(stored.secureJsonData ?? {}).map((key) => [key, true])),
      defaultNavUrl: defaultPage(plugin.json),
      hasUpdate: false,
      latestVersion: '',
      angularDetected: false,
    };
  }

  set(id, body) {
    const before = this.#stored.get(id) ?? this.initial ?? {};
    this.#stored.set(id, {
      ...before,
      ...body,
      secureJsonData: { ...before.secureJsonData, ...body.secureJsonData },
    });
  }
}

export function defaultPage(json) {
  const pages = (json.includes ?? []).filter((one) => one.type === 'page');
  const page = pages.find((one) => one.defaultNav) ?? pages[0];
  return page?.path ?? `/a/${json.id}`;
}
