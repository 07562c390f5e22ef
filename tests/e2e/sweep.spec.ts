// A fleet of thirty thousand workloads is read while somebody uses the page: what is found comes part by part, the page answers,
// and the sweep goes on while a finding is open. What its thread does is counted task by task, in time of the processor and in
// units of a piece of work that is done on the same thread: a slow or busy machine stretches both.
import type { Browser, Page } from '@playwright/test';
import { serveLargeFleet } from './largeFleet';
import { expect, fleetAddress, fleetRows, stack, test } from './truce';

const WORKLOADS = 30_000;
/** One in so many is fought over: 500 of them. */
const FOUGHT_EACH = 60;
/** Turns of a loop that take about 50 ms on an idle core: from then on a task is felt (W3C, Long Tasks). */
const TURNS = 10_000_000;
const UNITS = 7;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Begin, microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Time of the processor, microseconds. */
  readonly tdur?: number;
}

/** Names a moment of the page's thread. */
const mark = (page: Page, name: string) => page.evaluate((text) => void performance.mark(text), name);

/** The piece of work that tasks are measured by. */
async function doUnits(page: Page): Promise<void> {
  for (let i = 0; i < UNITS; i++) {
    await page.evaluate((turns) => {
      performance.mark('unit');
      let x = 0;
      for (let turn = 0; turn < turns; turn++) {
        x = (x * 31 + turn) | 0;
      }
      return x;
    }, TURNS);
  }
}

interface Tasks {
  readonly count: number;
  /** Those of half a unit and more, in units, the longest first. */
  readonly long: readonly number[];
  /** A unit, milliseconds. */
  readonly unit: number;
}

/** The tasks of the page's thread between two marks, read from a trace. */
function tasksIn(trace: Buffer, from: string, to: string): Tasks {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const marks = (name: string) => traceEvents.filter((event) => event.name === name);
  const [begin] = marks(from);
  const [end] = marks(to);
  const own = traceEvents.filter(
    ({ name, ph, pid, tid }) =>
      name === 'ThreadControllerImpl::RunTask' && ph === 'X' && pid === begin?.pid && tid === begin.tid
  );
  const cost = ({ tdur, dur = NaN }: TraceEvent) => (tdur ?? dur) / 1000;
  const units = marks('unit').flatMap(({ ts }) =>
    own.filter((task) => task.ts <= ts && ts <= task.ts + (task.dur ?? 0))
  );
  const unit = units.map(cost).sort((a, b) => a - b)[Math.floor(units.length / 2)] ?? NaN;
  const between = own.filter(({ ts }) => ts > (begin?.ts ?? NaN) && ts < (end?.ts ?? NaN));
  const inUnits = between.map((task) => cost(task) / unit).sort((a, b) => b - a);
  return { count: between.length, long: inUnits.filter((cost) => cost >= 0.5), unit };
}

/** Traces what the page's thread does meanwhile. */
async function traced(browser: Browser, page: Page, work: () => Promise<void>): Promise<Buffer> {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  await work();
  await doUnits(page);
  return browser.stopTracing();
}

test('a page that reads 30 000 workloads shows what it found, and stays usable meanwhile', async ({
  browser,
  page,
}, info) => {
  const fleet = { workloads: WORKLOADS, foughtEach: FOUGHT_EACH, from: stack.from, to: stack.to };
  const { asked } = await serveLargeFleet(page, fleet, { pause: 50 });
  const headline = page.getByRole('heading', { level: 1 });
  const trace = await traced(browser, page, async () => {
    await page.goto(fleetAddress({ sort: 'workload' }));
    await expect(page.getByRole('progressbar')).toBeVisible();
    await mark(page, 'reading');
    await expect(headline).toHaveText(/^\d+ of \d+ workloads read so far are fighting now$/);
    await expect(page.getByText(/of 500 workloads read that a scan named/)).toBeVisible();
    await expect(page.getByText(/calm/)).toBeHidden();

    const search = page.getByLabel('Search the fleet');
    await search.pressSequentially('app-0');
    await expect(search).toHaveValue('app-0');
    await expect(fleetRows(page).first()).toHaveText(/^app-0/);
    await page.mouse.move(700, 700);
    await page.mouse.wheel(0, 2000);
    await search.fill('');

    await fleetRows(page).first().click();
    await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
    await page.goBack();
    await expect(headline).toHaveText(/^500 of 30\D000 workloads are fighting now$/);
    await expect(page.getByRole('progressbar')).toBeHidden();
    await expect(page.getByRole('link', { name: /^Read in full/ }).first()).toBeVisible();
    await mark(page, 'read');
  });

  // The sweep went on while the workload was open: nothing was asked of the whole fleet a second time.
  const [lists] = asked.filter((expr) => expr.startsWith('count by (namespace') && !expr.includes('{'));
  expect(lists).toBeDefined();
  expect(asked.filter((expr) => expr === lists)).toHaveLength(1);

  const { count, long, unit } = tasksIn(trace, 'reading', 'read');
  const longest = long.slice(0, 8).map((units) => units.toFixed(1));
  const description = `${count}, the longest ${longest.join(', ')} units of ${unit.toFixed(0)} ms`;
  info.annotations.push({ type: 'tasks', description });
  expect(count, description).toBeGreaterThan(1000);
  expect(long[0] ?? 0, description).toBeLessThan(5);
  expect(long.filter((units) => units > 1.5).length, description).toBeLessThan(6);
});
