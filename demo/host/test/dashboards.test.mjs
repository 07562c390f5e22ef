// Both kinds of dashboards through both APIs, as 12.4 and as 13 answer, and what adding a panel leaves as it was.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { addElement } from '../schema/addElement.mjs';
import { elementOf, panelOf } from '../schema/element.mjs';
import { dashboardRoutes } from '../server/dashboardApi.mjs';
import { Dashboards } from '../server/dashboards.mjs';

const dynamic = JSON.parse(readFileSync(new URL('../../../tests/fixtures/dashboards/dynamic.json', import.meta.url)));
const NEW_API = '/apis/dashboard.grafana.app';

/** A server of this version with one dynamic dashboard stored. */
function hostOf(grafana) {
  const host = {
    dashboards: new Dashboards('/nowhere'),
    folders: [{ uid: 'f', title: 'Team' }],
    options: { grafana },
    visitor: { role: 'Admin' },
  };
  call(host, 'POST', `${NEW_API}/v2beta1/namespaces/default/dashboards`, structuredClone(dynamic));
  return host;
}

function call(host, method, path, body = {}) {
  const url = new URL(path, 'http://x');
  const [, pattern, handle] = dashboardRoutes.find(([m, p]) => m === method && p.test(url.pathname));
  return handle(host, pattern.exec(url.pathname).slice(1), body, url);
}

test('13 refuses a dynamic dashboard on the old API and says where it is', () => {
  const { status, body } = call(hostOf('13.2.2'), 'GET', '/api/dashboards/uid/dynamic');
  assert.equal(status, 406);
  assert.equal(
    body.message,
    `dashboard api version not supported, use ${NEW_API}/v2beta1/namespaces/default/dashboards/dynamic instead`
  );
});

test('12.4 converts it down: tabs become rows, conditions are lost', () => {
  const { status, body } = call(hostOf('12.4.10'), 'GET', '/api/dashboards/uid/dynamic');
  assert.equal(status, 200);
  const rows = body.dashboard.panels.filter((one) => one.type === 'row');
  assert.deepEqual(
    rows.map((one) => one.title),
    ['Pods', 'Rest', 'Closed']
  );
  assert.deepEqual(
    rows[2].panels.map((one) => one.id),
    [7]
  );
  assert.ok(!JSON.stringify(body).includes('ConditionalRendering'));
});

test('saving that on the old API destroys the dynamic dashboard, which is why nobody must', () => {
  const host = hostOf('12.4.10');
  const { dashboard } = call(host, 'GET', '/api/dashboards/uid/dynamic').body;
  assert.equal(call(host, 'POST', '/api/dashboards/db', { dashboard }).body.status, 'success');
  assert.equal(host.dashboards.get('dynamic').schema, 'v1beta1');
});

test('the new API tells a converted dashboard from a stored one', () => {
  const host = hostOf('12.4.10');
  const at = (version) => call(host, 'GET', `${NEW_API}/${version}/namespaces/default/dashboards/dynamic/dto`).body;
  assert.equal(at('v1beta1').status.conversion.storedVersion, 'v2beta1');
  assert.equal(at('v2beta1').spec.layout.kind, 'TabsLayout');
  assert.equal(at('v2beta1').access.canSave, true);
});

test('an older version is not written over a newer one', () => {
  const host = hostOf('13.2.2');
  const put = (resourceVersion) =>
    call(host, 'PUT', `${NEW_API}/v2/namespaces/default/dashboards/dynamic`, {
      metadata: { resourceVersion },
      spec: dynamic.spec,
    }).status;
  assert.deepEqual([put('1'), put('1'), put('2')], [200, 409, 200]);
});

test('an added element takes an id of its own and leaves the rest as it is', () => {
  const panel = {
    type: 'text',
    title: 'Sent',
    targets: [{ refId: 'A', expr: 'up' }],
    datasource: { uid: 'p', type: 'x' },
  };
  const after = addElement(dynamic.spec, panel, 'v2beta1');
  assert.deepEqual(Object.keys(after.elements), ['panel-1', 'panel-2', 'panel-7', 'panel-8']);
  const [pods, rest] = after.layout.spec.tabs;
  assert.equal(pods.spec.layout.spec.items.at(-1).spec.element.name, 'panel-8');
  assert.deepEqual(pods.spec.layout.spec.items.slice(0, 2), dynamic.spec.layout.spec.tabs[0].spec.layout.spec.items);
  assert.deepEqual(rest, dynamic.spec.layout.spec.tabs[1]);
});

test('a panel survives both notations', () => {
  const panel = {
    type: 'timeseries',
    title: 'T',
    datasource: { type: 'prometheus', uid: 'p' },
    targets: [{ refId: 'A', expr: 'up', instant: true }],
    transformations: [{ id: 'reduce', options: {} }],
    options: { a: 1 },
    interval: '1m',
  };
  for (const version of ['v2beta1', 'v2']) {
    const back = panelOf(elementOf(panel, 4, version));
    assert.equal(back.id, 4);
    assert.deepEqual(back.targets[0].datasource, panel.datasource);
    assert.equal(back.targets[0].expr, 'up');
    assert.equal(back.transformations[0].id, 'reduce');
    assert.deepEqual([back.options, back.interval, back.type], [panel.options, '1m', 'timeseries']);
  }
});

test('search finds both kinds and names the folder', () => {
  const host = hostOf('13.2.2');
  call(host, 'POST', '/api/dashboards/db', { dashboard: { title: 'Classic', panels: [] }, folderUid: 'f' });
  const found = call(host, 'GET', '/api/search?query=c').body.map((one) => [one.title, one.folderTitle]);
  assert.ok(found.some(([title]) => title === 'A dynamic dashboard'));
  assert.ok(found.some(([title, folder]) => title === 'Classic' && folder === 'Team'));
});
