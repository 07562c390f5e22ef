#!/usr/bin/env node
// Takes the pictures of README.md (docs/img) and of the plugin's page in the catalogue (src/img) from the running product:
// the recording, the built plugin, the preview host. The shell around the pages is cut off: it is not Grafana's.
//   npm run build && node tests/e2e/takePictures.mjs [name ...]
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { createScope } from '../../demo/databases/process.mjs';
import { buildHost, ROOT, startDatabases, startHost } from './stack.mjs';

const GRAFANA = '12.4.10';
const CHROMIUM = '/usr/bin/chromium';
/** Width of the docked menu and height of the bar at the top, which are the preview host's. */
const MENU = 300;
const BAR = 40;
const APP = '/a/truce-autoscaling-app';
const FIGHT = 'namespace=gitops-below-min&kind=Deployment&name=web';

/**
 * @typedef {object} Picture
 * @property {string} file where it goes
 * @property {string} path of the page, with what it shows
 * @property {string} ready what is there once the picture is worth taking
 * @property {number} width of the page without the menu
 * @property {number} height of the page without the bar; less than the page has is a cut, more is blank
 * @property {'dark' | 'light'} [theme]
 */

/** @type {Picture[]} */
const PICTURES = [
  { file: 'docs/img/fleet-dark.png', path: `${APP}/fleet?`, ready: 'a[data-fleet-link]', width: 1400, height: 1000 },
  {
    file: 'docs/img/hidden-fight-dark.png',
    path: `${APP}/workload?${FIGHT}`,
    ready: 'canvas',
    width: 1400,
    height: 1100,
  },
  { file: 'src/img/fleet.png', path: `${APP}/fleet?`, ready: 'a[data-fleet-link]', width: 1280, height: 720 },
  { file: 'src/img/workload.png', path: `${APP}/workload?${FIGHT}`, ready: 'canvas', width: 1280, height: 720 },
  {
    file: 'src/img/policy.png',
    path: `${APP}/policy?`,
    ready: 'main a[href*="/workload?"]',
    width: 1280,
    height: 720,
    theme: 'light',
  },
  {
    file: 'src/img/panel.png',
    path: '/d/preview?',
    ready: '[data-testid=conflict-timeline] canvas',
    width: 1280,
    height: 600,
  },
];

/** @param {import('@playwright/test').Browser} browser @param {string} host @param {string} range @param {Picture} picture */
async function take(browser, host, range, { file, path, ready, width, height, theme = 'dark' }) {
  const page = await browser.newPage({
    viewport: { width: width + MENU, height: height + BAR },
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  await page.goto(`${host}${path}&${range}&theme=${theme}`);
  await page.locator(ready).first().waitFor({ timeout: 60_000 });
  // The last of the answers, fonts, and what they move.
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(2000);
  await page.screenshot({ path: join(ROOT, file), clip: { x: MENU, y: BAR, width, height }, animations: 'disabled' });
  await page.close();
  console.log(file);
}

const wanted = process.argv.slice(2);
const scope = createScope();
try {
  await buildHost(GRAFANA);
  const databases = await startDatabases(scope);
  const host = await startHost({ grafana: GRAFANA, databases, scope });
  const browser = await chromium.launch({
    ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  scope.defer(() => browser.close());
  const range = `ds=prometheus&from=${databases.from}&to=${databases.to}`;
  for (const picture of PICTURES.filter(
    ({ file }) => wanted.length === 0 || wanted.some((name) => file.includes(name))
  )) {
    await take(browser, host, range, picture);
  }
} finally {
  await scope.close();
}
