import { readFileSync } from 'fs';
import path from 'path';

import { panelElement } from './panelElement';
import { PANEL_ID, panelJson } from './panelJson';

const source = { uid: 'prom', type: 'prometheus' };
const workload = { cluster: '', namespace: 'shop', kind: 'Deployment', name: 'web' };
const panel = panelJson(workload, source, {});

test('the panel is the nested one, with at most six queries of its own and no id', () => {
  const manifest = JSON.parse(readFileSync(path.resolve(__dirname, '../../panel/plugin.json'), 'utf8')) as {
    id: string;
  };
  expect(PANEL_ID).toBe(manifest.id);
  expect(panel).toMatchObject({ type: PANEL_ID, datasource: source, options: { workload: '/shop/Deployment/web' } });
  expect(panel).not.toHaveProperty('id');
  expect(panel.targets.length).toBeGreaterThan(0);
  expect(panel.targets.length).toBeLessThanOrEqual(6);
  expect(new Set(panel.targets.map((target) => JSON.stringify(target))).size).toBe(panel.targets.length);
});

test('the element of a dynamic dashboard asks the same and draws the same', () => {
  const element = panelElement(panel, 7);
  expect(element).toMatchObject({
    kind: 'Panel',
    spec: {
      id: 7,
      title: panel.title,
      vizConfig: {
        kind: 'VizConfig',
        group: PANEL_ID,
        version: '',
        spec: { options: panel.options, fieldConfig: panel.fieldConfig },
      },
    },
  });
  const { data } = element.spec as {
    data: {
      spec: { queries: Array<{ spec: { refId: string; query: { spec: { expr: string }; datasource: object } } }> };
    };
  };
  const asked = data.spec.queries.map(({ spec }) => [spec.refId, spec.query.spec.expr, spec.query.datasource]);
  expect(asked).toEqual(panel.targets.map(({ refId, expr }) => [refId, expr, { name: 'prom' }]));
});
