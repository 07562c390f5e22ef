// The configuration page: what is saved is there after a reload, and what is out of limits cannot be saved.
import { expect, test } from './truce';

const PAGE = '/plugins/truce-autoscaling-app?page=configuration';

test('saves a threshold, keeps it, and goes back', async ({ page }) => {
  await page.goto(PAGE);
  const search = page.getByLabel('Search the thresholds');
  await expect(page.locator('input[type=number]')).toHaveCount(0);
  await search.fill('hpa-flapping cycle');
  const field = page.getByRole('spinbutton', { name: 'Longest up-and-down cycle' });
  await expect(field).toBeVisible();
  const usual = await field.inputValue();
  const min = Number(await field.getAttribute('min'));
  const max = Number(await field.getAttribute('max'));
  const other = String(Number(usual) === max ? min : max);
  const save = page.getByRole('button', { name: 'Save settings' });
  await expect(save).toBeDisabled();

  await field.fill(String(max + 1));
  await expect(page.getByText('Some numbers are outside their limits.')).toBeVisible();
  await expect(save).toBeDisabled();

  await field.fill(other);
  await Promise.all([page.waitForEvent('load'), save.click()]);
  // What is not as usual stands first, without a search.
  await expect(field).toHaveValue(other);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Set by you' })).toContainText('Longest up-and-down cycle');
  await expect(field).toHaveValue(other);
  await expect(save).toBeDisabled();

  await field.fill(usual);
  await Promise.all([page.waitForEvent('load'), save.click()]);
  await search.fill('hpa-flapping cycle');
  await expect(field).toHaveValue(usual);
});

test('families open by keyboard, one at a time', async ({ page }) => {
  await page.goto(PAGE);
  const family = page.getByRole('button', { name: /^KEDA/ });
  await family.focus();
  await page.keyboard.press('Enter');
  await expect(family).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await expect(page.locator('input[type=number]').first()).toBeFocused();
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  expect(tall).toBeLessThan(3000);
});

test('offers the data sources to be searched and says what a bad cluster label is', async ({ page }) => {
  await page.goto(PAGE);
  const sources = page.getByRole('combobox', { name: 'Data sources to offer' });
  await sources.click();
  await sources.fill('victoria');
  await expect(page.getByRole('option', { name: /^VictoriaMetrics\b/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByLabel('Cluster label').fill('not a label!');
  await expect(page.getByRole('button', { name: 'Save settings' })).toBeDisabled();
});
