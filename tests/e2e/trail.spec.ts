// One trail, Grafana's own, on every page; the menu lists the pages, and the app's root leads to the first of them.
import { type Page } from '@playwright/test';
import { expect, fleetAddress, policyAddress, rulesAddress, test, workloadAddress } from './truce';

async function trail(page: Page): Promise<string[]> {
  const steps = await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('listitem').allInnerTexts();
  return steps.map((step) => step.replace(/[›\s]+$/, ''));
}

const PAGES = [
  { name: 'Fleet', address: () => fleetAddress(), steps: ['Truce', 'Fleet'], title: /^Fleet - / },
  { name: 'Policy', address: () => policyAddress(), steps: ['Truce', 'Policy'], title: /^Policy - / },
  { name: 'Rules', address: () => rulesAddress(), steps: ['Truce', 'Rules'], title: /^Rules - / },
  {
    name: 'a workload',
    address: () => workloadAddress('hpa-flap', 'web'),
    steps: ['Truce', 'Fleet', 'hpa-flap', 'web'],
    title: /^web - Truce - /,
  },
];

for (const { name, address, steps, title } of PAGES) {
  test(`the way to ${name}`, async ({ page }) => {
    await page.goto(address());
    await expect.poll(async () => (await trail(page)).slice(-steps.length)).toEqual(steps);
    await expect(page).toHaveTitle(title);
  });
}

test('the trail leads back to the fleet of the namespace', async ({ page }) => {
  await page.goto(workloadAddress('hpa-flap', 'web'));
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'hpa-flap' }).click();
  await expect(page).toHaveURL(/\/fleet\?.*namespace=hpa-flap/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/fighting now/);
});

test('the menu lists the fleet, and the app leads to it', async ({ page }) => {
  await page.goto(policyAddress());
  const menu = page.getByRole('navigation', { name: 'Navigation' });
  await expect(menu.getByRole('link', { name: 'Fleet' })).toBeVisible();
  await menu.getByRole('link', { name: 'Truce' }).click();
  await expect(page).toHaveURL(/\/a\/truce-autoscaling-app\/fleet/);
  await expect.poll(() => trail(page)).toContain('Fleet');
});
