// The preview host itself, with a probe in the plugin's place: what a real Grafana does to an app must be seen here too.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test as base } from './truce';

const FIXTURES = join(__dirname, '..', 'fixtures', 'dashboards');
const APIS = '/apis/dashboard.grafana.app/v2beta1/namespaces/default/dashboards';

/** The host with the probe instead of the plugin. */
const test = base.extend({ baseURL: ({ probe }, use) => use(probe) });

function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as Record<string, unknown>;
}

interface Stored {
  readonly spec: { readonly elements: object; readonly layout: { readonly kind: string; readonly spec: object } };
}

async function dynamicDashboard(request: APIRequestContext): Promise<Stored> {
  return (await (await request.get(`${APIS}/dynamic`)).json()) as Stored;
}

/** Sends the probe's panel to an existing dashboard and saves it there. */
async function addTo(page: Page, title: string): Promise<void> {
  await page.goto('/a/probe-app/first');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Existing dashboard').click({ force: true });
  await page.getByRole('combobox').click();
  await page.getByRole('option', { name: title }).click();
  await page.getByRole('button', { name: 'Open dashboard' }).click();
  await expect(page.getByText('sent panel')).toBeVisible();
  await page.getByRole('button', { name: 'Save dashboard' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Dashboard saved')).toBeVisible();
}

test('a panel added to a dynamic dashboard leaves tabs, auto grid and conditions as they are', async ({
  page,
  request,
}) => {
  await request.post(APIS, { data: fixture('dynamic') });
  const before = await dynamicDashboard(request);
  await page.goto('/d/dynamic');
  await expect(page.getByText('shown for one namespace')).toBeVisible();
  await page.goto('/d/dynamic?var-namespace=shop');
  await expect(page.getByText('Replicas')).toBeVisible();
  await expect(page.getByText('shown for one namespace')).toBeHidden();
  await page.getByRole('tab', { name: 'Rest' }).click();
  await page.getByRole('button', { name: 'Closed' }).click();
  await expect(page.getByText('second tab', { exact: true })).toBeVisible();

  await addTo(page, 'A dynamic dashboard');
  const after = await dynamicDashboard(request);
  expect(after.spec.layout.kind).toBe('TabsLayout');
  expect(JSON.stringify(after.spec.layout)).toContain('ConditionalRenderingVariable');
  expect(Object.keys(after.spec.elements)).toEqual([...Object.keys(before.spec.elements), 'panel-8']);
});

test('a panel added to a classic dashboard gets an id that no panel in a collapsed row has', async ({
  page,
  request,
}) => {
  await request.post('/api/dashboards/db', { data: { dashboard: fixture('collapsed-rows'), overwrite: true } });
  await addTo(page, 'Collapsed rows');
  const { dashboard } = (await (await request.get('/api/dashboards/uid/collapsed-rows')).json()) as {
    dashboard: { panels: Array<{ id: number; panels?: unknown[] }> };
  };
  expect(dashboard.panels.map(({ id }) => id)).toEqual([1, 2, 10]);
  expect(dashboard.panels[1]?.panels).toHaveLength(1);
});

test('breadcrumbs, menu and doors of a page follow Grafana’s rules', async ({ page }) => {
  const trail = page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('listitem');
  await page.goto('/a/probe-app/second/deep');
  // The page calls the menu's Second by a name of its own: Shop has its path, and stands for it.
  await expect(trail).toHaveText([/More apps/, /Probe/, /Shop/, /Deep/]);
  const menu = page.getByRole('navigation', { name: 'Navigation' });
  await expect(menu.getByRole('link', { name: 'Writers' })).toBeVisible();
  await expect(menu.getByRole('link', { name: 'First' })).toHaveCount(0);
  expect((await menu.boundingBox())?.width).toBe(300);
  // A page that no menu entry leads to.
  await page.goto('/a/probe-app/unknown');
  await expect(trail).toHaveText([/More apps/]);
});

test('a Viewer: no Explore, no pages of writers, no form', async ({ page }) => {
  await page.goto('/explore?preview-role=Viewer');
  await expect(page).toHaveURL(/probe-app\/first/);
  await page.goto('/a/probe-app/writers');
  await expect(page.getByText('Access denied')).toBeVisible();
});

test('a Grafana without the form, and another time zone', async ({ page }) => {
  await page.goto('/a/probe-app/first?preview-without=grafana/add-to-dashboard-form/v1&preview-timezone=Asia/Kolkata');
  await expect(page.getByText('no form')).toBeVisible();
  await expect(page.getByTestId('zone')).toHaveText('1970-01-01 05:30:00');
});

test('links of the app: command palette, Explore, alert instance', async ({ page, request }) => {
  const came = (point: string) => expect(page).toHaveURL(new RegExp(`uel_pid=probe-app&uel_epid=${point}`));
  await page.goto('/a/probe-app/first');
  // The shell listens for the key once it is drawn, which is after the page has loaded.
  await expect(page.getByRole('button', { name: 'Search' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: /Probe link/ }).click();
  await came('grafana%2Fcommandpalette');

  const query = { refId: 'A', expr: 'kube_deployment_spec_replicas{namespace="hpa-flap"}' };
  const panes = { a: { datasource: 'prometheus', queries: [query], range: { from: 'now-1h', to: 'now' } } };
  await page.goto(`/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Probe link' }).click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await came('grafana%2Fexplore');

  const rule = { title: 'Hot', condition: 'A', data: [{ refId: 'A', datasourceUid: 'prometheus', model: query }] };
  const created = (await (await request.post('/api/v1/provisioning/alert-rules', { data: rule })).json()) as {
    uid: string;
  };
  await page.goto(`/alerting/grafana/${created.uid}/view`);
  await page.getByRole('button', { name: 'Alert instance actions' }).first().click();
  await page.getByRole('menuitem', { name: 'Probe link' }).click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await came('grafana%2Falerting%2Finstance');
});
