// The panel on dashboards: added from the app, and in each of its states.
import { expect } from '@grafana/plugin-e2e';
import type { APIRequestContext } from '@playwright/test';
import { panelQueries } from '../../src/queries/panelQueries';
import { coloursOf, dashboardAddress, dataSource, expectedFinding, testInGrafana as test } from './truce';

const PANEL = 'truce-conflicttimeline-panel';
const WORKLOAD = { cluster: '', namespace: 'gitops-between', kind: 'Deployment', name: 'web' };

interface Target {
  readonly refId: string;
  readonly expr: string;
}

/** Saves a dashboard with one panel of ours. */
async function saveDashboard(request: APIRequestContext, uid: string, ds: string, targets: readonly Target[]) {
  const panel = {
    id: 1,
    type: PANEL,
    title: uid,
    gridPos: { x: 0, y: 0, w: 24, h: 14 },
    datasource: { uid: dataSource(ds) },
    targets: targets.map((target) => ({ instant: true, range: false, format: 'time_series', ...target })),
    options: {},
  };
  const dashboard = { uid, title: uid, schemaVersion: 39, timezone: 'utc', panels: [panel] };
  const answer = await request.post('/api/dashboards/db', { data: { dashboard, overwrite: true } });
  expect(answer.ok()).toBe(true);
}

for (const ds of ['prometheus', 'victoriametrics']) {
  test(`draws a workload from ${ds}`, async ({ page, request, gotoDashboardPage }) => {
    const title = `e2e-${ds}`;
    await saveDashboard(request, title, ds, panelQueries(WORKLOAD));
    await page.goto(dashboardAddress(title));
    const panel = page.getByTestId('conflict-timeline');
    await expect(panel).toContainText(expectedFinding('gitops-between', 'hpa-gitops-replicas').summary);
    await expect.poll(() => coloursOf(panel.locator('canvas').first())).toBeGreaterThan(20);
    const dashboard = await gotoDashboardPage({ uid: title });
    await expect(dashboard).not.toHavePanelErrors();
  });
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
  test(`says what to do when ${name}`, async ({ page, request }) => {
    const uid = `e2e-${name.replace(/ /g, '-')}`;
    await saveDashboard(request, uid, ds, targets);
    await page.goto(dashboardAddress(uid));
    await expect(page.getByText(says)).toBeVisible();
    await expect(page.getByTestId('conflict-timeline')).toHaveCount(0);
  });
}
