// The part of Grafana's HTTP API that the shell, the plugin and plugin-e2e use (README.md).
// Each route: [method, pattern, handler, actions of which the visitor must have one]; whatever is not listed answers 404
// in JSON, as Grafana does.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bootData, datasourceSettings } from './boot.mjs';
import { dashboardRoutes } from './dashboardApi.mjs';
import { runQueries } from './dsQuery.mjs';
import { readJson, sendJson } from './http.mjs';
import { may, refusal } from './permissions.mjs';
import { readPlugins } from './plugins.mjs';
import { forward } from './proxy.mjs';
import { callDatabase } from './upstream.mjs';
import { sessionCookie } from './visitor.mjs';

const NOT_FOUND = { status: 404, body: { message: 'Not found' } };
const ok = (body) => ({ status: 200, body });

const routes = [
  ['GET', /^\/api\/health$/, ({ options }) => ok({ database: 'ok', version: options.grafana, commit: 'preview' })],
  ['GET', /^\/api\/frontend\/settings$/, (host) => ok(bootData(host, host.visitor).settings)],
  ['POST', /^\/login$/, () => ok({ message: 'Logged in', redirectUrl: '/' })],
  ['GET', /^\/logout$/, () => ok({})],
  ['POST', /^\/api\/ds\/query$/, query],
  ['GET', /^\/api\/datasources$/, ({ datasources }) => ok(datasources.map(datasourceModel))],
  ['POST', /^\/api\/datasources$/, addDatasource, ['datasources:create']],
  [
    'GET',
    /^\/api\/datasources\/(uid|name)\/([^/]+)$/,
    ({ datasources }, [key, value]) =>
      found(
        datasources.find((one) => one[key] === value),
        datasourceModel
      ),
  ],
  ['GET', /^\/api\/datasources\/uid\/([^/]+)\/health$/, datasourceHealth],
  [
    'GET',
    /^\/api\/plugins$/,
    (host) => ok(readPlugins(host.options.dist, host.visitor.panelPath).map((one) => host.settings.get(one))),
  ],
  [
    'GET',
    /^\/api\/plugins\/([^/]+)\/settings$/,
    (host, [id]) => found(findPlugin(host, id), (one) => host.settings.get(one)),
  ],
  ['POST', /^\/api\/plugins\/([^/]+)\/settings$/, saveSettings, ['plugins:write']],
  [
    'GET',
    /^\/api\/plugins\/([^/]+)\/health$/,
    (host, [id]) => found(findPlugin(host, id), () => ({ status: 'OK', message: '' })),
  ],
  ['GET', /^\/api\/plugins\/([^/]+)\/markdown\/README$/i, readme],
  ...dashboardRoutes,
  ['GET', /^\/api\/folders$/, ({ folders }) => ok(folders)],
  ['POST', /^\/api\/folders$/, addFolder, ['folders:create']],
  ['GET', /^\/api\/annotations$/, ({ annotations }) => ok(annotations)],
  ['POST', /^\/api\/annotations$/, addAnnotation, ['annotations:create']],
  ['GET', /^\/api\/v1\/provisioning\/alert-rules$/, ({ alertRules }) => ok(alertRules)],
  [
    'GET',
    /^\/api\/v1\/provisioning\/alert-rules\/([^/]+)$/,
    ({ alertRules }, [uid]) =>
      found(
        alertRules.find((one) => one.uid === uid),
        (one) => one
      ),
  ],
  ['POST', /^\/api\/v1\/provisioning\/alert-rules$/, addAlertRule, ['alert.rules:create']],
  [
    'GET',
    /^\/api\/user$/,
    ({ visitor: { role } }) =>
      ok({
        id: 1,
        uid: 'preview',
        login: role.toLowerCase(),
        name: 'Preview',
        email: '',
        theme: '',
        orgId: 1,
        isGrafanaAdmin: role === 'Admin',
      }),
  ],
  ['GET', /^\/api\/(user|org)\/preferences$/, () => ok({})],
  ['GET', /^\/api\/org$/, () => ok({ id: 1, name: 'Main Org.' })],
  ['POST', /^\/ofrep\/v\d+\/evaluate\/flags$/, () => ok({ flags: [] })],
  ['POST', /\/ofrep\/v\d+\/evaluate\/flags$/, () => ok({ flags: [] })],
];

const RESOURCE = /^\/api\/datasources\/(?:uid\/([^/]+)\/resources|proxy\/uid\/([^/]+))\/(.*)$/;

export async function handleApi(host, request, response, url) {
  const resource = RESOURCE.exec(url.pathname);
  if (resource) {
    const datasource = host.datasources.find((one) => one.uid === decodeURIComponent(resource[1] ?? resource[2]));
    return datasource
      ? forward(request, response, `${datasource.url.replace(/\/$/, '')}/${resource[3]}${url.search}`)
      : sendJson(request, response, 404, { message: 'Data source not found' });
  }
  for (const [method, pattern, handle, actions] of routes) {
    const match = method === request.method ? pattern.exec(url.pathname) : null;
    const missing = match && actions?.every((action) => !may(host.visitor.role, action));
    if (missing) {
      const { status, body } = refusal(actions.join(' or '));
      return sendJson(request, response, status, body);
    }
    if (match) {
      const body = method === 'GET' ? {} : await readJson(request);
      const { status, body: answer } = await handle(
        host,
        match.slice(1).map((part) => part && decodeURIComponent(part)),
        body,
        url,
        response
      );
      if (url.pathname === '/login') {
        response.setHeader('set-cookie', sessionCookie(body.user));
      }
      return response.destroyed ? undefined : sendJson(request, response, status, answer);
    }
  }
  return sendJson(request, response, NOT_FOUND.status, NOT_FOUND.body);
}

function found(value, show) {
  return value === undefined ? NOT_FOUND : ok(show(value));
}

async function query({ datasources }, _, body, __, response) {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const findDatasource = (ref) => datasources.find((one) => (ref?.uid ? one.uid === ref.uid : one.isDefault));
  try {
    return await runQueries(body, { findDatasource, call: callDatabase, signal: gone.signal });
  } catch (error) {
    if (gone.signal.aborted) {
      return { status: 499, body: {} };
    }
    throw error;
  }
}

function datasourceModel(one) {
  return {
    ...datasourceSettings(one),
    orgId: 1,
    typeName: one.type,
    basicAuth: false,
    withCredentials: false,
    secureJsonFields: {},
    url: one.url,
  };
}

async function datasourceHealth({ datasources }, [uid]) {
  const datasource = datasources.find((one) => one.uid === uid);
  if (!datasource) {
    return NOT_FOUND;
  }
  const now = Date.now();
  const answer = await runQueries(
    { queries: [{ refId: 'A', expr: '1+1', instant: true }], from: String(now - 1000), to: String(now) },
    { findDatasource: () => datasource, call: callDatabase, signal: AbortSignal.timeout(30_000) }
  );
  const error = answer.body.results.A.error;
  return error
    ? { status: 400, body: { status: 'ERROR', message: error } }
    : ok({ status: 'OK', message: 'Successfully queried the data source.' });
}

function addDatasource({ datasources }, _, body) {
  if (datasources.some((one) => one.name === body.name)) {
    return { status: 409, body: { message: 'data source with the same name already exists' } };
  }
  const id = datasources.length + 1;
  const added = { jsonData: {}, uid: `ds-${id}`, isDefault: false, ...body, id };
  datasources.push(added);
  return ok({ id, message: 'Datasource added', name: added.name, datasource: datasourceModel(added) });
}

function addFolder({ folders }, _, { uid, title }) {
  if (!title) {
    return { status: 400, body: { message: 'folder title cannot be empty' } };
  }
  const added = { id: folders.length + 1, uid: uid || `folder-${folders.length + 1}`, title };
  folders.push(added);
  return ok({ ...added, url: `/dashboards/f/${added.uid}/`, canSave: true, canEdit: true });
}

function addAnnotation({ annotations }, _, body) {
  const added = { tags: [], ...body, id: annotations.length + 1 };
  annotations.push(added);
  return ok({ id: added.id, message: 'Annotation added' });
}

function addAlertRule({ alertRules }, _, body) {
  const added = {
    uid: `rule-${alertRules.length + 1}`,
    folderUID: '',
    ruleGroup: '',
    labels: {},
    annotations: {},
    ...body,
  };
  alertRules.push(added);
  return { status: 201, body: added };
}

function findPlugin({ options, visitor }, id) {
  return readPlugins(options.dist, visitor.panelPath).find((one) => one.json.id === id);
}

function saveSettings(host, [id], body) {
  if (!findPlugin(host, id)) {
    return NOT_FOUND;
  }
  host.settings.set(id, body);
  return ok({ message: 'Plugin settings updated' });
}

async function readme(host, [id]) {
  const plugin = findPlugin(host, id);
  const text = plugin && (await readFile(join(plugin.folder, 'README.md'), 'utf8').catch(() => undefined));
  return text === undefined ? NOT_FOUND : ok(text);
}
