// Dashboards: provisioned JSON files (read at each request) and those saved through an API (kept in memory). A classic one
// is kept as its JSON, a dynamic one ("schema v2") as its spec; whoever saves a classic one over a dynamic one loses the
// layout, here as in Grafana.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HOST_DIR } from './options.mjs';

/** Shown at /d/preview as long as nobody provisions a dashboard. */
const BUILT_IN = join(HOST_DIR, 'dashboards');

/**
 * @typedef {{uid: string, schema: string, spec: object, folder: string, version: number, id: number, provisioned: boolean}} Stored
 * `schema` is the API version it is stored in: `v1beta1` (classic), `v2beta1` or `v2`.
 */
export class Dashboards {
  /** @type {Map<string, Stored>} */
  #saved = new Map();
  #lastId = 1000;

  constructor(folder) {
    this.folder = folder;
  }

  /** @returns {Stored[]} */
  list() {
    const provisioned = readFolder(this.folder);
    const byUid = new Map((provisioned.length > 0 ? provisioned : readFolder(BUILT_IN)).map((one) => [one.uid, one]));
    this.#saved.forEach((one, uid) => byUid.set(uid, one));
    return [...byUid.values()];
  }

  /** `preview`, unless somebody stores it, is the first provisioned dashboard: a link that always leads somewhere. */
  get(uid) {
    const found = this.list().find((one) => one.uid === uid);
    return found ?? (uid === 'preview' ? readFolder(this.folder)[0] : undefined);
  }

  /** @returns {Stored} */
  store({ uid, schema, spec, folder }) {
    const known = uid ? this.get(uid) : undefined;
    const stored = {
      uid: uid || `preview-${Math.random().toString(36).slice(2, 10)}`,
      schema,
      spec,
      folder: folder ?? known?.folder ?? '',
      version: (known?.version ?? 0) + 1,
      id: known?.id || ++this.#lastId,
      provisioned: false,
    };
    this.#saved.set(stored.uid, stored);
    return stored;
  }

  remove(uid) {
    const known = this.get(uid);
    this.#saved.delete(uid);
    return known;
  }

  search(parameters) {
    const words = (parameters.get('query') ?? '').toLowerCase();
    const uids = parameters.getAll('dashboardUIDs');
    const tags = parameters.getAll('tag');
    return this.list().filter(
      ({ uid, spec }) =>
        (spec.title ?? '').toLowerCase().includes(words) &&
        (uids.length === 0 || uids.includes(uid)) &&
        tags.every((tag) => (spec.tags ?? []).includes(tag))
    );
  }
}

export function isDynamic({ schema }) {
  return schema.startsWith('v2');
}

export function addressOf({ uid, spec }) {
  return `/d/${uid}/${slugOf(spec)}`;
}

export function slugOf({ title = 'dashboard' }) {
  return String(title)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function readFolder(folder) {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.json') && statSync(join(folder, name)).isFile())
    .flatMap((name) => {
      try {
        return [provisioned(JSON.parse(readFileSync(join(folder, name), 'utf8')), basename(name, '.json'))];
      } catch (error) {
        process.stderr.write(`dashboard ${name}: ${error.message}\n`);
        return [];
      }
    });
}

/** A file holds a classic dashboard, or a resource with `apiVersion`, `metadata` and `spec`. */
function provisioned(read, name) {
  const schema = /^dashboard\.grafana\.app\/(\w+)$/.exec(read.apiVersion ?? '')?.[1];
  const common = { folder: '', id: 0, provisioned: true };
  if (schema) {
    return { ...common, uid: read.metadata?.name ?? name, schema, spec: read.spec, version: 1 };
  }
  const spec = read.dashboard ?? read;
  return { ...common, uid: spec.uid ?? name, schema: 'v1beta1', spec, version: spec.version ?? 1 };
}
