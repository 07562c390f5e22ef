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
      await expect(group.getByRole('link')).toHaveCount(expected.length);
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
