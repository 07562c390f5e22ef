// The server by itself: ready line, boot data, settings, dashboards, files, and giving up on a database when the page does.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const hostDir = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'preview-host-'));
/** A database that answers `up` and hangs on everything else; `hanging` counts its open requests. */
let hanging = 0;
const database = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  if (new URLSearchParams(Buffer.concat(chunks).toString()).get('query') === 'up') {
    response.end(
      '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"up"},"value":[1,"1"]}]}}'
    );
    return;
  }
  hanging++;
  response.on('close', () => hanging--);
});
const control = createServer((request, response) =>
  response.end(JSON.stringify({ path: request.url, method: request.method }))
);
let child;
let url;

before(async () => {
  const [databaseUrl, controlUrl] = await Promise.all([listen(database), listen(control)]);
  mkdirSync(join(folder, 'dist/panel'), { recursive: true });
  mkdirSync(join(folder, 'dashboards'));
  const info = { version: '1.0.0', logos: { small: 'img/logo.svg' } };
  writeFileSync(
    join(folder, 'dist/plugin.json'),
    JSON.stringify({
      id: 'the-app',
      type: 'app',
      name: 'App',
      info,
      includes: [{ type: 'page', name: 'Fleet', path: '/a/the-app/fleet' }],
    })
  );
  writeFileSync(
    join(folder, 'dist/panel/plugin.json'),
    JSON.stringify({ id: 'the-panel', type: 'panel', name: 'Panel', info })
  );
  writeFileSync(join(folder, 'dist/panel/module.js'), `define([], () => ({}));${' '.repeat(5000)}`);
  writeFileSync(join(folder, 'dashboards/one.json'), JSON.stringify({ uid: 'one', title: 'One', panels: [] }));
  writeFileSync(
    join(folder, 'datasources.json'),
    JSON.stringify([{ uid: 'prom', name: 'Prom', type: 'prometheus', url: databaseUrl, isDefault: true }])
  );
  url = await start([
    '--dist',
    join(folder, 'dist'),
    '--datasources',
    join(folder, 'datasources.json'),
    '--dashboards',
    join(folder, 'dashboards'),
    '--control',
    `${controlUrl}/control`,
    '--from',
    '2026-11-23T01:30:00Z',
    '--to',
    'now',
  ]);
});

after(() => {
  child.kill();
  database.close();
  database.closeAllConnections();
  control.close();
  rmSync(folder, { recursive: true });
});

function listen(server) {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`))
  );
}

function start(args) {
  child = spawn(process.execPath, [join(hostDir, 'server.mjs'), '--grafana', '12.4.10', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => child.stdout.once('data', (line) => resolve(JSON.parse(line).url)));
}

async function json(path, body, method = body ? 'POST' : 'GET') {
  const response = await fetch(url + path, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  });
  return { status: response.status, body: await response.json() };
}

test('frontend settings name the version, the plugins and the data sources', async () => {
  const { body } = await json('/api/frontend/settings');
  assert.equal(body.buildInfo.version, '12.4.10');
  assert.deepEqual(
    [Object.keys(body.apps), Object.keys(body.panels), Object.keys(body.datasources)],
    [['the-app'], ['the-panel'], ['Prom']]
  );
  assert.equal(body.defaultDatasource, 'Prom');
});

test('plugin settings start empty and keep what was posted', async () => {
  assert.equal((await json('/api/plugins/the-app/settings')).body.jsonData, null);
  await json('/api/plugins/the-app/settings', { enabled: true, jsonData: { a: 1 }, secureJsonData: { key: 'x' } });
  const { body } = await json('/api/plugins/the-app/settings');
  assert.deepEqual([body.jsonData, body.secureJsonFields, body.secureJsonData], [{ a: 1 }, { key: true }, undefined]);
  assert.equal((await json('/api/plugins/none/settings')).status, 404);
});

test('dashboards: provisioned, the preview alias, saved, found, deleted', async () => {
  assert.equal((await json('/api/dashboards/uid/one')).body.meta.provisioned, true);
  assert.equal((await json('/api/dashboards/uid/preview')).body.dashboard.uid, 'one');
  const saved = await json('/api/dashboards/db', { dashboard: { title: 'Two', panels: [] } });
  assert.equal(saved.body.status, 'success');
  assert.deepEqual(
    (await json('/api/search?query=two')).body.map((one) => one.uid),
    [saved.body.uid]
  );
  assert.equal(
    (await json('/api/dashboards/db', { dashboard: { title: 'Two', uid: saved.body.uid, version: 9 } })).status,
    412
  );
  assert.equal((await json(`/api/dashboards/uid/${saved.body.uid}`, undefined, 'DELETE')).status, 200);
  assert.equal((await json(`/api/dashboards/uid/${saved.body.uid}`)).status, 404);
});

test('plugin files: zipped, checked again each time, never from outside', async () => {
  const file = `${url}/public/plugins/the-panel/module.js?_cache=1`;
  const response = await fetch(file);
  assert.match(response.headers.get('content-type'), /javascript/);
  assert.equal(response.headers.get('content-encoding'), 'gzip');
  assert.equal((await fetch(file, { headers: { 'if-none-match': response.headers.get('etag') } })).status, 304);
  assert.equal((await fetch(`${url}/public/plugins/the-panel/..%2f..%2fdatasources.json`)).status, 404);
  assert.equal((await fetch(`${url}/public/build/img/icons/unicons/spinner.svg`)).status, 200);
});

test('a page carries boot data, with < escaped, before any script of the shell', async () => {
  const html = await (await fetch(`${url}/a/the-app/fleet`)).text();
  assert.match(html, /grafanaBootData=\{"user"/);
  assert.match(html, /"preview":\{"from":"1795397400000","to":"now","control":true,"without":\[\]\}/);
});

test('a page can be had as a Viewer and without a component, and its address loses the switch', async () => {
  const wish = '/a/the-app/fleet?q=1&preview-role=Viewer&preview-without=grafana/add-to-dashboard-form/v1';
  const response = await fetch(url + wish, { redirect: 'manual' });
  assert.equal(response.headers.get('location'), '/a/the-app/fleet?q=1');
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const boot = JSON.parse(
    /grafanaBootData=(\{.*?\});\n/.exec(await (await fetch(`${url}/`, { headers: { cookie } })).text())[1]
  );
  assert.equal(boot.user.orgRole, 'Viewer');
  assert.equal(boot.user.permissions['datasources:explore'], undefined);
  assert.deepEqual(boot.preview.without, ['grafana/add-to-dashboard-form/v1']);
  const save = {
    method: 'POST',
    headers: { cookie },
    body: JSON.stringify({ dashboard: { title: 'No', panels: [] } }),
  };
  const refused = await fetch(`${url}/api/dashboards/db`, save);
  assert.equal(refused.status, 403);
  assert.match((await refused.json()).message, /additional permissions.*dashboards:create or dashboards:write/);
});

test('a nested panel is below its app, and at its own id on request', async () => {
  const moduleAt = async (query) => {
    const switched = await fetch(`${url}/?${query}`, { redirect: 'manual' });
    const cookie = switched.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const settings = await (await fetch(`${url}/api/frontend/settings`, { headers: { cookie } })).json();
    const path = settings.panels['the-panel'].module;
    assert.equal((await fetch(`${url}/${path}`)).status, 200);
    return path;
  };
  assert.equal(await moduleAt('a=b'), 'public/plugins/the-app/panel/module.js');
  assert.equal(await moduleAt('preview-panel-path=own'), 'public/plugins/the-panel/module.js');
});

test('who signs in as viewer is one', async () => {
  const login = { method: 'POST', body: JSON.stringify({ user: 'viewer', password: 'x' }) };
  const cookie = (await fetch(`${url}/login`, login)).headers.getSetCookie()[0].split(';')[0];
  const user = await (await fetch(`${url}/api/user`, { headers: { cookie } })).json();
  assert.equal(user.login, 'viewer');
});

test('the demo control is passed on as it is', async () => {
  assert.deepEqual((await json('/demo/control')).body, { path: '/control', method: 'GET' });
  assert.deepEqual((await json('/demo/control', { load: 1 })).body, { path: '/control', method: 'POST' });
});

test('queries: one good answer, an unknown data source, and an abort that reaches the database', async () => {
  const ask = (expr, uid = 'prom') => ({
    queries: [{ refId: 'A', expr, instant: true, datasource: { uid } }],
    from: '0',
    to: '1000',
  });
  assert.equal((await json('/api/ds/query', ask('up'))).body.results.A.frames[0].schema.fields[1].name, 'up');
  assert.deepEqual(await json('/api/ds/query', ask('up', 'none')), {
    status: 404,
    body: { message: 'Data source not found' },
  });
  const abort = new AbortController();
  const gone = fetch(`${url}/api/ds/query`, {
    method: 'POST',
    body: JSON.stringify(ask('slow')),
    signal: abort.signal,
  });
  await until(() => hanging === 1);
  abort.abort();
  await assert.rejects(gone);
  await until(() => hanging === 0);
});

async function until(holds) {
  for (let tries = 0; !holds(); tries++) {
    assert.ok(tries < 100, `never: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
