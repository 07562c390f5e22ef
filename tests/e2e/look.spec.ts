// A few pictures, so that a change of looks is seen. New ones: npx playwright test look --project grafana-12 -u
import { expect, expectedFinding, fleetAddress, fleetRows, test, workloadAddress } from './truce';

for (const theme of ['dark', 'light']) {
  test(`the fleet, ${theme}`, async ({ page }) => {
    await page.goto(fleetAddress({ theme }));
    await expect(fleetRows(page).first()).toBeVisible();
    await expect(page.locator('body')).toHaveClass(new RegExp(`theme-${theme}`));
    await expect(page).toHaveScreenshot(`fleet-${theme}.png`);
  });

  test(`a workload, ${theme}`, async ({ page }) => {
    await page.goto(workloadAddress('gitops-between', 'web', { theme }));
    const { summary } = expectedFinding('gitops-between', 'hpa-gitops-replicas');
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(summary);
    await expect(page.getByRole('application')).toBeVisible();
    await expect(page).toHaveScreenshot(`workload-${theme}.png`);
  });
}
