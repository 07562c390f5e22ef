// Dashboards ask what the panel needs: the files and the product's own queries may not drift apart.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { RULES } from '../src/engine';
import { parseSettings } from '../src/settings/parseSettings';
import { provisionedDashboard } from './support/writeDashboard';
import { bundledDashboards } from './support/writeDashboards';

test('provisioning/dashboards/truce.json is what tests/support/writeDashboard.ts writes', () => {
  const file: unknown = JSON.parse(readFileSync('provisioning/dashboards/truce.json', 'utf8'));
  expect(file).toEqual(JSON.parse(JSON.stringify(provisionedDashboard())));
});

const bundled = Object.entries(bundledDashboards());

test.each(bundled)('src/dashboards/%s.json is what npm run docs writes', (name, content) => {
  const file: unknown = JSON.parse(readFileSync(`src/dashboards/${name}.json`, 'utf8'));
  expect(file).toEqual(JSON.parse(JSON.stringify(content)));
});

test.each(bundled)('%s keeps to the zone of its reader and to the data source that is chosen', (_, content) => {
  const text = JSON.stringify(content);
  // Empty: Grafana takes the zone of the user, whom `browser` would overrule.
  expect(content.timezone).toBe('');
  const uids = [...text.matchAll(/"uid":"([^"]*)"/g)].map(([, uid]) => uid).filter((uid) => !uid?.startsWith('truce-'));
  expect(new Set(uids)).toEqual(new Set(['${ds}']));
});

test.each(bundled)('every variable that %s asks with can be chosen on it', (_, content) => {
  const { panels, templating } = content as {
    panels: Array<{ title: string; targets: Array<{ expr: string }> }>;
    templating: { list: Array<{ name: string }> };
  };
  const offered = templating.list.map(({ name }) => name);
  const asked = panels.flatMap(({ title, targets }) => [title, ...targets.map(({ expr }) => expr)]).join(' ');
  const used = [...asked.matchAll(/\$(\w+)/g)].map(([, name = '']) => name).filter((name) => !/^(__|\d)/.test(name));
  expect(used.length).toBeGreaterThan(0);
  expect(offered).toEqual(expect.arrayContaining(used));
});

test('the example that switches the app on gives it settings it understands', () => {
  const { apps } = parse(readFileSync('provisioning/plugins/apps.yaml', 'utf8')) as {
    apps: Array<{ jsonData: object }>;
  };
  const { settings, problems } = parseSettings(apps[0]?.jsonData, RULES);
  expect(problems).toEqual([]);
  expect({ ...settings }).toEqual(apps[0]?.jsonData);
});
