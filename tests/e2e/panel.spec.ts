// The panel on dashboards: added from the app, and in each of its states.
import { expect } from '@grafana/plugin-e2e';
import type { APIRequestContext, Page } from '@playwright/test';
import { panelQueries } from '../../src/queries/panelQueries';
import { coloursOf, dashboardAddress, dataSource, expectedFinding, OURS, testInGrafana as test } from './truce';

const PANEL = 'truce-conflicttimeline-panel';
const WORKLOAD = { cluster: '', namespace: 'gitops-between', kind: 'Deployment', name: 'web' };

interface Target {
  readonly refId: string;
  readonly expr: string;
}

/** What a dashboard and its panel have besides the queries. */
interface More {
  readonly panel?: object;
  readonly dashboard?: object;
}

/** Saves a dashboard with one panel of ours. */
async function saveDashboard(
  request: APIRequestContext,
  uid: string,
  ds: string,
  targets: readonly Target[],
  more: More = {}
) {
  const panel = {
    id: 1,
    type: PANEL,
    title: uid,
    gridPos: { x: 0, y: 0, w: 24, h: 14 },
    datasource: { uid: dataSource(ds) },
    targets: targets.map((target) => ({ instant: true, range: false, format: 'time_series', ...target })),
    options: {},
    ...more.panel,
  };
  const dashboard = { uid, title: uid, schemaVersion: 39, timezone: 'utc', panels: [panel], ...more.dashboard };
  const answer = await request.post('/api/dashboards/db', { data: { dashboard, overwrite: true } });
  expect(answer.ok()).toBe(true);
}

for (const ds of ['prometheus', 'victoriametrics']) {
  test(
    `draws a workload from ${ds}`,
    { tag: ds === 'prometheus' ? [] : OURS },
    async ({ page, request, gotoDashboardPage }) => {
      const title = `e2e-${ds}`;
      await saveDashboard(request, title, ds, panelQueries(WORKLOAD));
      await page.goto(dashboardAddress(title));
      const panel = page.getByTestId('conflict-timeline');
      await expect(panel).toContainText(expectedFinding('gitops-between', 'hpa-gitops-replicas').summary);
      await expect.poll(() => coloursOf(panel.locator('canvas').first())).toBeGreaterThan(20);
      const dashboard = await gotoDashboardPage({ uid: title });
      await expect(dashboard).not.toHavePanelErrors();
    }
  );
}

test('leads to the page of its workload', async ({ page, request }) => {
  await saveDashboard(request, 'e2e-link', 'prometheus', panelQueries(WORKLOAD));
  await page.goto(dashboardAddress('e2e-link'));
  const link = page.getByTestId('conflict-timeline').getByRole('link').first();
  await page.goto((await link.getAttribute('href')) ?? '');
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(
    expectedFinding('gitops-between', 'hpa-gitops-replicas').summary
  );
});

const REPEATED: ReadonlyArray<[namespace: string, rule: string]> = [
  ['hpa-flap', 'hpa-flapping'],
  ['gitops-between', 'hpa-gitops-replicas'],
  ['hv-many-small', 'hpa-vpa-same-resource'],
];

test('repeated by a variable, each copy draws the workload of its own value', async ({ page, request }) => {
  const namespaces = REPEATED.map(([namespace]) => namespace);
  const custom = (name: string, values: string[]) => ({
    name,
    type: 'custom',
    query: values.join(','),
    multi: values.length > 1,
    current: { text: values, value: values },
  });
  await saveDashboard(request, 'e2e-repeat', 'prometheus', panelQueries(), {
    panel: {
      title: 'Who moved $namespace / $workload',
      repeat: 'namespace',
      options: { workload: '$namespace/$workload' },
      gridPos: { x: 0, y: 0, w: 24, h: 9 },
    },
    dashboard: { templating: { list: [custom('namespace', namespaces), custom('workload', ['web'])] } },
  });
  await page.goto(dashboardAddress('e2e-repeat'));
  const panels = page.getByTestId('conflict-timeline');
  await expect(panels).toHaveCount(3);
  for (const [i, [namespace, rule]] of REPEATED.entries()) {
    await expect(panels.nth(i)).toContainText(expectedFinding(namespace, rule).summary);
    await expect(page.getByText(`Who moved ${namespace} / web`)).toBeVisible();
  }
});

test(
  'a workload that the variables do not name is missed, not replaced by another',
  { tag: OURS },
  async ({ page, request }) => {
    await saveDashboard(request, 'e2e-absent', 'prometheus', panelQueries(WORKLOAD), {
      panel: { options: { workload: '$nobody/web' } },
    });
    await page.goto(dashboardAddress('e2e-absent'));
    await expect(page.getByText('The chosen workload is not in the data')).toBeVisible();
    await expect(page.getByText('The dashboard has no variable of that name.')).toBeVisible();
  }
);

/** Changes what Grafana's server tells the page at its start. */
async function startAs(page: Page, what: 'stranger' | 'app disabled'): Promise<void> {
  await page.route('**/api/plugins/truce-autoscaling-app/settings', async (route) => {
    const settings = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...settings, enabled: what !== 'app disabled' } });
  });
  await page.addInitScript((case_) => {
    let told: { user: { isSignedIn: boolean }; navTree: Array<{ id: string }> } | undefined;
    Object.defineProperty(window, 'grafanaBootData', {
      get: () => told,
      set: (data: NonNullable<typeof told>) => {
        told = data;
        data.user.isSignedIn &&= case_ !== 'stranger';
        data.navTree = data.navTree.filter(({ id }) => id !== 'apps');
      },
    });
  }, what);
}

test('with the app disabled the panel says so where its link was', async ({ page, request }) => {
  await saveDashboard(request, 'e2e-disabled', 'prometheus', panelQueries(WORKLOAD));
  await startAs(page, 'app disabled');
  await page.goto(dashboardAddress('e2e-disabled'));
  const panel = page.getByTestId('conflict-timeline');
  await expect(panel.getByText('app disabled')).toBeVisible();
  await expect(panel.getByRole('link')).toHaveCount(0);
  await panel.getByTitle(/Open proof and fix/).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText(/an administrator can enable it/)).toBeVisible();
  await expect(drawer.getByText('Open the workload page')).toHaveCount(0);
});

test('a reader who is not signed in sees the verdict without links into Grafana', async ({ page, request }) => {
  await saveDashboard(request, 'e2e-stranger', 'prometheus', panelQueries(WORKLOAD));
  await startAs(page, 'stranger');
  await page.goto(dashboardAddress('e2e-stranger'));
  const panel = page.getByTestId('conflict-timeline');
  await expect(panel).toContainText(expectedFinding('gitops-between', 'hpa-gitops-replicas').summary);
  await expect(panel.getByRole('link')).toHaveCount(0);
});

test('the image renderer sees a running query until the engine is there', { tag: OURS }, async ({ page, request }) => {
  await saveDashboard(request, 'e2e-render', 'prometheus', panelQueries(WORKLOAD));
  let release: () => void = () => undefined;
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  await page.route(/panel\/engine\.[^/]*js|conflicttimeline-panel\/engine\.[^/]*js/, async (route) => {
    await isReleased;
    await route.continue();
  });
  const running = () => page.evaluate<number>('window.__grafanaRunningQueryCount ?? 0');
  await page.goto(dashboardAddress('e2e-render'));
  await expect(page.getByText('Reading. Nothing is judged before everything is read.')).toBeVisible();
  expect(await running()).toBe(1);
  release();
  await expect(page.getByTestId('conflict-timeline')).toBeVisible();
  expect(await running()).toBe(0);
});

test('keyboard: from the verdict into its drawer and back', async ({ page, request }) => {
  await saveDashboard(request, 'e2e-keys', 'prometheus', panelQueries(WORKLOAD));
  await page.goto(dashboardAddress('e2e-keys'));
  const verdict = page.getByTestId('conflict-timeline').getByTitle(/Open proof and fix/);
  await verdict.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  // The first Escape closes the tooltip of the drawer's own Close button, which has the focus; the next one the drawer.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
});

const NOWHERE = [{ refId: 'A', expr: 'kube_deployment_spec_replicas{namespace="nowhere"}[$__range]' }];
const STATES: ReadonlyArray<[name: string, ds: string, targets: Target[], says: RegExp]> = [
  ['nothing came from prometheus', 'prometheus', NOWHERE, /Nothing to draw yet/],
  ['nothing came from victoriametrics', 'victoriametrics', NOWHERE, /Nothing to draw yet/],
  [
    'not the right series',
    'prometheus',
    [{ refId: 'A', expr: 'sum(kube_deployment_spec_replicas)' }],
    /These are not the series to draw/,
  ],
  ['nobody answers', 'dead', panelQueries(WORKLOAD), /The data source did not answer/],
];

for (const [name, ds, targets, says] of STATES) {
  test(`says what to do when ${name}`, { tag: OURS }, async ({ page, request }) => {
    const uid = `e2e-${name.replace(/ /g, '-')}`;
    await saveDashboard(request, uid, ds, targets);
    await page.goto(dashboardAddress(uid));
    await expect(page.getByText(says)).toBeVisible();
    await expect(page.getByTestId('conflict-timeline')).toHaveCount(0);
  });
}
