import { readFileSync } from 'fs';
import path from 'path';

import { addToExisting, addToNew, findDashboards } from './dashboards';
import { PANEL_ID, panelJson, type PanelJson } from './panelJson';

const get = jest.fn();
const post = jest.fn();
jest.mock('@grafana/runtime', () => ({ getBackendSrv: () => ({ get, post }) }));

const source = { uid: 'prom', type: 'prometheus' };
const workload = { cluster: '', namespace: 'shop', kind: 'Deployment', name: 'web' };
const panel = (id: number, y: number) => panelJson(workload, source, {}, id, y);
const time = { from: 'now-3h', to: 'now' };

beforeEach(() => {
  get.mockReset();
  post.mockReset().mockResolvedValue({ url: '/d/x/y' });
});

test('the panel is the nested one, with at most six queries of its own', () => {
  const manifest = JSON.parse(readFileSync(path.resolve(__dirname, '../../panel/plugin.json'), 'utf8')) as {
    id: string;
  };
  expect(PANEL_ID).toBe(manifest.id);
  const json = panel(3, 9);
  expect(json).toMatchObject({
    id: 3,
    type: PANEL_ID,
    datasource: source,
    gridPos: { y: 9 },
    options: { workload: '/shop/Deployment/web' },
  });
  expect(json.targets.length).toBeGreaterThan(0);
  expect(json.targets.length).toBeLessThanOrEqual(6);
  expect(new Set(json.targets.map((target) => JSON.stringify(target))).size).toBe(json.targets.length);
});

test('a new dashboard', async () => {
  expect(await addToNew('Mine', panel, time)).toEqual({ ok: true, value: { url: '/d/x/y', title: 'Mine' } });
  const [url, body] = post.mock.calls[0] as [
    string,
    { overwrite: boolean; dashboard: { title: string; time: unknown; panels: PanelJson[] } },
  ];
  expect(url).toBe('/api/dashboards/db');
  expect(body.overwrite).toBe(false);
  expect(body.dashboard).toMatchObject({ title: 'Mine', time });
  expect(body.dashboard.panels).toHaveLength(1);
});

test('an existing dashboard keeps everything and gets the panel at its end', async () => {
  const other = { id: 7, gridPos: { x: 0, y: 3, w: 12, h: 8 } };
  get.mockResolvedValue({
    dashboard: { uid: 'u', title: 'Theirs', version: 4, panels: [other] },
    meta: { folderUid: 'f' },
  });
  expect(await addToExisting('u', panel)).toMatchObject({ ok: true, value: { title: 'Theirs' } });
  const body = (post.mock.calls[0] as [string, object])[1];
  expect(body).toMatchObject({
    folderUid: 'f',
    overwrite: false,
    dashboard: { version: 4, panels: [other, { id: 8, gridPos: { y: 11 } }] },
  });
});

test.each([
  [{ status: 403 }, 'You may not save dashboards here.'],
  [{ status: 412 }, 'Somebody changed that dashboard meanwhile. Nothing was saved: try again.'],
  [{ status: 500, data: { message: 'disk full' } }, 'disk full'],
  [new Error('x'), 'Grafana did not save it.'],
])('a refusal is told: %j', async (error, reason) => {
  post.mockRejectedValue(error);
  expect(await addToNew('Mine', panel, time)).toEqual({ ok: false, error: reason });
});

test('finding dashboards', async () => {
  get.mockResolvedValue([{ uid: 'u', title: 'Theirs', type: 'dash-db' }]);
  expect(await findDashboards('the')).toEqual({ ok: true, value: [{ uid: 'u', title: 'Theirs' }] });
  get.mockResolvedValue('nonsense');
  expect(await findDashboards('the')).toEqual({ ok: true, value: [] });
});
