// When something is wrong: each state says what happened and what to do, and none looks like a calm fleet.
import { expect, fleetAddress, fleetRows, rulesAddress, stack, test, workloadAddress } from './truce';

test('a data source that does not answer', async ({ page }) => {
  await page.goto(fleetAddress({ ds: 'dead' }));
  const alert = page.getByRole('alert').filter({ hasText: 'Dead did not answer' });
  await expect(alert).toContainText('this is not a calm fleet');
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: /fighting now/ })).toBeHidden();
});

test('a data source that does not answer beside two of one cluster: nothing of theirs is hidden, and it is not calm', async ({
  page,
}) => {
  await page.goto(fleetAddress({ ds: ['prometheus', 'victoriametrics', 'dead'] }));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/are fighting now; \S+ was not read$/);
  const lines = page.getByRole('list', { name: 'Data sources' }).locator(':scope > li');
  await expect(lines).toHaveCount(3);
  await expect(lines.last()).toContainText('Not read:');
  await expect(page.getByRole('note')).toContainText('they seem to store the same cluster');
  const own = await fleetRows(page).evaluateAll((links) =>
    links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('ds'))
  );
  expect(new Set(own).size).toBe(2);
});

test('a data source that refuses: its limit is named together with what to do', async ({ page }) => {
  await page.goto(fleetAddress({ ds: 'refusing' }));
  await expect(page.getByText(/too many samples/).first()).toBeVisible();
  await expect(page.getByText(/choose a shorter time range or fewer namespaces/).first()).toBeVisible();
  await expect(page.getByText(/None of \d+ workloads? is fighting now/)).toBeHidden();
});

test('a data source that is back again: Try again reads it', async ({ page }) => {
  let isDown = true;
  await page.route('**/api/ds/query*', (route) => (isDown ? route.abort('connectionrefused') : route.continue()));
  await page.goto(fleetAddress());
  const retry = page.getByRole('button', { name: 'Try again' });
  await expect(retry).toBeVisible();
  isDown = false;
  await retry.click();
  await expect(fleetRows(page).first()).toBeVisible();
});

test('one query fails: the rest is shown, and what is missing is named', async ({ page }) => {
  await page.route('**/api/ds/query*', async (route) => {
    const body = route.request().postData() ?? '';
    const refused = { results: { Q0: { status: 400, error: 'refused for a test', frames: [] } } };
    await (body.includes('keda_scaler_active') ? route.fulfill({ status: 400, json: refused }) : route.continue());
  });
  await page.goto(fleetAddress());
  await expect(fleetRows(page).first()).toBeVisible();
  await expect(page.getByText(/refused for a test|quer(y|ies) failed/).first()).toBeVisible();
});

test('reading takes long: it can be cancelled', async ({ page }) => {
  await page.route('**/api/ds/query*', () => undefined);
  await page.goto(fleetAddress());
  await expect(page.getByRole('progressbar', { name: 'Queries answered' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('progressbar', { name: 'Queries answered' })).toBeHidden();
  await expect(page.getByText(/cancelled/i).first()).toBeVisible();
});

test('no samples in the range', async ({ page }) => {
  const day = 86_400_000;
  await page.goto(fleetAddress({ from: String(stack.from - 30 * day), to: String(stack.from - 29 * day) }));
  await expect(page.getByText(/No workloads?/).first()).toBeVisible();
  await expect(page.getByText(/None of \d+ workloads? is fighting now/)).toBeHidden();
});

test('an address that names a data source that is gone', async ({ page }) => {
  await page.goto(fleetAddress({ ds: 'nowhere' }));
  await expect(page.getByRole('alert').filter({ hasText: 'This data source is not available' })).toBeVisible();
});

test('a workload that is not there', async ({ page }) => {
  await page.goto(workloadAddress('hpa-flap', 'nothing'));
  await expect(page.getByText(/nothing/).first()).toBeVisible();
  await expect(page.getByRole('application')).toBeHidden();
});

test('a page that is not there, and an address without a workload', async ({ page }) => {
  await page.goto('/a/truce-autoscaling-app/elsewhere');
  await expect(page.getByText('There is no such page')).toBeVisible();
  await page.goto('/a/truce-autoscaling-app/workload');
  await expect(page.getByText('This address names no workload')).toBeVisible();
});

test('rules that cannot be judged are listed with the setting that would change it', async ({ page }) => {
  await page.goto(rulesAddress({ ds: 'refusing' }));
  await expect(page.getByText(/too many samples|\d+ of \d+ rules can be judged here/).first()).toBeVisible();
  await page.goto(rulesAddress());
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/rules can be judged here/);
  await expect(page.getByText('kube_horizontalpodautoscaler_info').first()).toBeVisible();
});
