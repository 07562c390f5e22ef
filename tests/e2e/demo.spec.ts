// The demo as a visitor meets it: `npm run demo`, turn the load up, see a fight begin, apply the fix, see it end, Ctrl-C.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const ROOT = join(__dirname, '..', '..');
const START_MS = 180_000;
const FIGHT_MS = 120_000;
const END_MS = 300_000;
const STOP_MS = 30_000;
const WATCHED_MS = 90_000;
/** How it begins: pods are evicted as the HPA adds them; a resize or two later it is told what for. */
const FIGHT = expect.stringMatching(/^(hpa-vpa-same-resource|vpa-evict-during-scale-out)$/);

let demo: ChildProcess;
let printed = '';

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The address behind a word of what the demo printed. */
function printedAddress(word: string): string {
  return new RegExp(`^ *${word} +(http\\S+)$`, 'm').exec(printed)?.[1] ?? '';
}

/** Which kinds the annotation query of the provisioned dashboard finds on the workload of the demo. */
async function fightsOnDashboard(database: string): Promise<string[]> {
  const file = readFileSync(join(ROOT, 'provisioning/dashboards/truce.json'), 'utf8');
  const { annotations } = JSON.parse(file) as { annotations: { list: Array<{ expr: string }> } };
  const expr = annotations.list[0]?.expr.replace('$namespace', 'meme-generator').replace('$workload', 'meme-api') ?? '';
  const answer = await fetch(`${database}/api/v1/query?query=${encodeURIComponent(expr)}`);
  const { data } = (await answer.json()) as { data: { result: Array<{ metric: { rule?: string } }> } };
  return data.result.map(({ metric }) => metric.rule ?? '');
}

test.beforeAll(async () => {
  test.setTimeout(START_MS + 10_000);
  const port = String(await freePort());
  demo = spawn(process.execPath, [join(ROOT, 'demo', 'start.mjs'), '--no-open', '--port', port], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  [demo.stdout, demo.stderr].forEach((stream) => stream?.on('data', (piece) => (printed += String(piece))));
  await expect.poll(() => printed, { timeout: START_MS }).toContain('Ready.');
});

test.afterAll(() => {
  if (demo.pid !== undefined && demo.exitCode === null) {
    process.kill(-demo.pid, 'SIGTERM');
  }
});

test('a fight begins under load and ends with the fix; Ctrl-C leaves nothing behind', async ({ page }) => {
  test.setTimeout(FIGHT_MS + 2 * WATCHED_MS + END_MS + STOP_MS + 120_000);
  const app = printedAddress('Truce');
  const databases = [printedAddress('Prometheus'), printedAddress('VictoriaMetrics')];
  expect([app, ...databases]).toEqual(Array(3).fill(expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+/)));

  await page.goto(`${app}/fleet?from=now-15m&to=now&refresh=5s&namespace=meme-generator&state=on`);
  const fight = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'meme-api' }) });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('None of');
  await expect(fight).toHaveCount(0);

  await page.getByTestId('demo-load').focus();
  await page.keyboard.press('End');
  const turned = Date.now();
  const took = (): string => `${Math.round((Date.now() - turned) / 1000)} s`;
  await expect(fight).toHaveCount(1, { timeout: FIGHT_MS });
  test.info().annotations.push({ type: 'fight seen', description: took() });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('fighting now');

  // The watcher has seen it too: the annotation query of the dashboard, asked like any other, in both databases.
  for (const database of databases) {
    await expect.poll(() => fightsOnDashboard(database), { timeout: WATCHED_MS }).toContainEqual(FIGHT);
  }

  await page.getByTestId('demo-fix').click();
  await expect(page.getByTestId('demo-fix')).toHaveAttribute('aria-checked', 'true');
  // What ended less than 15 minutes ago stays under 'On now'; that it ended shows as a span, with an end.
  await expect(fight).toContainText(/\d\d:\d\d–\d\d:\d\d/, { timeout: END_MS });

  process.kill(-(demo.pid ?? 0), 'SIGINT');
  await expect.poll(() => demo.exitCode, { timeout: STOP_MS }).toBe(0);
  for (const address of [app, ...databases]) {
    await expect(fetch(address)).rejects.toThrow();
  }
});
