// Dashboards: provisioned JSON files (read at each request) and those saved through the API (kept in memory).
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HOST_DIR } from './options.mjs';

/** Shown at /d/preview as long as nobody provisions a dashboard. */
const BUILT_IN = join(HOST_DIR, 'dashboards');

export class Dashboards {
  #saved = new Map();
  /** Folder of a saved dashboard by its uid; '' is the root. */
  #folders = new Map();
  #lastId = 1000;

  constructor(folder) {
    this.folder = folder;
  }

  list() {
    const provisioned = readFolder(this.folder);
    const byUid = new Map((provisioned.length > 0 ? provisioned : readFolder(BUILT_IN)).map((one) => [one.uid, one]));
    for (const [uid, dashboard] of this.#saved) {
      byUid.set(uid, dashboard);
    }
    return [...byUid.values()];
  }

  /** `preview`, unless provisioned itself, is the first provisioned dashboard: a link that always leads somewhere. */
  get(uid) {
    const provisioned = readFolder(this.folder);
    const stands =
      uid === 'preview' &&
      !this.#saved.has(uid) &&
      provisioned.length > 0 &&
      !provisioned.some((one) => one.uid === uid);
    const dashboard = stands ? provisioned[0] : this.list().find((one) => one.uid === uid);
    return dashboard && { dashboard, meta: this.#metaOf(dashboard) };
  }

  /** The answer of POST /api/dashboards/db. */
  save({ dashboard, overwrite = false, folderUid }) {
    if (!dashboard || !dashboard.title) {
      return { status: 400, body: { message: 'Dashboard title cannot be empty', status: 'empty-name' } };
    }
    const known = dashboard.uid ? this.list().find((one) => one.uid === dashboard.uid) : undefined;
    if (known && !overwrite && dashboard.version !== known.version) {
      return {
        status: 412,
        body: { message: 'The dashboard has been changed by someone else', status: 'version-mismatch' },
      };
    }
    const uid = dashboard.uid || `preview-${Math.random().toString(36).slice(2, 10)}`;
    const folder = folderUid ?? this.#folders.get(uid) ?? '';
    this.#folders.set(uid, folder);
    const stored = { ...dashboard, uid, id: known?.id ?? ++this.#lastId, version: (known?.version ?? 0) + 1 };
    this.#saved.set(uid, stored);
    const { slug, url } = this.#metaOf(stored);
    return {
      status: 200,
      body: { folderUid: folder, id: stored.id, slug, status: 'success', uid, url, version: stored.version },
    };
  }

  #metaOf(dashboard) {
    const { uid } = dashboard;
    return { ...metaOf(dashboard, !this.#saved.has(uid)), folderUid: this.#folders.get(uid) ?? '' };
  }

  remove(uid) {
    const known = this.get(uid);
    this.#saved.delete(uid);
    return (
      known && {
        id: known.dashboard.id,
        message: `Dashboard ${known.dashboard.title} deleted`,
        title: known.dashboard.title,
      }
    );
  }

  search(parameters) {
    const words = (parameters.get('query') ?? '').toLowerCase();
    const uids = parameters.getAll('dashboardUIDs');
    const tags = parameters.getAll('tag');
    return this.list()
      .filter((one) => (one.title ?? '').toLowerCase().includes(words))
      .filter((one) => uids.length === 0 || uids.includes(one.uid))
      .filter((one) => tags.every((tag) => (one.tags ?? []).includes(tag)))
      .map((one) => ({
        id: one.id ?? 0,
        uid: one.uid,
        title: one.title,
        uri: `db/${slugOf(one)}`,
        url: `/d/${one.uid}/${slugOf(one)}`,
        slug: '',
        type: 'dash-db',
        tags: one.tags ?? [],
        folderUid: this.#folders.get(one.uid) || undefined,
        isStarred: false,
        sortMeta: 0,
      }));
  }
}

function readFolder(folder) {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.json') && statSync(join(folder, name)).isFile())
    .flatMap((name) => {
      try {
        const read = JSON.parse(readFileSync(join(folder, name), 'utf8'));
        const dashboard = read.dashboard ?? read;
        return [{ version: 1, ...dashboard, uid: dashboard.uid ?? basename(name, '.json') }];
      } catch (error) {
        process.stderr.write(`dashboard ${name}: ${error.message}\n`);
        return [];
      }
    });
}

function slugOf(dashboard) {
  return String(dashboard.title ?? 'dashboard')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function metaOf(dashboard, provisioned) {
  const slug = slugOf(dashboard);
  return {
    type: 'db',
    canSave: true,
    canEdit: true,
    canAdmin: true,
    canStar: true,
    canDelete: true,
    slug,
    url: `/d/${dashboard.uid}/${slug}`,
    version: dashboard.version ?? 1,
    hasAcl: false,
    isFolder: false,
    folderId: 0,
    folderUid: '',
    folderTitle: 'Dashboards',
    provisioned,
    provisionedExternalId: '',
  };
}
