// The navigation tree: Grafana's rules for an app's pages.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { navTree } from '../server/navTree.mjs';
import { readPlugins } from '../server/plugins.mjs';

const plugins = readPlugins(join(fileURLToPath(new URL('..', import.meta.url)), 'probe'));
const tree = (role, isEnabled = () => true) => navTree(plugins, { role }, isEnabled);
const app = (role) => tree(role).find((one) => one.id === 'apps').children[0];
const names = (items) => items.map((one) => one.text);

test('an app stands below More apps; its first page is its address and not its child', () => {
  assert.equal(app('Admin').url, '/a/probe-app/first');
  assert.deepEqual(names(app('Admin').children), ['Second', 'Writers', 'Configuration']);
});

test('pages are left out for those who may not open them: by action, else by role', () => {
  assert.deepEqual(names(app('Editor').children), ['Second', 'Writers']);
  assert.deepEqual(names(app('Viewer').children), ['Second']);
});

test('a Viewer has no Explore', () => {
  assert.ok(names(tree('Editor')).includes('Explore'));
  assert.ok(!names(tree('Viewer')).includes('Explore'));
});

test('a disabled app has no entry', () => {
  assert.ok(!names(tree('Admin', () => false)).includes('More apps'));
});
