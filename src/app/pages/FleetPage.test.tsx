// The fleet page at an address: every state it can be in, and that the address holds what was chosen.
import React from 'react';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';

import { minute, sampleReport } from '../../../tests/support/sampleReport';
import { FAILED, RANGE_SEARCH, readySource, renderPage, seriesSet, stuckSource } from '../../../tests/support/appPage';
import { pickFilter } from '../../../tests/support/pickFilter';
import { clock } from '../../kit/moment';
import type { Verdict } from '../../model/verdict';
import type { SeriesSource } from '../../sources/seriesSource';
import { FleetPage } from './FleetPage';

let report = sampleReport();
jest.mock('../../engine', () => ({
  RULES: [],
  analyze: () => report,
  scanLimits: () => undefined,
  mergeReports: () => report,
}));
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => <div>{children}</div>,
}));

const ADDRESS = `/fleet?${RANGE_SEARCH}`;
// By text: looking up roles by name computes styles of the whole page and takes seconds.
const headline = () => screen.findByText(/workloads? (is|are|was|were) fighting (now|at 02:43 UTC)$/);
const button = (text: RegExp | string) => {
  const found = screen.getAllByText(text).map((node) => node.closest('button'));
  return found.find((node) => node !== null)!;
};
const names = () => [...document.querySelectorAll('a')].map((link) => link.textContent);

/** The sample without findings, every workload judged like this. */
function withVerdict(verdict: Verdict): ReturnType<typeof sampleReport> {
  const sample = sampleReport();
  return { ...sample, findings: [], workloads: sample.workloads.map((history) => ({ ...history, verdict })) };
}

beforeEach(() => {
  report = sampleReport();
  window.localStorage.clear();
});

test('shows who fights, grouped and counted, each row a link to its workload', async () => {
  renderPage(<FleetPage />, ADDRESS, () => readySource());
  expect((await headline()).textContent).toBe('2 of 5 workloads are fighting now');
  const shop = screen.getByText('shop');
  const href = new URL(shop.getAttribute('href') ?? '', 'http://x');
  expect(href.pathname).toBe('/a/truce-autoscaling-app/workload');
  expect(Object.fromEntries(href.searchParams)).toMatchObject({
    ds: 'prom',
    namespace: 'hpa-double',
    name: 'shop',
    from: '2026-11-23T01:28:21.000Z',
  });
  expect(button(/Argo CD writes spec.replicas back/).getAttribute('aria-expanded')).toBe('true');
  expect((await screen.findByLabelText('Workloads without a finding')).textContent).toContain('follows demand');
});

test.each([
  ['Asia/Kolkata', '07:03', 'Asia/Kolkata'],
  ['America/New_York', '20:33', 'America/New_York'],
  ['nowhere', '01:33', undefined],
])('speaks the time zone of the address, %s, and keeps it on the way', async (timezone, since, kept) => {
  const detail = `Since ${clock(minute(5), false)}`;
  report = { ...report, findings: report.findings.map((one) => ({ ...one, summary: detail })) };
  const app = renderPage(<FleetPage />, `${ADDRESS}&timezone=${timezone}`, () => readySource());
  await headline();
  expect(screen.getAllByText(`Since ${since}`)).not.toEqual([]);
  expect(screen.getAllByText(since)).not.toEqual([]);
  expect(document.body.textContent).not.toMatch(/[\uFDD0\uFDD1]/);
  const href = new URL(screen.getByText('shop').getAttribute('href') ?? '', 'http://x');
  expect(href.searchParams.get('timezone') ?? undefined).toBe(kept);
  fireEvent.click(button(/^Pods/));
  expect(new URL(app.address(), 'http://x').searchParams.get('timezone') ?? undefined).toBe(kept);
});

test('what was not judged is one line for each missing setting; what stands among the findings is not named again', async () => {
  const open = { title: '', state: 'unexported', reason: '', missing: [], remedy: '', workloads: [] } as const;
  const told = sampleReport().findings[0]?.rule ?? '';
  report = {
    ...sampleReport(),
    unassessed: [
      { ...open, rule: 'vpa-over-node', kinds: ['vpa.target'] },
      { ...open, rule: 'vpa-capped', kinds: ['vpa.target', 'vpa.uncapped'] },
      { ...open, rule: 'node-limit-reached', kinds: ['nodes.limit'] },
      { ...open, rule: told, kinds: ['keda.paused'] },
    ],
  };
  renderPage(<FleetPage />, ADDRESS, () => readySource());
  expect(await screen.findByText('3 kinds not judged')).toBeTruthy();
  const lines = within(screen.getByLabelText('What was not judged'))
    .getAllByRole('listitem', { hidden: true })
    .map((line) => line.textContent);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^2 kinds wait for kube_.*\. If you use the VPA: give kube-state-metrics/);
  expect(lines[1]).toMatch(/^1 kind waits for cluster_autoscaler_max_nodes_count\. Scrape the node autoscaler/);
});

test('filters, sorting and groups live in the address, and the back button undoes them', async () => {
  const app = renderPage(<FleetPage />, ADDRESS, () => readySource());
  await headline();
  pickFilter('filter-severity', 'high');
  expect(app.address()).toContain('severity=high');
  expect(names()).not.toContain('shop');
  fireEvent.click(button(/^Pods/));
  expect(app.address()).toContain('sort=-pods');
  expect(button(/^Pods/).closest('th')?.getAttribute('aria-sort')).toBe('descending');
  act(() => app.back());
  act(() => app.back());
  expect(app.address()).not.toContain('severity');
  expect(names()).toContain('shop');
});

test('where all in view fight, the line below the headline begins with words', async () => {
  renderPage(<FleetPage />, `${ADDRESS}&namespace=hpa-double`, () => readySource());
  expect((await headline()).textContent).toBe('1 of 1 workload is fighting now');
  expect((await headline()).nextElementSibling?.textContent).toMatch(/^\w/);
});

test('an address with filters shows them at once', async () => {
  renderPage(<FleetPage />, `${ADDRESS}&state=ended&q=argo&group=argocd-self-heal`, () => readySource());
  await headline();
  expect(button(/Argo CD writes/).getAttribute('aria-expanded')).toBe('false');
  expect(names()).not.toContain('shop');
  fireEvent.change(screen.getByPlaceholderText('workload, rule or actor'), { target: { value: 'nobody like this' } });
  expect(screen.getByText('No fight matches the filters')).toBeTruthy();
  button('Clear filters').focus();
  fireEvent.click(button('Clear filters'));
  expect(names()).toContain('shop');
  expect(document.activeElement?.textContent).toContain('shop');
  expect(document.activeElement).not.toBe(document.body);
});

test('loading shows true progress and can be cancelled', async () => {
  renderPage(<FleetPage />, ADDRESS, () => stuckSource(6));
  expect(await screen.findByText('6 of 10 queries answered')).toBeTruthy();
  fireEvent.click(button('Cancel'));
  expect(screen.getByText('Cancelled')).toBeTruthy();
});

test.each([
  ['not yet known', { answered: 0, total: 0 }, /^Asking which workloads there are$/],
  ['of a small fleet', { answered: 1, total: 9 }, /judged once everything has been read$/],
  [
    'of a large one',
    { answered: 1, total: 9, isLarge: true },
    /scans pick the workloads to read, the worst first, and each part is judged as it comes$/,
  ],
  ['once it is read', { answered: 9, total: 9, isLarge: true, read: { done: 0, of: 4, unnamed: 9 } }, /as they come$/],
])('when it is judged is said as it is: %s', async (_, progress, text) => {
  renderPage(<FleetPage />, ADDRESS, () => ({
    fetch: (__, options) => {
      options?.onProgress?.({ waitingFor: '', ...progress });
      return new Promise(() => undefined);
    },
  }));
  expect((await screen.findByRole('status')).textContent).toMatch(text);
});

/** A large fleet of which the first part comes, and then nothing more. */
function firstPartOnly(): SeriesSource {
  return {
    fetch: async (_, options) => {
      const read = { done: 5, of: 40, unnamed: 1000 };
      options?.onProgress?.({ answered: 9, total: 9, waitingFor: 'hpa', read: { ...read, done: 0 } });
      await options?.take?.({ ...seriesSet(), part: 'workloads' }, read);
      options?.onProgress?.({ answered: 10, total: 20, waitingFor: 'hpa', read });
      return new Promise(() => undefined);
    },
  };
}

test('what is found in the first part of a large fleet is shown, and what is not read yet is not calm', async () => {
  renderPage(<FleetPage />, ADDRESS, firstPartOnly);
  expect(await screen.findByText('2 of 5 workloads read so far are fighting now')).toBeTruthy();
  const summary = screen.getByLabelText('Summary');
  expect(summary.textContent).toMatch(/35 not read yet · 1\D000 that no scan named not told yet/);
  expect(summary.textContent).not.toContain('· one owner per resource');
  expect(await screen.findByText('5 of 40 workloads read that a scan named')).toBeTruthy();
  expect(names()).toContain('shop');
  fireEvent.click(button('Cancel'));
  const notice = await screen.findByText('Not all of the fleet: 5 of 40 workloads were read');
  expect(notice.closest('[role="alert"], [data-testid]')?.textContent).toContain('The other 35 that a scan named');
  expect(names()).toContain('shop');
  expect(button('Read again')).toBeTruthy();
});

test('a report that ends a while before now says when that was, not that it is now', async () => {
  const address = '/fleet?ds=prom&from=now-1h&to=now';
  renderPage(<FleetPage />, address, () => readySource());
  expect(await screen.findByText('2 of 5 workloads were fighting at 02:43 UTC')).toBeTruthy();
  expect(screen.getByText('On at 02:43 UTC')).toBeTruthy();
  cleanup();
  report = withVerdict('calm-as-far-as-seen');
  renderPage(<FleetPage />, address, () => readySource());
  expect(await screen.findByText('None of 5 workloads was seen fighting at 02:43 UTC')).toBeTruthy();
});

test('a fleet in which nothing was found so far is no calm fleet', async () => {
  report = withVerdict('calm');
  renderPage(<FleetPage />, ADDRESS, firstPartOnly);
  expect(await screen.findByText('None of 5 workloads read so far is seen fighting now')).toBeTruthy();
  expect(screen.getByText(/^Nothing seen fighting here/)).toBeTruthy();
});

test('when nothing could be read, nothing looks calm', async () => {
  report = { ...sampleReport(), workloads: [], findings: [] };
  renderPage(<FleetPage />, ADDRESS, () => readySource(seriesSet([FAILED])));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Prometheus did not answer');
  expect(alert.textContent).toContain('this is not a calm fleet');
});

test('one failed query leaves the rest standing and is named', async () => {
  renderPage(<FleetPage />, ADDRESS, () => readySource(seriesSet([FAILED])));
  await headline();
  expect(screen.getAllByText('1 of 3 queries failed')).toHaveLength(2);
  fireEvent.click(button('Show query'));
  expect(screen.getByText('vpa_query')).toBeTruthy();
});

test('a failed refresh keeps the last report and says so', async () => {
  let source = readySource();
  renderPage(<FleetPage />, ADDRESS, () => source);
  await headline();
  source = { fetch: () => Promise.reject(new Error('no network')) };
  fireEvent.click(screen.getByLabelText('Read again'));
  expect(await screen.findByText(/^Not refreshed: what stands here was read at 03:00:00 UTC/)).toBeTruthy();
  expect(screen.getByText('no network')).toBeTruthy();
  expect(names()).toContain('shop');
});

test('a refresh shows its count and a way out, over the report that stands', async () => {
  let source = readySource();
  renderPage(<FleetPage />, ADDRESS, () => source);
  await headline();
  source = stuckSource(4);
  fireEvent.click(screen.getByLabelText('Read again'));
  expect(await screen.findByText('Reading again: 4 of 10 queries answered')).toBeTruthy();
  fireEvent.click(button('Cancel'));
  expect(await screen.findByText('You cancelled the newer read.')).toBeTruthy();
  expect(names()).toContain('shop');
});

test('a poorer report never takes the place of a fuller one unasked', async () => {
  let source = readySource();
  renderPage(<FleetPage />, ADDRESS, () => source);
  await headline();
  source = readySource(seriesSet([FAILED]));
  fireEvent.click(screen.getByLabelText('Read again'));
  expect(await screen.findByText('Kept: the fuller report, read at 03:00:00 UTC')).toBeTruthy();
  expect(screen.getByText(/The read of 03:00:00 is newer, but 1 of 3 queries/).textContent).toContain(
    '(vpa): query timed out'
  );
  expect(screen.queryByText('1 of 3 queries failed')).toBeNull();
  fireEvent.click(button('Show the newer one'));
  expect(screen.getAllByText('1 of 3 queries failed')).toHaveLength(2);
  expect(screen.queryByText(/^Kept/)).toBeNull();
});

test('a newer sweep aborts the older', async () => {
  const aborted: string[] = [];
  const open = (uid: string) => ({
    fetch: (_: unknown, options?: { abort?: AbortSignal }) => {
      options?.abort?.addEventListener('abort', () => aborted.push(uid));
      return new Promise<never>(() => undefined);
    },
  });
  renderPage(<FleetPage />, ADDRESS, open);
  pickFilter('filter-data-source', 'Victoria');
  pickFilter('filter-data-source', 'Prometheus');
  await waitFor(() => expect(aborted).toEqual(['prom']));
});

test('without a data source in the address the usual one is chosen and written there', async () => {
  const app = renderPage(<FleetPage />, '/fleet', () => readySource());
  await headline();
  expect(app.address()).toBe('/fleet?ds=prom');
});

test('a data source that is not there, and none at all', async () => {
  renderPage(<FleetPage />, '/fleet?ds=gone', () => readySource());
  expect((await screen.findByRole('alert')).textContent).toContain('This data source is not available');
  renderPage(<FleetPage />, '/fleet', () => readySource(), { sources: [] });
  expect(screen.getByText('No data source yet')).toBeTruthy();
});

test('nothing fought is told with proof, no workloads at all as what it is', async () => {
  report = withVerdict('calm');
  renderPage(<FleetPage />, ADDRESS, () => readySource());
  expect(await screen.findByText('Nothing fought here, 01:28–02:43')).toBeTruthy();
  const proof = screen.getByText('Nothing fought here, 01:28–02:43').closest('section');
  expect(within(proof!).getAllByRole('listitem')).toHaveLength(3);
});

test.each([
  ['calm-as-far-as-seen', 'Nothing seen fighting here, 01:28–02:43'],
  ['not-judged', 'Not judged: this is not a calm fleet, 01:28–02:43'],
] as const)('fights that were not found where the verdict is %s are not called nothing', async (verdict, heading) => {
  report = withVerdict(verdict);
  renderPage(<FleetPage />, ADDRESS, () => readySource(seriesSet([FAILED])));
  expect(await screen.findByText(heading)).toBeTruthy();
  expect(screen.queryByText(/^Nothing fought here/)).toBeNull();
});

test('what was left out is told above, and keeps the fleet from being called calm', async () => {
  const message = 'Only the last 6 h of 7 d were read. Choose a shorter time range.';
  report = { ...withVerdict('calm'), unread: [{ why: 'shortened', message, kinds: [] }] };
  renderPage(<FleetPage />, ADDRESS, () => readySource());
  expect(await screen.findByText('Nothing seen fighting here, 01:28–02:43')).toBeTruthy();
  expect(screen.getByText(message).closest('[role="alert"]')?.textContent).toMatch(
    /^Not everything that was asked for/
  );
  expect(screen.getByText(/seen fighting now$/)).toBeTruthy();
});

test('a data source without kube-state-metrics is not calm either', async () => {
  report = { ...sampleReport(), findings: [], workloads: [] };
  const app = renderPage(<FleetPage />, `${ADDRESS}&namespace=x`, () => readySource());
  expect(await screen.findByText('No workloads found')).toBeTruthy();
  fireEvent.click(button('Look everywhere'));
  expect(app.address()).not.toContain('namespace');
});

test('a broken address is told and the page stands', async () => {
  renderPage(<FleetPage />, '/fleet?ds=prom&from=never&severity=odd', () => readySource(), {
    settingsProblems: ['odd settings'],
  });
  await headline();
  expect(screen.getByText(/“never” to “now” is not understood/)).toBeTruthy();
  expect(screen.getByText(/“odd” is not a value of severity/)).toBeTruthy();
  expect(screen.getByText('odd settings')).toBeTruthy();
});

test('what was not understood stays told when the page puts the address right, until somebody chooses anew', async () => {
  const app = renderPage(<FleetPage />, '/fleet?from=never&timezone=Mars', () => readySource());
  await headline();
  expect(app.address()).toContain('ds=prom');
  expect(app.address()).not.toContain('never');
  expect(screen.getByText(/“never” to “now” is not understood/)).toBeTruthy();
  expect(screen.getByText(/“Mars” is not a time zone/)).toBeTruthy();
  fireEvent.change(screen.getByPlaceholderText('workload, rule or actor'), { target: { value: 's' } });
  expect(screen.getByText(/“never” to “now” is not understood/)).toBeTruthy();
  pickFilter('filter-severity', 'high');
  await waitFor(() => expect(screen.queryByText(/is not understood/)).toBeNull());
});

test('thousands of workloads draw only what is in view', async () => {
  const sample = sampleReport();
  const [first] = sample.findings;
  const findings = Array.from({ length: 3000 }, (_, i) => ({
    ...first!,
    id: String(i),
    causeKey: '',
    workload: { ...first!.workload, name: `w${i}` },
  }));
  report = { ...sample, findings };
  renderPage(<FleetPage />, ADDRESS, () => readySource());
  await headline();
  const table = screen.getAllByRole('table').find((candidate) => candidate.hasAttribute('aria-rowcount'));
  expect(table?.getAttribute('aria-rowcount')).toBe('3002');
  expect(table?.querySelectorAll('tr').length).toBeLessThan(200);
});
