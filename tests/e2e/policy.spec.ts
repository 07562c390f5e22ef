// The policy page: who owns replicas and size of every workload, fight or not. The same as the command line says.
import { expect, fleetAddress, ownership, policyAddress, test } from './truce';

const NAMES: Record<string, string> = { 'owned-twice': 'Owned twice', ownerless: 'Without an owner' };

for (const ds of ['prometheus', 'victoriametrics']) {
  test(`names what is owned twice or by nobody, with the reason, from ${ds}`, async ({ page }) => {
    await page.goto(policyAddress({ ds }));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('“one owner per resource”');
    for (const [verdict, name] of Object.entries(NAMES)) {
      const expected = ownership().filter((one) => one.verdict === verdict);
      expect(expected.length).toBeGreaterThan(2);
      const group = page.getByRole('region', { name });
      // One link to the workload, one to the fix.
      await expect(group.getByRole('link')).toHaveCount(2 * expected.length);
      for (const { workload, reasons } of expected) {
        const row = group.getByRole('row').filter({ hasText: workload.namespace });
        await expect(row).toContainText(reasons[0] ?? '');
      }
    }
  });
}

test('the fleet leads there, and a line leads to its workload', async ({ page }) => {
  await page.goto(fleetAddress({ namespace: 'hv-many-small' }));
  await page.getByRole('link', { name: '1 without one owner per resource' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('one owner per resource');
  expect(new URL(page.url()).searchParams.getAll('namespace')).toEqual(['hv-many-small']);
  await page
    .getByRole('region', { name: 'Owned twice' })
    .getByRole('link', { name: /hv-many-small/ })
    .click();
  await expect(page.getByRole('group', { name: 'Ownership' })).toContainText(
    'takes its cpu percentage of what VPA web sizes'
  );
});

test('a line leads to the fix of the policy, which stands there to be copied', async ({ page }) => {
  await page.goto(policyAddress({ namespace: 'hv-many-small' }));
  const row = page.getByRole('region', { name: 'Owned twice' }).getByRole('row').filter({ hasText: 'hv-many-small' });
  await expect(row).toContainText(/\d\d:\d\d/);
  await row.getByRole('link', { name: 'VPA sizes memory only' }).click();
  await expect(page.getByRole('heading', { name: /VPA sizes memory only/ }).first()).toBeVisible();
});
