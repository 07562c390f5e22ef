// Without a mouse: every control of both pages is reached by Tab, the table by arrows, the timeline mark by mark.
import type { Page } from '@playwright/test';
import { expect, fleetAddress, fleetRows, test, workloadAddress } from './truce';

const MOST_STOPS = 150;

/** Presses Tab until `isThere` says so; the names of the stops on the way. */
async function tabUntil(page: Page, isThere: () => Promise<boolean>): Promise<string[]> {
  const stops: string[] = [];
  for (let i = 0; i < MOST_STOPS; i++) {
    await page.keyboard.press('Tab');
    stops.push(
      await page.evaluate(() => {
        const focus = document.activeElement;
        const label = focus instanceof HTMLInputElement ? focus.labels?.[0]?.textContent : undefined;
        return focus?.getAttribute('aria-label') ?? label ?? focus?.textContent?.trim().slice(0, 40) ?? '';
      })
    );
    if (await isThere()) {
      return stops;
    }
  }
  throw new Error(`not reached by Tab; the stops were: ${stops.join(' | ')}`);
}

const isFocused = (page: Page, selector: string) => () =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

test('the fleet: filters, sorting and rows', async ({ page }) => {
  await page.goto(fleetAddress());
  await expect(fleetRows(page).first()).toBeVisible();
  const stops = await tabUntil(page, isFocused(page, '[data-fleet-link]'));
  const text = stops.join('\n');
  for (const control of ['Namespace', 'Actor', 'Severity', 'State', 'Search the fleet', 'Workload', 'Since']) {
    expect(text).toContain(control);
  }
  await expect(fleetRows(page).nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(fleetRows(page).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(fleetRows(page).nth(0)).toBeFocused();
  const href = (await fleetRows(page).nth(0).getAttribute('href')) ?? '';
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
  expect(page.url()).toContain(href.slice(href.indexOf('namespace=')).split('&')[0]);
});

test('a filter opens, is chosen and closes', async ({ page }) => {
  await page.goto(fleetAddress());
  await expect(fleetRows(page).first()).toBeVisible();
  const filter = page.getByRole('combobox', { name: 'Severity' });
  await filter.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: /critical/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.getAll('severity').length).toBe(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);
});

test('the timeline: marks, help, zoom', async ({ page }) => {
  await page.goto(workloadAddress('gitops-between', 'web'));
  const timeline = page.getByRole('application', { name: /Timeline of web/ });
  await expect(timeline).toBeVisible();
  await tabUntil(page, isFocused(page, '[role=application]'));
  const spoken = timeline.locator('[aria-live=polite]');
  const told = async (key: string): Promise<string> => {
    await page.keyboard.press(key);
    await expect(spoken).toContainText('UTC');
    return (await spoken.textContent()) ?? '';
  };
  const first = await told('Home');
  const next = await told('ArrowRight');
  const lower = await told('ArrowDown');
  expect(first).not.toBe('');
  expect(next).not.toBe(first);
  expect(lower).not.toBe(next);
  await page.keyboard.press('?');
  await expect(page.getByLabel('Keys of the timeline')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Keys of the timeline')).toBeHidden();
  await page.keyboard.press('w');
  await expect(page.getByRole('button', { name: 'Whole range' })).toBeVisible();
  await tabUntil(page, isFocused(page, 'table button'));
});
