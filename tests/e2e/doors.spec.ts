// The ways between this app and the rest of Grafana: onto dashboards, to alert rules, and from other people's panels,
// queries and alerts back to a workload. The places are the preview's; the contracts are Grafana's.
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { dashboardAddress, expect, expectedFinding, stack, test, workloadAddress } from './truce';

const FORM = 'grafana/add-to-dashboard-form/v1';
const QUERY = 'sum by (pod) (rate(container_cpu_usage_seconds_total{namespace="hpa-flap",pod=~"web-.+"}[2m]))';
const REPLICAS = 'kube_deployment_spec_replicas{namespace="hpa-flap",deployment="web"}';
const flapping = () => expectedFinding('hpa-flap', 'hpa-flapping').summary;

async function save(page: Page, dashboard: object): Promise<void> {
  const answer = await page.request.post('/api/dashboards/db', { data: { dashboard, overwrite: true } });
  expect(answer.ok()).toBe(true);
}

/** The workload's page is open and tells its fight, with nothing to complain about in its address. */
async function arrives(page: Page): Promise<URLSearchParams> {
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(flapping());
  await expect(page.getByText('Parts of this address were not understood')).toHaveCount(0);
  return new URL(page.url()).searchParams;
}

test('a panel goes onto a dashboard by the form of Grafana, which saves it', async ({ page }) => {
  await page.goto(workloadAddress('hpa-flap', 'web'));
  await page.getByRole('button', { name: 'Add to dashboard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open dashboard' }).click();
  await expect(page.getByTestId('conflict-timeline')).toContainText(flapping());
  await expect(page.getByRole('button', { name: 'Save dashboard' })).toBeVisible();
});

test('where there is no such form, the panel can be copied, and works on a dashboard', async ({ page }) => {
  await page.goto(workloadAddress('hpa-flap', 'web', { 'preview-without': FORM }));
  await page.getByRole('button', { name: 'Add to dashboard' }).click();
  const text = page.getByLabel('panel JSON', { exact: true });
  const panel = JSON.parse((await text.textContent()) ?? '') as object;
  await page.getByRole('radio', { name: 'Dynamic' }).check({ force: true });
  await expect(text).toContainText('"kind": "Panel"');
  await save(page, { uid: 'e2e-copied', title: 'Copied', schemaVersion: 41, panels: [panel] });
  await page.goto(dashboardAddress('e2e-copied'));
  await expect(page.getByTestId('conflict-timeline')).toContainText(flapping());
});

test('a Viewer sees the fight, and no door that ends on the home page', async ({ page }) => {
  await page.goto(workloadAddress('hpa-flap', 'web', { 'preview-role': 'Viewer' }));
  await arrives(page);
  await expect(page.getByRole('table', { name: 'Actions on the timeline' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Explore' })).toHaveCount(0);
  for (const name of ['Add to dashboard', 'Create alert']) {
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  }
});

test('an alert rule starts with the query that tells the finding', async ({ page }) => {
  await page.goto(workloadAddress('hpa-flap', 'web'));
  await page.getByRole('button', { name: 'Create alert' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByTestId('alert-form')).toContainText('> bool 2');
  await expect(page.getByTestId('alert-form')).toContainText('hpa-flap');
});

test('the menu of a panel about a workload leads to its fights, that of another panel does not', async ({ page }) => {
  const panel = (id: number, title: string, expr: string) => ({
    id,
    title,
    type: 'timeseries',
    gridPos: { x: 0, y: id * 8, w: 24, h: 8 },
    datasource: { type: 'prometheus', uid: 'prometheus' },
    targets: [{ refId: 'A', datasource: { type: 'prometheus', uid: 'prometheus' }, expr, range: true }],
  });
  const panels = [panel(1, 'Use of web', QUERY), panel(2, 'All targets', 'up')];
  await save(page, { uid: 'e2e-doors', title: 'Doors', schemaVersion: 41, panels });
  await page.goto(dashboardAddress('e2e-doors'));
  await page.getByTestId('data-testid Panel menu All targets').click({ force: true });
  await expect(page.getByRole('menuitem', { name: 'Explore' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Extensions' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByTestId('data-testid Panel menu Use of web').click({ force: true });
  await page.getByRole('menuitem', { name: 'Extensions' }).hover();
  await page.getByRole('menuitem', { name: 'Show autoscaler fights' }).click();
  const told = await arrives(page);
  expect(told.get('ds')).toBe('prometheus');
  expect(Date.parse(told.get('from') ?? '')).toBe(stack.from);
});

test('Explore leads to the workload of its query', async ({ page }) => {
  const queries = [{ refId: 'A', expr: REPLICAS, range: true, datasource: { type: 'prometheus', uid: 'prometheus' } }];
  const range = { from: String(stack.from), to: String(stack.to) };
  const panes = JSON.stringify({ a: { datasource: 'prometheus', queries, range } });
  await page.goto(`/explore?${new URLSearchParams({ schemaVersion: '1', panes })}`);
  await page
    .getByRole('button', { name: 'Add', exact: true })
    .or(page.getByRole('button', { name: /extensions/i }))
    .click();
  await page.getByRole('menuitem', { name: 'Show autoscaler fights' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
  await arrives(page);
});

test('an alert leads to the workload of its labels; its rule does where it says that Truce made it', async ({
  page,
}) => {
  const rule = {
    title: 'Replicas of web',
    folderUID: 'alerts',
    ruleGroup: 'shop',
    condition: 'A',
    data: [{ refId: 'A', datasourceUid: 'prometheus', model: { refId: 'A', expr: REPLICAS } }],
    labels: { __grafana_origin: 'plugin/truce-autoscaling-app' },
    annotations: {},
  };
  const answer = await page.request.post('/api/v1/provisioning/alert-rules', { data: rule });
  const { uid } = (await answer.json()) as { uid: string };
  await page.clock.install({ time: stack.to });
  for (const menu of ['Alert instance actions', 'More']) {
    await page.goto(`/alerting/grafana/${uid}/view`);
    await page.getByRole('button', { name: menu, exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'Show autoscaler fights' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page).toHaveURL(/\/workload\?.*namespace=hpa-flap&kind=Deployment&name=web/);
  }
});

test('the command palette knows the fights of now, and finds a workload by a part of its name', async ({ page }) => {
  await page.clock.install({ time: stack.to });
  await page.goto('/explore');
  const palette = page.getByRole('option');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await palette.filter({ hasText: 'Truce: fights now' }).click();
  await expect(page).toHaveURL(/\/fleet\?.*state=on/);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await palette.filter({ hasText: 'Truce: open workload' }).click();
  const field = page.getByRole('combobox', { name: 'Workload' });
  await field.click();
  await field.fill('flap/we');
  await page.getByRole('option', { name: /hpa-flap \/ web/ }).click();
  await expect(page).toHaveURL(/\/workload\?.*namespace=hpa-flap&kind=Deployment&name=web/);
});

const FOLDER = 'src/dashboards';
for (const file of readdirSync(FOLDER)) {
  test(`the dashboard ${file} that comes with the plugin shows something in every panel`, async ({ page }) => {
    const dashboard = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as { uid: string; panels: object[] };
    await save(page, dashboard);
    const namespace = file === 'policy.json' ? '$__all' : 'vpa-evict-scaleout';
    const variables = { 'var-ds': 'prometheus', 'var-namespace': namespace, 'var-workload': 'api' };
    const failed: string[] = [];
    page.on('response', (answer) => {
      if (answer.url().includes('/api/ds/query') && !answer.ok()) {
        failed.push(answer.url());
      }
    });
    await page.setViewportSize({ width: 1400, height: 1800 });
    await page.goto(dashboardAddress(dashboard.uid, variables));
    const shown = page.locator('canvas, table').locator('visible=true');
    await expect.poll(() => shown.count()).toBeGreaterThanOrEqual(dashboard.panels.length);
    await expect(page.getByText('No data')).toHaveCount(0);
    expect(failed).toEqual([]);
  });
}
