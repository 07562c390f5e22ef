// A sweep of a large fleet goes on while a workload of it is open, and ends when it is not wanted any more.
import React from 'react';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';

import { RANGE_SEARCH, renderPage, seriesSet, toolsOf } from '../../../tests/support/appPage';
import { pickFilter } from '../../../tests/support/pickFilter';
import { sampleReport } from '../../../tests/support/sampleReport';
import type { FleetRead } from '../../model/fleetRead';
import type { SeriesSource, SweepOptions, SweepRequest } from '../../sources/seriesSource';
import { FleetPage } from './FleetPage';
import { WorkloadPage } from './WorkloadPage';

jest.mock('../../engine', () => ({
  RULES: [],
  analyze: () => sampleReport(),
  scanLimits: () => undefined,
  mergeReports: () => sampleReport(),
}));
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => <div>{children}</div>,
}));
jest.mock('../workload/TimelinePart', () => ({ TimelinePart: () => <div>the timeline</div> }));

/** A question under way. */
interface Asked extends SweepRequest {
  readonly ds: string;
  readonly options: SweepOptions;
  readonly finish: () => void;
}

/** Opens the fleet; its sweeps wait to be told what comes. */
function open(search = RANGE_SEARCH, now?: () => number) {
  const asked: Asked[] = [];
  const source = (ds: string): SeriesSource => ({
    fetch: (request, options = {}) =>
      new Promise((resolve) => {
        asked.push({ ...request, ds, options, finish: () => resolve(seriesSet()) });
        if (request.namespaces?.length === 1) {
          resolve(seriesSet());
        }
      }),
  });
  const pages = (
    <Routes>
      <Route path="*" element={<FleetPage />} />
      <Route path="/a/truce-autoscaling-app/workload" element={<WorkloadPage />} />
    </Routes>
  );
  const app = renderPage(pages, `/fleet?${search}`, source, now && { tools: toolsOf(source, now) });
  return { ...app, asked, fleets: () => asked.filter(({ namespaces = [] }) => namespaces.length === 0) };
}

const read = (done: number): FleetRead => ({ done, of: 40, unnamed: 1000 });

/** A part of the fleet comes. */
async function part({ options }: Asked, done: number): Promise<void> {
  await act(async () => {
    await options.take?.({ ...seriesSet(), part: 'workloads' }, read(done));
    options.onProgress?.({ answered: 10, total: 20, waitingFor: 'hpa', read: read(done) });
  });
}

/** The fleet with its first part, and then the workload page. */
async function openFirst(search?: string, now?: () => number) {
  const app = open(search, now);
  // Of now a watcher is asked for first.
  await waitFor(() => expect(app.fleets()).toHaveLength(1));
  const [fleet] = app.fleets() as [Asked];
  await part(fleet, 5);
  await screen.findByText('5 of 40 workloads read that a scan named');
  fireEvent.click(screen.getAllByText('shop').map((node) => node.closest('a'))[0]!);
  await screen.findByText('the timeline');
  return { ...app, fleet };
}

test('whoever opens a finding and comes back finds the sweep further on, and nothing is asked twice', async () => {
  const { fleet, back, fleets } = await openFirst();
  expect(fleet.options.abort?.aborted).toBe(false);
  await part(fleet, 25);
  act(back);
  expect(await screen.findByText('25 of 40 workloads read that a scan named')).toBeTruthy();
  expect(fleets()).toHaveLength(1);
  fireEvent.click(screen.getAllByText('Cancel')[0]!);
  expect(fleet.options.abort?.aborted).toBe(true);
  expect(await screen.findByText('Not all of the fleet: 25 of 40 workloads were read')).toBeTruthy();
});

test('what was read to its end meanwhile stands there at once', async () => {
  const { fleet, back, fleets } = await openFirst();
  await act(async () => fleet.finish());
  act(back);
  expect(await screen.findByText(/workloads are fighting now$/)).toBeTruthy();
  expect(screen.queryByText(/that a scan named/)).toBeNull();
  expect(fleets()).toHaveLength(1);
});

test('a sweep of now that took minutes is shown to whoever comes back, and not begun anew', async () => {
  let now = Date.UTC(2026, 10, 23, 3);
  const { back, fleets } = await openFirst('ds=prom&from=now-1h&to=now', () => now);
  now += 4 * 60_000;
  await act(async () => fleets()[0]?.finish());
  now += 3 * 60_000;
  act(back);
  expect(await screen.findByText(/workloads were fighting at/)).toBeTruthy();
  expect(screen.queryByText(/that a scan named/)).toBeNull();
  expect(fleets()).toHaveLength(1);
});

test('a namespace of it is read beside it; another data source takes its place', async () => {
  const app = open();
  const [fleet] = app.fleets() as [Asked];
  await part(fleet, 5);
  await screen.findByText('5 of 40 workloads read that a scan named');
  pickFilter('filter-namespace', 'hpa-double');
  expect(app.asked.map(({ namespaces, options }) => [namespaces, options.abort?.aborted])).toEqual([
    [[], false],
    [['hpa-double'], false],
  ]);
  pickFilter('filter-data-source', 'Victoria');
  pickFilter('filter-data-source', 'Prometheus');
  expect(app.asked.at(-1)?.ds).toBe('vm');
  expect(fleet.options.abort?.aborted).toBe(true);
});

test('a workload waits for no fleet; that of another data source ends the sweep, one of the same list of them does not', async () => {
  const { asked, fleet, go } = await openFirst();
  expect(asked.map(({ options }) => options.isOpened)).toEqual([undefined, true]);
  const workload = '/a/truce-autoscaling-app/workload?namespace=shop&name=web';
  const range = RANGE_SEARCH.replace('ds=prom', '');
  act(() => go(`${workload}&ds=vm&ds=prom${range}`));
  expect(fleet.options.abort?.aborted).toBe(false);
  act(() => go(`${workload}&ds=vm${range}`));
  expect(fleet.options.abort?.aborted).toBe(true);
});
