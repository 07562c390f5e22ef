// The first page: who fights. From both databases, the same as the command line says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectedFindings, fleetAddress, fleetRows, OURS, rowNames, stack, test, WHOLE_FLEET } from './truce';

interface Truth {
  readonly scenarios: ReadonlyArray<{ namespace: string; kind: string; allowed: readonly string[] }>;
}

const truth = JSON.parse(readFileSync(join(__dirname, '..', 'recordings', 'truth.json'), 'utf8')) as Truth;
const healthy = truth.scenarios.filter((s) => s.kind === 'healthy' && s.allowed.length === 0).map((s) => s.namespace);

function expectedNames(): string[] {
  const names = expectedFindings().map(({ workload }) => `${workload.namespace}/${workload.name}`);
  return [...new Set(names)].sort();
}

test.describe('lists the fights', () => {
  test.use({ viewport: WHOLE_FLEET });

  for (const ds of ['prometheus', 'victoriametrics']) {
    const tag = ds === 'prometheus' ? [] : OURS;
    test(
      `of the recording from ${ds}, as the command line does, and no healthy workload`,
      { tag },
      async ({ page }) => {
        await page.goto(fleetAddress({ ds, sort: 'workload' }));
        await expect(page.getByRole('heading', { level: 1 })).toContainText('fighting now');
        await expect(fleetRows(page)).toHaveCount(expectedNames().length);
        const names = await rowNames(page);
        expect(names).toEqual(expectedNames());
        expect(healthy.length).toBeGreaterThan(5);
        const quiet = page.getByRole('region', { name: 'Workloads without a finding' });
        for (const namespace of healthy) {
          expect(names.some((name) => name.startsWith(`${namespace}/`))).toBe(false);
          await expect(quiet).toContainText(namespace);
        }
      }
    );
  }
});

test('says in each row what happens, and how many rows there are in the headline', { tag: OURS }, async ({ page }) => {
  const first = expectedFindings().find((finding) => finding.severity === 'critical');
  await page.goto(fleetAddress({ namespace: first?.workload.namespace ?? '' }));
  await expect(page.getByRole('row').filter({ hasText: first?.summary ?? '' })).toHaveCount(1);
});

test.describe('keeps its state in the address', () => {
  test.use({ viewport: WHOLE_FLEET });

  test('a filter narrows the table, survives a reload, and the back button widens it again', async ({ page }) => {
    const critical = new Set(
      expectedFindings()
        .filter((finding) => finding.severity === 'critical')
        .map(({ workload }) => `${workload.namespace}/${workload.name}`)
    );
    await page.goto(fleetAddress());
    await expect(fleetRows(page)).toHaveCount(expectedNames().length);
    await page.getByRole('combobox', { name: 'Severity' }).click();
    await page.getByRole('option', { name: /critical/ }).click();
    await page.keyboard.press('Escape');
    await expect(fleetRows(page)).toHaveCount(critical.size);
    expect(new URL(page.url()).searchParams.getAll('severity')).toEqual(['critical']);
    expect(await rowNames(page)).toEqual([...critical].sort());
    await page.reload();
    await expect(fleetRows(page)).toHaveCount(critical.size);
    await page.goBack();
    await expect(fleetRows(page)).toHaveCount(expectedNames().length);
    expect(new URL(page.url()).searchParams.has('severity')).toBe(false);
  });

  test('a search matches workload, rule or actor', { tag: OURS }, async ({ page }) => {
    await page.goto(fleetAddress());
    await page.getByRole('search').getByPlaceholder('workload, rule or actor').fill('keda-cliff');
    await expect(fleetRows(page)).toHaveCount(1);
    expect(await rowNames(page)).toEqual(['keda-cliff/encoder']);
    expect(new URL(page.url()).searchParams.get('q')).toBe('keda-cliff');
    await page.getByRole('search').getByPlaceholder('workload, rule or actor').fill('zzzz');
    await expect(fleetRows(page)).toHaveCount(0);
  });

  test('a column sorts, a second click turns it round, the address says so', async ({ page }) => {
    await page.goto(fleetAddress());
    const header = page.getByRole('columnheader', { name: /Hidden/ });
    const sorts = header.getByRole('button', { name: /Hidden/ });
    await sorts.click();
    await expect(header).toHaveAttribute('aria-sort', 'descending');
    await expect(fleetRows(page)).toHaveCount(expectedNames().length);
    const hidden = async () => {
      const cells = await page.locator('tbody [data-column=hidden]').allTextContents();
      return cells.map((text) => Number(text.replace(/\D/g, '')));
    };
    const down = await hidden();
    expect(down).toEqual([...down].sort((a, b) => b - a));
    expect(down[0]).toBeGreaterThan(100);
    const sort = new URL(page.url()).searchParams.get('sort');
    await sorts.click();
    await expect(header).toHaveAttribute('aria-sort', 'ascending');
    expect(new URL(page.url()).searchParams.get('sort')).not.toBe(sort);
  });

  test('what an address says that is not understood is named, and the rest holds', { tag: OURS }, async ({ page }) => {
    await page.goto(fleetAddress({ severity: ['critical', 'terrible'], colour: 'red' }));
    await expect(page.getByText('“terrible”')).toBeVisible();
    await expect(page.getByText('“colour”')).toBeVisible();
    await expect(fleetRows(page).first()).toBeVisible();
  });
});

test('a row leads to its workload, and back again', async ({ page }) => {
  await page.goto(fleetAddress({ q: 'gitops-between' }));
  await fleetRows(page).first().click();
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('namespace')).toBe('gitops-between');
  await page.goBack();
  await expect(fleetRows(page)).toHaveCount(1);
});

/** Texts that stand on one another: what a reader of the page would call broken. */
function collisions(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((elements) => {
    const boxes = elements.map((element) => ({
      box: element.getBoundingClientRect(),
      text: element.textContent ?? '',
    }));
    return boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter(
          ({ box: b }) =>
            a.box.left < b.right - 0.5 &&
            b.left < a.box.right - 0.5 &&
            a.box.top < b.bottom - 0.5 &&
            b.top < a.box.bottom - 0.5
        )
        .map((b) => `${a.text} | ${b.text}`)
    );
  });
}

/** How far an element's content goes beyond its right edge, pixels. */
const hiddenWidth = (element: Element) => element.scrollWidth - element.clientWidth;

// 980 is what a window of 1280 leaves beside Grafana's docked menu.
for (const width of [390, 700, 980, 1280, 1400, 1920]) {
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 900 } });

    test(
      'nothing is cut, hidden at the side or on top of another',
      { tag: width === 390 ? [] : OURS },
      async ({ page }) => {
        const hours = 3_600_000;
        // Over midnight, so that labels carry days.
        await page.goto(fleetAddress({ from: String(stack.from - 3 * hours) }));
        await page.evaluate(() => localStorage.setItem('preview.menu', 'closed'));
        await page.reload();
        await expect(fleetRows(page).first()).toBeVisible();
        const table = page.getByRole('table', { name: 'Fights' });
        expect(await table.locator('..').evaluate(hiddenWidth)).toBeLessThanOrEqual(0);
        expect(await page.locator('html').evaluate(hiddenWidth)).toBeLessThanOrEqual(0);
        expect(await collisions(page, 'figure [data-axis] span')).toEqual([]);
        expect(await page.locator('figure [data-axis] span').count()).toBeGreaterThan(1);
        expect(await collisions(page, 'thead button > span')).toEqual([]);
        const cut = await table
          .locator('[data-column=what], [data-column=since]')
          .evaluateAll((cells) =>
            cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent)
          );
        expect(cut).toEqual([]);
        const told = await table.locator('[data-column=what]').first().textContent();
        expect(told).toContain(
          expectedFindings().find(({ summary }) => told?.includes(summary))?.summary ?? 'a summary'
        );
      }
    );
  });
}
