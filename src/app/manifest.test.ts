// The manifest at the root and the one that the build reads are one file; its pages exist.
import { readdirSync, readFileSync } from 'fs';
import path from 'path';

const root = path.resolve(__dirname, '../..');

test('src/plugin.json is the manifest at the root', () => {
  expect(readFileSync(path.join(root, 'src/plugin.json'), 'utf8')).toBe(
    readFileSync(path.join(root, 'plugin.json'), 'utf8')
  );
});

test('a page asks for the permission that its content needs, so that nobody is led to a refusal', () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'plugin.json'), 'utf8')) as {
    includes: Array<{ type: string; name: string; action?: string }>;
  };
  const actions = manifest.includes.filter(({ type }) => type === 'page').map(({ name, action }) => [name, action]);
  expect(actions).toEqual([
    ['Fleet', 'datasources:query'],
    ['Policy', 'datasources:query'],
    ['Rules', 'datasources:query'],
    ['Configuration', 'plugins:write'],
  ]);
});

test('every dashboard that comes with the plugin is named, and only those', () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'plugin.json'), 'utf8')) as {
    includes: Array<{ type: string; name: string; path?: string }>;
  };
  const named = manifest.includes.filter(({ type }) => type === 'dashboard');
  const titles = named.map(
    (one) => (JSON.parse(readFileSync(path.join(root, 'src', one.path ?? ''), 'utf8')) as { title: string }).title
  );
  expect(titles).toEqual(named.map(({ name }) => name));
  expect(named.map((one) => path.basename(one.path ?? '')).sort()).toEqual(
    readdirSync(path.join(root, 'src/dashboards')).sort()
  );
});

test('every page of the manifest is a route or the configuration', () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'plugin.json'), 'utf8')) as {
    includes: Array<{ type: string; path?: string; defaultNav?: boolean }>;
  };
  const pages = manifest.includes.filter(({ type }) => type === 'page');
  expect(pages.map((page) => page.path)).toEqual([
    '/a/%PLUGIN_ID%/fleet',
    '/a/%PLUGIN_ID%/policy',
    '/a/%PLUGIN_ID%/rules',
    '/plugins/%PLUGIN_ID%',
  ]);
  // Grafana takes the default page out of the app's menu and gives the app its address: Fleet would lose its entry, and
  // pages that the menu does not list would stand outside of the app. The app's root leads to the fleet.
  expect(pages.filter((page) => page.defaultNav)).toEqual([]);
});
