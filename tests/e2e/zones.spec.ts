// Times in the reader's zone: the user's on the pages of the app, the dashboard's in its panels, and handed on by links.
import type { Page } from '@playwright/test';
import { dashboardAddress, expect, expectedFinding, test, workloadAddress } from './truce';

const cliff = () => expectedFinding('keda-cliff', 'keda-cooldown-cliff').summary;

/** The times of day of a sentence in UTC, told in a zone so many minutes ahead. */
function ahead(sentence: string, minutes: number): string {
  return sentence.replace(/(\d\d):(\d\d)/g, (_, hour: string, minute: string) => {
    const at = (Number(hour) * 60 + Number(minute) + minutes + 1440) % 1440;
    return [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0')).join(':');
  });
}

/** The server says another zone for the user: pages carry the preference, whatever it is, in what they boot from. */
async function prefer(page: Page, zone: string): Promise<void> {
  await page.route(
    (url) => url.pathname.startsWith('/a/'),
    async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/"timezone":"[^"]*"/, `"timezone":"${zone}"`);
      await route.fulfill({ response: answer, body });
    }
  );
}

test('the pages speak the zone of the user', async ({ page }) => {
  expect(cliff()).toMatch(/\d\d:\d\d/);
  await prefer(page, 'Asia/Kolkata');
  await page.goto(workloadAddress('keda-cliff', 'encoder'));
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(ahead(cliff(), 330));
  await expect(page.getByRole('columnheader', { name: 'Time, IST' })).toBeVisible();
  const timeline = page.getByRole('application', { name: /Timeline of encoder/ });
  await timeline.focus();
  await timeline.press('ArrowRight');
  await expect(timeline.getByText(/\d\d:\d\d.* IST: /)).toHaveCount(1);
});

test('an address may say another one, and it stays', async ({ page }) => {
  await prefer(page, 'Asia/Kolkata');
  await page.goto(workloadAddress('keda-cliff', 'encoder', { timezone: 'utc' }));
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(cliff());
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Fleet' }).click();
  await expect(page).toHaveURL(/\/fleet\?.*timezone=utc/);
  await expect(page.getByRole('row').filter({ hasText: cliff() }).first()).toBeVisible();
});

test('a panel speaks the zone of its dashboard, and so does the page it leads to', async ({ page }) => {
  const shown = { 'var-namespace': 'keda-cliff', 'var-workload': 'encoder', timezone: 'America/New_York' };
  await page.goto(dashboardAddress('preview', shown));
  const panel = page.getByTestId('conflict-timeline').first();
  await panel.getByRole('button').first().click();
  await expect(page.getByRole('columnheader', { name: 'Time, EST' })).toBeVisible();
  await expect(page.getByRole('dialog')).toContainText(ahead(cliff(), -300));
  await page.getByRole('link', { name: 'Open the workload page' }).click();
  await expect(page).toHaveURL(/timezone=America/);
  await expect(page.getByRole('columnheader', { name: 'Time, EST' })).toBeVisible();
});
