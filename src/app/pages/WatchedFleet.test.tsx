// The fleet page where a watcher is scraped: whom it shows, how old that is, and that nothing is swept for it.
import React from 'react';
import { fireEvent, screen } from '@testing-library/react';

import { sampleReport } from '../../../tests/support/sampleReport';
import { readySource, renderPage } from '../../../tests/support/appPage';
import { DEFAULT_SETTINGS } from '../../settings/settings';
import type { Labels } from '../../model/series';
import type { RawSeries, Transport } from '../../sources/transport';
import { AnswerStore } from '../sweep/answerStore';
import type { AppContextValue } from '../appContext';
import { FleetPage } from './FleetPage';

import type { Report } from '../../model/report';

jest.mock('../../engine', () => ({
  RULES: [{ id: 'hpa-flapping', title: 'An HPA keeps adding and removing pods' }],
  analyze: () => sampleReport(),
  scanLimits: () => undefined,
  mergeReports: ([report]: readonly Report[]) => report,
}));
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => <div>{children}</div>,
}));

const NOW = Date.UTC(2026, 10, 23, 3);

function series(name: string, value: number, labels: Labels = {}): RawSeries {
  return {
    labels: { __name__: name, source: 'eu', ...labels },
    times: Float64Array.of(NOW),
    values: Float64Array.of(value),
  };
}

const finding = { namespace: 'shop', workload_kind: 'Deployment', workload: 'web', rule: 'hpa-flapping' };

/** A watcher that looked so long ago. */
function watcher(secondsAgo: number, scope = 'all'): RawSeries[] {
  const last = NOW / 1000 - secondsAgo;
  return [
    series('truce_sweep_last_timestamp_seconds', last),
    series('truce_sweep_window_seconds', 3600, { scope }),
    series('truce_sweep_scrape_seconds', 15),
    series('truce_workloads', 1, { verdict: 'fights' }),
    series('truce_workloads', 41, { verdict: 'calm' }),
    series('truce_finding', 1, { ...finding, severity: 'high', state: 'fighting' }),
    series('truce_finding_info', 1, { ...finding, actors: 'hpa/web', cause: 'hpa-flapping' }),
    series('truce_finding_begin_timestamp_seconds', last - 1200, finding),
    series('truce_finding_end_timestamp_seconds', last, finding),
    series('truce_finding_pods_made', 87, finding),
  ];
}

interface Scene {
  readonly told?: readonly RawSeries[];
  readonly hangs?: boolean;
  readonly search?: string;
}

/** Renders the page; `opened` counts sweeps. */
function open({ told = [], hangs = false, search = 'ds=prom' }: Scene) {
  const opened: string[] = [];
  const asked: string[] = [];
  const transport: Transport = {
    instant: async (queries) => {
      asked.push(...queries.map(({ expr }) => expr));
      return hangs ? new Promise(() => undefined) : queries.map(({ id }) => ({ id, series: told, notices: [] }));
    },
    range: () => Promise.reject(new Error('nobody asks for a range')),
  };
  const source = (uid: string) => {
    opened.push(uid);
    return readySource();
  };
  const tools: AppContextValue['tools'] = {
    open: source,
    transport: () => transport,
    judge: () => Promise.resolve({ ...sampleReport(), range: { from: NOW - 5_400_000, to: NOW } }),
    clusterLabel: 'auto',
    thresholds: {},
    now: () => NOW,
  };
  const more = { tools, settings: DEFAULT_SETTINGS, store: new AnswerStore() };
  return { ...renderPage(<FleetPage />, `/fleet?${search}`, source, more), opened, asked };
}

test('a fresh watcher of everything is shown by itself: its age, its window, its counts, and nothing is swept', async () => {
  const { opened, asked } = open({ told: watcher(40) });
  expect((await screen.findByText(/fighting now$/)).textContent).toBe('1 of 42 workloads is fighting now');
  expect(screen.getByRole('status').textContent).toMatch(
    /^The watcher of eu told this 40 s ago .* over the 60 min before/
  );
  expect(screen.getByText('web').getAttribute('href')).toContain('name=web');
  expect(screen.getAllByText('87')).not.toEqual([]);
  expect(screen.getAllByText(/An HPA keeps adding and removing pods/)).not.toEqual([]);
  expect(screen.queryByText(/no such Deployment/)).toBeNull();
  expect(document.body.textContent).toContain('41 calm, judged on every kind');
  expect(document.body.textContent).not.toContain('one owner per resource');
  expect(opened).toEqual([]);
  expect(asked).toHaveLength(2);
});

test('the page reads everything itself when it is told to, and goes back', async () => {
  const app = open({ told: watcher(40) });
  fireEvent.click(await screen.findByText('Read everything now'));
  expect((await screen.findByText(/fighting now$/)).textContent).toBe('2 of 5 workloads are fighting now');
  expect(app.address()).toContain('by=page');
  expect(app.opened).toEqual(['prom']);
  expect(screen.getByRole('status').textContent).toMatch(/^Read by this page\. The watcher of eu looked 40 s ago/);
  fireEvent.click(screen.getByText('Show what it found'));
  expect((await screen.findByText('1 of 42 workloads is fighting now')).textContent).not.toBe('');
});

test.each([
  ['looks at a part only', watcher(40, 'part')],
  ['has not judged for long', watcher(3600)],
])('a watcher that %s is offered, not shown', async (_, told) => {
  const { opened } = open({ told });
  expect((await screen.findByText(/fighting now$/)).textContent).toBe('2 of 5 workloads are fighting now');
  expect(opened).toEqual(['prom']);
  expect(screen.getByText('Show what it found')).not.toBeNull();
});

test('what a watcher told long ago was so when it looked', async () => {
  open({ told: watcher(3600), search: 'ds=prom&by=watcher' });
  expect(await screen.findByText('1 of 42 workloads was fighting at 02:00 UTC')).toBeTruthy();
  expect(screen.getByText('On at 02:00 UTC')).toBeTruthy();
});

test('where nobody watches the page reads itself and says nothing of it', async () => {
  open({});
  await screen.findByText('2 of 5 workloads are fighting now');
  expect(screen.queryByRole('status')).toBeNull();
});

test('a question that hangs does not hold the page', async () => {
  const { opened } = open({ hangs: true });
  await screen.findByText('2 of 5 workloads are fighting now');
  expect(opened).toEqual(['prom']);
});

test('the past is read, not asked of a watcher', async () => {
  const { asked } = open({
    told: watcher(40),
    search: 'ds=prom&from=2026-11-23T01:28:21.000Z&to=2026-11-23T02:43:21.000Z',
  });
  await screen.findByText('2 of 5 workloads are fighting now');
  expect(asked).toEqual([]);
});
