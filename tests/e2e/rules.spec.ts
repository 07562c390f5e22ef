// The rules page: what a setting would bring, and links to a single rule, however late the page comes.
import { expect, rulesAddress, test } from './truce';

test('an address with a rule scrolls to it and focuses it', async ({ page }) => {
  await page.goto(`${rulesAddress()}#rule-scaleout-node-lag`);
  const rule = page.locator('#rule-scaleout-node-lag');
  await expect(rule).toBeFocused();
  await expect(rule).toBeInViewport();
  expect(new URL(page.url()).hash).toBe('#rule-scaleout-node-lag');
});

test('settings and rules lead to each other without leaving the page', async ({ page }) => {
  await page.goto(rulesAddress());
  await expect(page.getByRole('heading', { level: 1 })).toContainText('rules can be judged here');
  const setting = page.locator('#setting-1');
  await expect(setting.getByRole('heading')).toContainText('of fight would be seen');
  await setting.getByRole('link').first().click();
  expect(new URL(page.url()).pathname).toMatch(/\/rules$/);
  const focused = page.locator('tr:focus');
  await expect(focused).toContainText('would be seen with setting 1');
  await focused.getByRole('link', { name: 'setting 1' }).click();
  await expect(setting).toBeFocused();
});

test('a rule leads to its thresholds', async ({ page }) => {
  await page.goto(rulesAddress());
  await page.locator('#rule-hpa-flapping').getByRole('link', { name: 'thresholds' }).click();
  await expect(page.getByRole('spinbutton', { name: 'Longest up-and-down cycle' })).toBeVisible();
});
