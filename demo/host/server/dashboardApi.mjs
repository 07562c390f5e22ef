// Grafana's two APIs for dashboards. The old one (`/api/dashboards`) knows classic dashboards only: for a dynamic one 13
// answers 406, while 12.4 converts it down. The new one (`/apis/dashboard.grafana.app`) knows both.
import { classicView } from '../schema/classicView.mjs';
import { addressOf, isDynamic, slugOf } from './dashboards.mjs';
import { may } from './permissions.mjs';

const ok = (body) => ({ status: 200, body });
const refused = (status, message, more = {}) => ({ status, body: { message, ...more } });
const NOT_FOUND = refused(404, 'Dashboard not found');
const MAY_SAVE = ['dashboards:create', 'dashboards:write'];
const RESOURCE = /^\/apis\/dashboard\.grafana\.app\/(v\w+)\/namespaces\/([^/]+)\/dashboards\/([^/]+?)(\/dto)?$/;
const COLLECTION = /^\/apis\/dashboard\.grafana\.app\/(v\w+)\/namespaces\/([^/]+)\/dashboards$/;

/** As in api.mjs: method, pattern, handler, actions of which the visitor must have one. */
export const dashboardRoutes = [
  ['GET', /^\/api\/dashboards\/uid\/([^/]+)$/, getClassic],
  ['DELETE', /^\/api\/dashboards\/uid\/([^/]+)$/, remove, ['dashboards:delete']],
  ['POST', /^\/api\/dashboards\/db$/, saveClassic, MAY_SAVE],
  ['GET', /^\/api\/search$/, search],
  ['GET', RESOURCE, getResource],
  ['PUT', RESOURCE, putResource, ['dashboards:write']],
  ['POST', COLLECTION, postResource, ['dashboards:create']],
];

function getClassic({ dashboards, options, visitor }, [uid]) {
  const stored = dashboards.get(uid);
  if (!stored) {
    return NOT_FOUND;
  }
  if (isDynamic(stored) && Number.parseInt(options.grafana, 10) >= 13) {
    const url = `/apis/dashboard.grafana.app/${stored.schema}/namespaces/default/dashboards/${stored.uid}`;
    return refused(406, `dashboard api version not supported, use ${url} instead`);
  }
  return ok({ dashboard: classicOf(stored), meta: metaOf(stored, visitor) });
}

function classicOf(stored) {
  const { uid, spec, id, version } = stored;
  return { ...(isDynamic(stored) ? classicView(uid, spec) : spec), uid, id, version };
}

function metaOf(stored, { role }) {
  const canSave = may(role, 'dashboards:write');
  return {
    type: 'db',
    canSave,
    canEdit: canSave,
    canAdmin: role === 'Admin',
    canStar: true,
    canDelete: may(role, 'dashboards:delete'),
    slug: slugOf(stored.spec),
    url: addressOf(stored),
    version: stored.version,
    hasAcl: false,
    isFolder: false,
    folderId: 0,
    folderUid: stored.folder,
    folderTitle: 'Dashboards',
    provisioned: stored.provisioned,
    provisionedExternalId: '',
    apiVersion: stored.schema,
  };
}

function saveClassic({ dashboards }, _, { dashboard, overwrite = false, folderUid }) {
  if (!dashboard?.title) {
    return refused(400, 'Dashboard title cannot be empty', { status: 'empty-name' });
  }
  const known = dashboard.uid ? dashboards.get(dashboard.uid) : undefined;
  if (known && !overwrite && dashboard.version !== known.version) {
    return refused(412, 'The dashboard has been changed by someone else', { status: 'version-mismatch' });
  }
  const stored = dashboards.store({ uid: dashboard.uid, schema: 'v1beta1', spec: dashboard, folder: folderUid });
  const { uid, id, version, folder } = stored;
  return ok({
    folderUid: folder,
    id,
    slug: slugOf(dashboard),
    status: 'success',
    uid,
    url: addressOf(stored),
    version,
  });
}

function remove({ dashboards }, [uid]) {
  const stored = dashboards.remove(uid);
  return stored
    ? ok({ id: stored.id, message: `Dashboard ${stored.spec.title} deleted`, title: stored.spec.title })
    : NOT_FOUND;
}

function search({ dashboards, folders }, _, __, url) {
  const title = (uid) => folders.find((one) => one.uid === uid)?.title;
  return ok(
    dashboards.search(url.searchParams).map((stored) => ({
      id: stored.id,
      uid: stored.uid,
      title: stored.spec.title,
      uri: `db/${slugOf(stored.spec)}`,
      url: addressOf(stored),
      slug: '',
      type: 'dash-db',
      tags: stored.spec.tags ?? [],
      ...(stored.folder ? { folderUid: stored.folder, folderTitle: title(stored.folder) } : {}),
      isStarred: false,
      sortMeta: 0,
    }))
  );
}

/** A dynamic dashboard asked for as a classic one is converted, and says in which version it is stored. */
function getResource({ dashboards, visitor }, [asked, namespace, uid, dto]) {
  const stored = dashboards.get(uid);
  if (!stored) {
    return refused(404, `dashboards.dashboard.grafana.app "${uid}" not found`);
  }
  const isConverted = isDynamic(stored) && !asked.startsWith('v2');
  if (!isDynamic(stored) && asked.startsWith('v2')) {
    return refused(501, 'This preview does not convert a classic dashboard into a dynamic one');
  }
  const resource = {
    ...resourceOf(stored, asked, namespace),
    spec: isConverted ? classicView(uid, stored.spec) : stored.spec,
    status: isConverted ? { conversion: { failed: false, storedVersion: stored.schema } } : {},
  };
  const { canSave, canEdit, canAdmin, canStar, canDelete, slug, url } = metaOf(stored, visitor);
  const access = { canSave, canEdit, canAdmin, canStar, canDelete, slug, url };
  return ok(dto ? { ...resource, kind: 'DashboardWithAccessInfo', access } : resource);
}

function resourceOf({ uid, folder, version }, asked, namespace) {
  return {
    kind: 'Dashboard',
    apiVersion: `dashboard.grafana.app/${asked}`,
    metadata: {
      name: uid,
      namespace,
      uid,
      resourceVersion: String(version),
      generation: version,
      annotations: folder ? { 'grafana.app/folder': folder } : {},
    },
  };
}

function putResource(host, [asked, namespace, uid], body) {
  const stored = host.dashboards.get(uid);
  const expected = body.metadata?.resourceVersion;
  if (expected !== undefined && stored && expected !== String(stored.version)) {
    return refused(409, 'the object has been modified; please apply your changes to the latest version and try again');
  }
  return write(host, asked, namespace, uid, body, 200);
}

function postResource(host, [asked, namespace], body) {
  return write(host, asked, namespace, body.metadata?.name, body, 201);
}

function write({ dashboards }, schema, namespace, uid, { spec, metadata }, status) {
  if (!spec?.title) {
    return refused(400, 'Dashboard title cannot be empty');
  }
  const stored = dashboards.store({ uid, schema, spec, folder: metadata?.annotations?.['grafana.app/folder'] });
  return { status, body: { ...resourceOf(stored, schema, namespace), spec, status: {} } };
}
