// One workload: verdict, timeline, what to paste, and the proof, from both databases.
import { clipboard, coloursOf, expect, expectedFinding, stack, test, workloadAddress } from './truce';

for (const ds of ['prometheus', 'victoriametrics']) {
  test(`verdict, picture and evidence from ${ds}`, async ({ page }) => {
    const finding = expectedFinding('gitops-between', 'hpa-gitops-replicas');
    await page.goto(workloadAddress('gitops-between', 'web', { ds }));
    const verdict = page.getByRole('region', { name: 'Verdict' });
    await expect(verdict).toContainText(finding.summary);
    const timeline = page.getByRole('application', { name: /Timeline of web/ });
    await expect(timeline).toBeVisible();
    await expect.poll(() => coloursOf(timeline.locator('canvas').first())).toBeGreaterThan(20);
    const evidence = page.getByRole('table').filter({ hasText: 'Certainty' }).first();
    await expect(evidence.getByRole('row')).toHaveCount(finding.evidence.length + 1);
    await expect(page.getByRole('table', { name: 'Actions on the timeline' }).getByRole('row').nth(1)).toBeVisible();
  });
}

test('the fix can be copied: command, manifest, and both at once', async ({ page }) => {
  const { fixes } = expectedFinding('gitops-between', 'hpa-gitops-replicas');
  const now = fixes.find((fix) => fix.term === 'now');
  const forGood = fixes.find((fix) => fix.term !== 'now');
  await page.goto(workloadAddress('gitops-between', 'web'));
  await page.getByRole('button', { name: `Copy the command: ${now?.title ?? ''}` }).click();
  await expect.poll(() => clipboard(page)).toBe(now?.command);
  await page.getByRole('button', { name: `Copy the manifest: ${forGood?.title ?? ''}` }).click();
  await expect.poll(() => clipboard(page)).toBe(forGood?.patch.trimEnd());
  await page.getByRole('button', { name: 'Copy the fix' }).click();
  await expect.poll(() => clipboard(page)).toContain(now?.command);
});

test('the pointer on the timeline is told what it is on', async ({ page }) => {
  await page.goto(workloadAddress('gitops-between', 'web'));
  const timeline = page.getByRole('application', { name: /Timeline of web/ });
  const { width = 0, height = 0 } = (await timeline.boundingBox()) ?? {};
  const card = page.locator('body > div, #grafana-portal-container').getByText(/\d\d:\d\d.* UTC$/);
  await expect(card).toHaveCount(0);
  await timeline.hover({ position: { x: width / 3, y: height / 2 } });
  await expect(card).toHaveCount(1);
  const first = await card.textContent();
  await timeline.hover({ position: { x: width / 2, y: height / 2 } });
  await expect(card).not.toHaveText(first ?? '');
});

test('a shared link shows the same thing', async ({ page }) => {
  await page.goto(workloadAddress('keda-cliff', 'encoder'));
  await page.getByRole('button', { name: 'Share' }).click();
  await expect.poll(() => clipboard(page)).toContain('/workload?');
  const link = await clipboard(page);
  await page.goto(link);
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(
    expectedFinding('keda-cliff', 'keda-cooldown-cliff').summary
  );
});

test('the mechanism names the rule, and evidence leads to its query', async ({ page }) => {
  await page.goto(workloadAddress('hpa-flap', 'web'));
  await page.getByRole('tab', { name: 'Mechanism' }).click();
  await expect(page.getByText('rule hpa-flapping')).toBeVisible();
  const link = page.getByRole('table').getByRole('link', { name: 'Explore' }).first();
  const href = (await link.getAttribute('href')) ?? '';
  expect(decodeURIComponent(href)).toMatch(/kube_\w+.*hpa-flap/);
  const answered = page.waitForResponse((response) => response.url().includes('/api/ds/query'));
  await page.goto(href);
  expect((await answered).status()).toBe(200);
});

test('an action in the table is marked on the timeline, and the address remembers it', async ({ page }) => {
  await page.goto(workloadAddress('hpa-flap', 'web'));
  const row = page.getByRole('table', { name: 'Actions on the timeline' }).getByRole('row').nth(2);
  await row.click();
  await expect(row.getByRole('button')).toHaveAttribute('aria-pressed', 'true');
  expect(new URL(page.url()).searchParams.get('action')).not.toBeNull();
  await page.reload();
  await expect(row.getByRole('button')).toHaveAttribute('aria-pressed', 'true');
});

test('a calm workload is called calm, and why', async ({ page }) => {
  await page.goto(workloadAddress('ok-diurnal', 'web'));
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText(/follows demand/i);
  await expect(page.getByRole('application', { name: /Timeline of web/ })).toBeVisible();
});

test('over hours without samples the timeline opens fitted, and the whole range is one click away', async ({
  page,
}) => {
  const from = String(stack.from - 2 * 3_600_000);
  await page.goto(workloadAddress('gitops-between', 'web', { from }));
  await expect(page.getByRole('application', { name: /Timeline of web/ })).toBeVisible();
  expect(new URL(page.url()).searchParams.has('zoom')).toBe(false);
  await page.getByRole('button', { name: 'Whole range' }).click();
  await expect(page.getByRole('application')).toBeFocused();
  await expect.poll(() => new URL(page.url()).searchParams.get('zoom')).toBe('all');
  await page.reload();
  await page.getByRole('button', { name: 'Fit', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Whole range' })).toBeVisible();
  expect(Date.parse(new URL(page.url()).searchParams.get('from') ?? '')).toBe(Number(from));
});

test('commands are shown in lines that run, and copied in one', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(workloadAddress('gitops-between', 'web'));
  const shown = page.getByLabel(/^command: /).and(page.locator('pre'));
  await expect(shown.first()).toContainText(/ \\\n {2}/);
  const text = (await shown.first().innerText()).replace(/ \\\n */g, ' ').replace(/\n */g, '');
  const command = expectedFinding('gitops-between', 'hpa-gitops-replicas').fixes.find(
    (fix) => fix.term === 'now'
  )?.command;
  expect(text).toBe(command);
  expect(await shown.first().evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
});

test('a workload that does not exist offers nothing to share', async ({ page }) => {
  await page.goto(workloadAddress('nowhere', 'web'));
  await expect(page.getByRole('heading', { name: 'No such workload in this range' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Share' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add to dashboard' })).toHaveCount(0);
});
