// The manifest at the root and the one that the build reads are one file; its pages exist.
import { readFileSync } from 'fs';
import path from 'path';

const root = path.resolve(__dirname, '../..');

test('src/plugin.json is the manifest at the root', () => {
  expect(readFileSync(path.join(root, 'src/plugin.json'), 'utf8')).toBe(
    readFileSync(path.join(root, 'plugin.json'), 'utf8')
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
  expect(pages.filter((page) => page.defaultNav)).toHaveLength(1);
});
