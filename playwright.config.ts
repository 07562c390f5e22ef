// Browser tests in Debian's Chromium against the preview host, once per Grafana version, and one walk through the live demo.
import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path)
);
const QUIET = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'];

/** The screenshots are of one version: two would only show how Grafana's own parts differ. */
const LOOK = /look\.spec\.ts/;
const DEMO = /demo\.spec\.ts/;

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
  projects: [
    { name: 'grafana-12', metadata: { grafana: '12.4.10' }, testIgnore: DEMO },
    { name: 'grafana-13', metadata: { grafana: '13.2.2' }, testIgnore: [DEMO, LOOK] },
    { name: 'demo', testMatch: DEMO },
  ],
});
