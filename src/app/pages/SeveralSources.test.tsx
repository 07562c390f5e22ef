// Several data sources on one fleet page: each in its own state, none of them hiding another, and nothing asked of the rest.
import React from 'react';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';

import { FAILED, RANGE_SEARCH, readySource, renderPage, seriesSet, stuckSource } from '../../../tests/support/appPage';
import { pickFilter } from '../../../tests/support/pickFilter';
import { deployment, finding, history, sampleReport } from '../../../tests/support/sampleReport';
import type { Report } from '../../model/report';
import type { SeriesSet } from '../../model/series';
import type { UsableSource } from '../../sources/grafana/dataSourceList';
import type { SeriesSource } from '../../sources/seriesSource';
import { FleetPage } from './FleetPage';

/** By the data source that a set names in its first notice. */
const reports = new Map<string, Report>();
jest.mock('../../engine', () => ({
  RULES: [],
  analyze: ({ notices }: SeriesSet) => reports.get(notices[0] ?? '') ?? sampleReport(),
  scanLimits: () => undefined,
  mergeReports: ([report]: readonly Report[]) => report,
}));
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => <div>{children}</div>,
}));

const named = (uid: string): UsableSource => ({ uid, name: uid.toUpperCase(), type: 'prometheus', isDefault: false });
const SOURCES = ['prom', 'vm', 'thanos'].map(named);
const address = (...ds: string[]) =>
  `/fleet?${RANGE_SEARCH.replace('ds=prom', ds.map((uid) => `ds=${uid}`).join('&'))}`;
const told = (uid: string): SeriesSource => readySource({ ...seriesSet(), notices: [uid] });
const broken: SeriesSource = { fetch: () => Promise.reject(new Error('connection refused')) };
const line = (name: string) => screen.getByLabelText(`Data source ${name}`);
const button = (name: string, text: string) => within(line(name)).getByText(text).closest('button')!;
const linksTo = (workload: string) =>
  screen
    .getAllByText(workload)
    .map((node) => new URL(node.closest('a')?.getAttribute('href') ?? '', 'http://x').searchParams.getAll('ds'));

function show(open: (uid: string) => SeriesSource, ds = ['prom', 'vm', 'thanos'], sources = SOURCES) {
  return renderPage(<FleetPage />, address(...ds), open, { sources });
}

/** A fleet whose workloads bear these names, none of them fighting. */
function quiet(...names: string[]): Report {
  const workloads = names.map((name) => history(deployment('x', name), () => 3, { verdict: 'calm' }));
  return { ...sampleReport(), findings: [], workloads };
}

beforeEach(() => {
  reports.clear();
  window.localStorage.clear();
});

test('what was read a while ago was so when it was read, of each data source at its own time', async () => {
  renderPage(<FleetPage />, '/fleet?ds=prom&ds=vm&from=now-1h&to=now', told, { sources: SOURCES });
  expect(await screen.findByText('4 of 10 workloads were fighting when last read')).toBeTruthy();
  expect(line('VM').textContent).toContain('2 of 5 workloads were fighting at 02:43 UTC');
});

test('one told, one slow, one dead: what is known is shown, and the headline says of whom nothing is', async () => {
  show((uid) => (uid === 'prom' ? told('prom') : uid === 'vm' ? stuckSource(4) : broken));
  const headline = await screen.findByText(
    '2 of 5 workloads are fighting now; VM is still being read; THANOS was not read'
  );
  expect(headline.tagName).toBe('H1');
  expect(line('PROM').textContent).toContain('2 of 5 workloads are fighting now · read at 03:00:00 UTC');
  expect(line('VM').textContent).toContain('4 of 10 queries answered');
  expect(line('THANOS').textContent).toContain('Not read: connection refused');
  expect(linksTo('shop')).toEqual([['prom', 'vm', 'thanos']]);
});

test('a source that was not read keeps the fleet from being calm', async () => {
  reports.set('prom', quiet('a', 'b'));
  show((uid) => (uid === 'prom' ? told('prom') : broken), ['prom', 'vm']);
  expect(await screen.findByText('None of 2 workloads is seen fighting now; VM was not read')).toBeTruthy();
  const state = screen.getByText('Nothing seen fighting here, 01:28–02:43').closest('section');
  expect(state?.textContent).toContain('VM was not read.');
});

test('a source without workloads is no calm one, and one that cannot be asked can be taken out', async () => {
  reports.set('prom', quiet('a'));
  reports.set('vm', quiet());
  const app = show(told, ['prom', 'vm', 'gone']);
  expect(
    await screen.findByText('None of 1 workload is seen fighting now; gone was not read; VM has no workloads')
  ).toBeTruthy();
  expect(line('VM').textContent).toContain('No workloads found: nothing is judged here');
  expect(line('gone').textContent).toContain('Not available');
  fireEvent.click(button('gone', 'Take it out'));
  expect(new URL(app.address(), 'http://x').searchParams.getAll('ds')).toEqual(['prom', 'vm']);
});

test('when nothing could be read of any, nothing looks calm', async () => {
  show(() => broken, ['prom', 'vm']);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('this is not a calm fleet');
  expect(screen.getAllByText(/connection refused/)).toHaveLength(2);
});

test('each is cancelled, read again and taken out alone', async () => {
  const asked: string[] = [];
  const aborted: string[] = [];
  let vm: SeriesSource = stuckSource(4);
  const open = (uid: string): SeriesSource => ({
    fetch: (request, options) => {
      asked.push(uid);
      options?.abort?.addEventListener('abort', () => aborted.push(uid));
      return (uid === 'vm' ? vm : told(uid)).fetch(request, options);
    },
  });
  show(open, ['prom', 'vm']);
  await screen.findByText('2 of 5 workloads are fighting now; VM is still being read');
  fireEvent.click(button('VM', 'Cancel'));
  expect(aborted).toEqual(['vm']);
  expect(line('VM').textContent).toContain('Not read: you cancelled it.');
  vm = told('vm');
  fireEvent.click(button('VM', 'Try again'));
  expect(await screen.findByText('4 of 10 workloads are fighting now')).toBeTruthy();
  pickFilter('filter-data-source', 'VM');
  expect(await screen.findByText('2 of 5 workloads are fighting now')).toBeTruthy();
  expect(asked).toEqual(['prom', 'vm', 'vm']);
});

test('holes of one are told in its line, with the fuller report of the other untouched', async () => {
  show((uid) => (uid === 'vm' ? readySource({ ...seriesSet([FAILED]), notices: ['vm'] }) : told(uid)), ['prom', 'vm']);
  await screen.findByText('4 of 10 workloads are fighting now');
  expect(within(line('VM')).getAllByText('1 of 3 queries failed')).not.toEqual([]);
  expect(within(line('PROM')).queryByText('1 of 3 queries failed')).toBeNull();
});

test('two over one cluster are told twice, each row with its own source, and that is said', async () => {
  show(told, ['prom', 'vm']);
  await screen.findByText('4 of 10 workloads are fighting now');
  expect(linksTo('shop')).toEqual([
    ['prom', 'vm'],
    ['vm', 'prom'],
  ]);
  expect(screen.getByRole('note').textContent).toContain('PROM and VM both hold 5 workloads');
  const rows = screen.getAllByText('shop').map((node) => node.closest('tr')?.textContent ?? '');
  expect(rows.map((text) => [text.includes('PROM'), text.includes('VM')])).toEqual([
    [true, false],
    [false, true],
  ]);
});

test('findings of two sources stand in one order', async () => {
  const web = deployment('x', 'web');
  reports.set('prom', { ...quiet('web'), findings: [finding(web, 'medium', 'fighting', [5, 75])] });
  reports.set('vm', { ...quiet('web'), findings: [finding(web, 'critical', 'fighting', [5, 75])] });
  show(told, ['prom', 'vm']);
  await screen.findByText('2 of 2 workloads are fighting now');
  expect(linksTo('web').map(([own]) => own)).toEqual(['vm', 'prom']);
});

test('of 800 data sources only the chosen ones are asked for anything, and one is found by its name', async () => {
  const many = Array.from({ length: 800 }, (_, i) => named(`s${i}`));
  const opened: string[] = [];
  const open = (uid: string) => {
    opened.push(uid);
    return told(uid);
  };
  const { context } = renderPage(<FleetPage />, '/fleet?ds=s7', open, { sources: many });
  const transport = jest.spyOn(context.tools, 'transport');
  await screen.findByText(/^2 of 5 workloads were fighting at/);
  expect(opened).toEqual(['s7']);
  pickFilter('filter-data-source', 's543');
  await screen.findByText('4 of 10 workloads were fighting when last read');
  expect(opened).toEqual(['s7', 's543']);
  expect(new Set(transport.mock.calls.flat())).toEqual(new Set(['s543']));
  await waitFor(() => expect(document.querySelectorAll('[role="option"]').length).toBeLessThan(60));
});

test('an answer to a narrower question is shown and proves nothing of the wider one', async () => {
  const vmSources = [told('vm'), stuckSource(4)];
  reports.set('prom', quiet('a'));
  reports.set('vm', quiet('b'));
  const open = (uid: string): SeriesSource => ({
    fetch: (...args) => (uid === 'vm' ? (vmSources.shift() ?? broken) : told(uid)).fetch(...args),
  });
  renderPage(<FleetPage />, `${address('prom', 'vm')}&namespace=x`, open, { sources: SOURCES });
  await screen.findByText('None of 2 workloads is fighting now');
  pickFilter('filter-namespace', 'x');
  expect(await screen.findByText('None of 2 workloads is seen fighting now; VM is still being read')).toBeTruthy();
});

test('where all answered and none holds a workload here, the way out is the scope', async () => {
  reports.set('prom', quiet());
  reports.set('vm', quiet());
  const app = renderPage(<FleetPage />, `${address('prom', 'vm')}&namespace=x`, told, { sources: SOURCES });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('none of them holds a workload here');
  fireEvent.click(within(alert).getByText('Show all clusters and namespaces'));
  expect(new URL(app.address(), 'http://x').searchParams.getAll('namespace')).toEqual([]);
});

test('a data source is meant by its uid before another one by its name', async () => {
  const twisted = [
    { ...named('abc'), name: 'prom' },
    { ...named('prom'), name: 'Prom EU' },
  ];
  const asked: string[] = [];
  const open = (uid: string): SeriesSource => ({
    fetch: (...args) => {
      asked.push(uid);
      return told(uid).fetch(...args);
    },
  });
  renderPage(<FleetPage />, address('prom'), open, { sources: twisted });
  await waitFor(() => expect(asked).toEqual(['prom']));
});
