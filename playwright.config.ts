// Browser tests in Debian's Chromium against the preview host, once per Grafana version, and one walk through the live demo.
// Against a Grafana that runs already: GRAFANA_URL=… GRAFANA_USER=… GRAFANA_PASSWORD=… npx playwright test --project real
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig, devices, type PlaywrightTestProject } from '@playwright/test';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path)
);
const QUIET = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'];

/** The screenshots are of one version: two would only show how Grafana's own parts differ. */
const LOOK = /look\.spec\.ts/;
const DEMO = /demo\.spec\.ts/;
/** About the preview host itself, or with switches that only it has. */
const HOST = /(host|engine)\.spec\.ts/;
/** The places behind the doors are the preview's stand-ins; a Grafana's own look otherwise. */
const DOORS = /doors\.spec\.ts/;
/** Otherwise one version suffices where Grafana has no part in it: for tests tagged @ours, and for whole files. */
const IS_WHOLE = process.env.TRUCE_WHOLE === '1';
const OURS = /@ours/;
/** Our own pages in depth, and the preview's own parts. */
const OWN = /(doors|host|keyboard|policy|rules|states|sweep|trail|workload|zones)\.spec\.ts/;

/** Signs in once, by the fixtures of plugin-e2e. */
function realProjects(): PlaywrightTestProject[] {
  const { GRAFANA_USER: user = 'admin', GRAFANA_PASSWORD: password = 'admin' } = process.env;
  const use = { user: { user, password }, grafanaAPICredentials: { user, password } };
  const metadata = { grafana: 'real' };
  const auth = join(dirname(require.resolve('@grafana/plugin-e2e/package.json')), 'dist', 'auth');
  return [
    {
      name: 'auth',
      testDir: auth,
      testMatch: /auth\.setup\.js/,
      use: { ...use, baseURL: process.env.GRAFANA_URL },
      metadata,
    },
    {
      name: 'real',
      dependencies: ['auth'],
      testIgnore: [DEMO, LOOK, HOST, DOORS],
      use: { ...use, storageState: `playwright/.auth/${user}.json` },
      metadata,
    },
  ];
}

/** The demo first: it waits most of its two minutes, and the other worker fills them. */
const PREVIEWS: PlaywrightTestProject[] = [
  { name: 'demo', testMatch: DEMO },
  { name: 'grafana-12', metadata: { grafana: '12.4.10' }, testIgnore: DEMO },
  {
    name: 'grafana-13',
    metadata: { grafana: '13.2.2' },
    testIgnore: [DEMO, LOOK, ...(IS_WHOLE ? [] : [OWN])],
    ...(IS_WHOLE ? {} : { grepInvert: OURS }),
  },
];

export default defineConfig({
  testDir: './tests/e2e',
  globalSetup: './tests/e2e/start.mjs',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/__screenshots__/{arg}{ext}',
  timeout: 120_000,
  expect: { timeout: 40_000, toHaveScreenshot: { maxDiffPixelRatio: 0.01, animations: 'disabled' } },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1400, height: 1000 },
    locale: 'en-US',
    timezoneId: 'UTC',
    permissions: ['clipboard-read', 'clipboard-write'],
    // A trace of every test costs half of the time on two cores; a failure prints what the page showed.
    trace: 'off',
    launchOptions: {
      ...(CHROMIUM ? { executablePath: CHROMIUM } : {}),
      args: ['--no-sandbox', '--disable-sync', ...QUIET],
    },
  },
  projects: process.env.GRAFANA_URL ? realProjects() : PREVIEWS,
});
