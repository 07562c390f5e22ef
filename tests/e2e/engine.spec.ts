// Where the panel gets its engine from, and what is said when a file of the plugin is not the one that was built with it,
// as after an upgrade under an open page.
import type { Page } from '@playwright/test';
import { coloursOf, dashboardAddress, expect, test, workloadAddress } from './truce';

const ENGINE = /\/engine\.[0-9a-f]{20}\.js$/;
const UPGRADED = /upgraded while this page was open, reload the page/;

/** A switch of the preview host: under which of Grafana's two addresses the nested panel is served. */
const SERVED = [
  { by: 'its own id', path: 'own', folder: '/public/plugins/truce-conflicttimeline-panel' },
  { by: "the app's path", path: 'app', folder: '/public/plugins/truce-autoscaling-app/panel' },
];

function openPanel(page: Page, path = 'app') {
  return page.goto(dashboardAddress('preview', { 'preview-panel-path': path }));
}

for (const { by, path, folder } of SERVED) {
  test(`a panel served by ${by} fetches its engine from beside itself`, async ({ page }) => {
    const scripts: string[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith('.js') && pathname.startsWith('/public/plugins/')) {
        scripts.push(`${response.status()} ${pathname}`);
      }
    });
    await openPanel(page, path);
    const panel = page.getByTestId('conflict-timeline').first();
    await expect.poll(() => coloursOf(panel.locator('canvas').first())).toBeGreaterThan(20);
    expect(scripts).toContain(`200 ${folder}/module.js`);
    const engines = scripts.filter((script) => ENGINE.test(script));
    expect([...new Set(engines)]).toEqual([expect.stringMatching(new RegExp(`^200 ${folder}/engine\\.`))]);
  });
}

const AFTER_AN_UPGRADE = [
  { title: 'is gone', answer: { status: 404, body: '' } },
  { title: 'is another', answer: { status: 200, contentType: 'text/javascript', body: 'window.mixed = true;' } },
];

for (const { title, answer } of AFTER_AN_UPGRADE) {
  test(`an engine that ${title} is not run; the panel asks for a reload, which helps`, async ({ page }) => {
    await page.route(ENGINE, (route) => route.fulfill(answer));
    await openPanel(page);
    const alert = page.getByRole('alert').filter({ hasText: UPGRADED }).first();
    await expect(alert).toBeVisible();
    expect(await page.evaluate(() => 'mixed' in window)).toBe(false);
    await page.unroute(ENGINE);
    await alert.getByRole('button', { name: 'Reload the page' }).click();
    await expect(page.getByTestId('conflict-timeline').first()).toBeVisible();
  });

  test(`a page whose file ${title} asks for a reload, which helps`, async ({ page }) => {
    const files = /\/public\/plugins\/truce-autoscaling-app\/\w+\.[0-9a-f]{20}\.js$/;
    await page.route(files, (route) => route.fulfill(answer));
    await page.goto(workloadAddress('hpa-flap', 'web'));
    const alert = page.getByRole('alert').filter({ hasText: UPGRADED });
    await expect(alert).toBeVisible();
    expect(await page.evaluate(() => 'mixed' in window)).toBe(false);
    await page.unroute(files);
    await alert.getByRole('button', { name: 'Reload the page' }).click();
    await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
  });
}
