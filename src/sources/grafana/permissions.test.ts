import { config } from '@grafana/runtime';

import { grant } from '../../../tests/support/grafana';
import { mayEnter } from './permissions';

test('a Viewer opens the app and nothing that ends on the home page', () => {
  grant('plugins.app:access', 'datasources:query', 'dashboards:read');
  expect(mayEnter('app')).toBe(true);
  for (const door of ['appSettings', 'explore', 'addToDashboard', 'createAlert', 'addDataSource'] as const) {
    expect(`${door}: ${mayEnter(door)}`).toBe(`${door}: false`);
  }
});

test.each([
  ['explore', 'datasources:explore'],
  ['addToDashboard', 'dashboards:create'],
  ['addToDashboard', 'dashboards:write'],
  ['createAlert', 'alert.rules:create'],
  ['appSettings', 'plugins:write'],
] as const)('%s opens with %s', (door, action) => {
  grant(action);
  expect(mayEnter(door)).toBe(true);
});

test('nobody explores where Explore is off, and nobody without permissions does anything', () => {
  grant('datasources:explore');
  config.exploreEnabled = false;
  expect(mayEnter('explore')).toBe(false);
  config.bootData.user.permissions = undefined;
  expect(mayEnter('app')).toBe(false);
});
