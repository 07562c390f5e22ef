// The workload page at an address: verdict, remedies, proof, several findings, and what is missing.
import React from 'react';
import type { NavModelItem } from '@grafana/data';
import type { PluginPageProps } from '@grafana/runtime';
import { fireEvent, screen, waitFor } from '@testing-library/react';

import { deployment, finding, sampleReport } from '../../../tests/support/sampleReport';
import { RANGE_SEARCH, readySource, renderPage } from '../../../tests/support/appPage';
import { grant } from '../../../tests/support/grafana';
import { WorkloadPage } from './WorkloadPage';

let report = sampleReport();
jest.mock('../../engine', () => ({
  RULES: [],
  analyze: () => report,
  scanLimits: () => undefined,
  mergeReports: () => report,
}));
jest.mock('../../views/timeline/TimelineView', () => ({
  TimelineView: ({ range }: { range: { from: number; to: number } }) => (
    <div data-minutes={(range.to - range.from) / 60_000}>the timeline</div>
  ),
}));
jest.mock('../../views/timeline/ActionTable', () => ({ ActionTable: () => <div>the actions</div> }));
const mockExposed = jest.fn();
const mockPlace = jest.fn<void, [NavModelItem | undefined]>();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children, pageNav }: PluginPageProps) => {
    mockPlace(pageNav);
    return <div>{children}</div>;
  },
  usePluginComponent: (id: string) => ({ component: mockExposed(id) as unknown, isLoading: false }),
}));

const web = deployment('gitops-below-min', 'web');
const FIX = {
  title: 'Stop the self-heal',
  term: 'now' as const,
  why: 'It ends.',
  command: 'kubectl patch',
  confirm: { command: 'kubectl get deployment web', expect: 'two managers' },
  price: 'Drift',
  undo: 'Back',
  verify: 'Still',
};
const PROOF = {
  what: 'Writes',
  seen: '242 in the range',
  certainty: 'observed' as const,
  signals: ['workload.generation' as const],
};
const main = finding(web, 'critical', 'ended', [10, 40], { fixes: [FIX], evidence: [PROOF] });
const second = finding(web, 'low', 'ended', [50, 55], { rule: 'hpa-flapping', label: 'flapping', summary: 'It flaps' });
const ADDRESS = `/workload?${RANGE_SEARCH}&namespace=gitops-below-min&kind=Deployment&name=web`;

beforeEach(() => {
  report = { ...sampleReport(), findings: [main, second] };
  Object.defineProperty(global, 'ResizeObserver', { configurable: true, value: class { observe() { return undefined; } disconnect() { return undefined; } } }); // prettier-ignore
  jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
  mockExposed.mockReset();
});

// By text: looking up roles by name computes styles of the whole page and takes seconds.
const heading = () => waitFor(() => document.querySelector('h1') ?? Promise.reject(new Error('no verdict yet')));
const button = (text: string) =>
  screen
    .getAllByText(text)
    .flatMap((node) => node.closest('button') ?? [])
    .at(-1)!;

/** Texts and addresses of the trail, from the fleet to the page. */
function trail(item: NavModelItem | undefined): string[] {
  const address =
    item?.url?.replace('/a/truce-autoscaling-app', '').replace(RANGE_SEARCH.replace(/:/g, '%3A'), '…') ?? '';
  return item ? [...trail(item.parentItem), `${item.text} ${address}`] : [];
}

test.each([
  ['namespace=shop&name=web', ['Fleet /fleet?…', 'shop /fleet?…&namespace=shop', 'web ']],
  [
    'namespace=shop&kind=StatefulSet&name=db&cluster=eu&timezone=utc',
    ['Fleet /fleet?…&timezone=utc', 'eu / shop /fleet?…&cluster=eu&namespace=shop&timezone=utc', 'StatefulSet db '],
  ],
  ['kind=Cluster&name=eu&cluster=eu', ['Fleet /fleet?…', 'Cluster eu ']],
])('Grafana is told the way to %s', async (parameters, wanted) => {
  renderPage(<WorkloadPage />, `/workload?${RANGE_SEARCH}&${parameters}`, () => readySource());
  await heading();
  expect(trail(mockPlace.mock.lastCall?.[0])).toEqual(wanted);
});

test('verdict, remedy, timeline and proof with its way to Explore', async () => {
  renderPage(<WorkloadPage />, ADDRESS, () => readySource());
  expect((await heading()).textContent).toContain('Git writes 2');
  expect(screen.getByText('the timeline')).toBeTruthy();
  expect(screen.getByText('kubectl patch')).toBeTruthy();
  const explore = screen.getByText('Explore').closest('a')?.getAttribute('href') ?? '';
  expect(decodeURIComponent(explore)).toContain('kube_deployment_metadata_generation');
  expect(button('Copy the fix')).toBeTruthy();
  expect(screen.getByText('the actions')).toBeTruthy();
});

test('several findings can be switched, and the address says which', async () => {
  const app = renderPage(<WorkloadPage />, ADDRESS, () => readySource());
  await heading();
  fireEvent.click(button('low: flapping'));
  expect((await heading()).textContent).toBe('It flaps');
  expect(app.address()).toContain(encodeURIComponent('hpa-flapping:'));
});

test('an address may name a finding by its rule; one that is gone is told', async () => {
  renderPage(<WorkloadPage />, `${ADDRESS}&finding=hpa-flapping`, () => readySource());
  expect((await heading()).textContent).toBe('It flaps');
  renderPage(<WorkloadPage />, `${ADDRESS}&finding=no-such`, () => readySource());
  expect(await screen.findByText(/The finding “no-such” is not in this range/)).toBeTruthy();
});

test('an action and a span that this range does not have are told', async () => {
  renderPage(<WorkloadPage />, `${ADDRESS}&action=no-such&zoom=1600000000000-1600000060000`, () => readySource());
  await heading();
  expect(screen.getByText(/The action “no-such” is not in this range: none is selected/)).toBeTruthy();
  expect(screen.getByText(/The span to zoom to lies outside this range/)).toBeTruthy();
});

test('the mechanism names who takes part', async () => {
  renderPage(<WorkloadPage />, ADDRESS, () => readySource());
  await heading();
  fireEvent.click(screen.getByText('Mechanism'));
  expect(screen.getByText('Who takes part')).toBeTruthy();
  expect(screen.getByText(/rule hpa-gitops-replicas/)).toBeTruthy();
});

test('a quiet workload says why, an unknown one that it is unknown', async () => {
  renderPage(<WorkloadPage />, `/workload?${RANGE_SEARCH}&namespace=ok-diurnal&name=web`, () => readySource());
  expect((await heading()).textContent).toBe('Nothing fights here');
  expect(screen.getByText('follows demand, 3 to 11 and back')).toBeTruthy();
});

/** Minutes of the range that the timeline shows. */
const minutes = () => Number(screen.getByText('the timeline').dataset.minutes);

test('the timeline opens fitted to the finding; the whole range and the way back are buttons, and the address says which', async () => {
  const early = finding(web, 'critical', 'ended', [2, 4]);
  report = { ...sampleReport(), findings: [early] };
  const app = renderPage(<WorkloadPage />, ADDRESS, () => readySource());
  await heading();
  const [fitted, whole] = [minutes(), (report.range.to - report.range.from) / 60_000];
  expect(fitted).toBeLessThan(whole / 2);
  expect(app.address()).not.toContain('zoom');
  fireEvent.click(button('Whole range'));
  await waitFor(() => expect(minutes()).toBe(whole));
  expect(app.address()).toContain('zoom=all');
  fireEvent.click(button('Fit'));
  await waitFor(() => expect(minutes()).toBe(fitted));
  expect(app.address()).not.toContain('zoom');
});

test('an unknown workload', async () => {
  renderPage(<WorkloadPage />, `/workload?${RANGE_SEARCH}&namespace=nowhere&name=web`, () => readySource());
  expect((await heading()).textContent).toBe('No such workload in this range');
  expect(screen.queryByText('Share')).toBeNull();
  expect(screen.queryByText('Add to dashboard')).toBeNull();
});

test('an address without a workload leads back to the fleet', () => {
  renderPage(<WorkloadPage />, '/workload?ds=prom', () => readySource());
  expect(screen.getByText('This address names no workload')).toBeTruthy();
});

test('from the fleet no second sweep is needed', async () => {
  let sweeps = 0;
  const source = readySource();
  const open = () => ({ fetch: (...args: Parameters<typeof source.fetch>) => ((sweeps += 1), source.fetch(...args)) });
  const { context } = renderPage(<WorkloadPage />, ADDRESS, open);
  await heading();
  renderPage(<WorkloadPage />, ADDRESS, open, { store: context.store });
  await waitFor(() => expect(screen.getAllByText('the timeline')).toHaveLength(2));
  expect(sweeps).toBe(1);
});

test("Grafana's own form puts the panel on a dashboard, and is told how this data source names things", async () => {
  const seen: Array<{ buildPanel: () => object; timeRange: { raw: object }; options: object; onClose: () => void }> =
    [];
  const Form = (props: (typeof seen)[number]) => {
    seen.push(props);
    return <button onClick={props.onClose}>Open dashboard</button>;
  };
  mockExposed.mockImplementation((id: string) => (id === 'grafana/add-to-dashboard-form/v1' ? Form : null));
  renderPage(<WorkloadPage />, ADDRESS, () => readySource());
  await heading();
  fireEvent.click(button('Add to dashboard'));
  const done = await screen.findByText('Open dashboard');
  expect(seen[0]?.options).toEqual({ useAbsolutePath: true });
  expect(seen[0]?.buildPanel()).toMatchObject({
    type: 'truce-conflicttimeline-panel',
    datasource: { type: 'prometheus', uid: 'prom' },
    options: { workload: '/gitops-below-min/Deployment/web' },
  });
  expect(JSON.stringify(seen[0]?.timeRange.raw)).toContain('2026-11-23T01:28:21.000Z');
  fireEvent.click(done);
  expect(screen.queryByText('Open dashboard')).toBeNull();
});

test('where Grafana has no form for an alert rule there is no button', async () => {
  renderPage(<WorkloadPage />, ADDRESS, () => readySource());
  await heading();
  expect(screen.queryByText('Create alert')).toBeNull();
});

test('without that form the panel can be copied in both schemas, and nothing is written', async () => {
  renderPage(<WorkloadPage />, ADDRESS, () => readySource());
  await heading();
  fireEvent.click(button('Add to dashboard'));
  expect(await screen.findByText(/"type": "truce-conflicttimeline-panel"/)).toBeTruthy();
  fireEvent.click(screen.getByLabelText('Dynamic'));
  expect(screen.getByText(/"group": "truce-conflicttimeline-panel"/)).toBeTruthy();
});

test('an alert rule is made by the form of Grafana, with the query that tells the finding', async () => {
  const seen: Array<{ panel: { targets: Array<{ expr: string }> }; onDismiss: () => void }> = [];
  const Form = (props: (typeof seen)[number]) => {
    seen.push(props);
    return <button onClick={props.onDismiss}>Open rule</button>;
  };
  mockExposed.mockImplementation((id: string) => (id === 'grafana/alerting/create-alert-from-panel/v1' ? Form : null));
  renderPage(<WorkloadPage />, ADDRESS, () => readySource());
  await heading();
  fireEvent.click(button('Create alert'));
  expect(seen[0]?.panel).toMatchObject({
    title: `${main.label}: gitops-below-min / web`,
    datasource: { uid: 'prom', type: 'prometheus' },
    targets: [{ refId: 'A', datasource: { uid: 'prom' } }],
  });
  expect(seen[0]?.panel.targets[0]?.expr).toContain('changes({__name__=~"kube_deployment_metadata_generation');
  fireEvent.click(screen.getByText('Open rule'));
  expect(screen.queryByText('Open rule')).toBeNull();
  grant('plugins.app:access');
  fireEvent.click(button('low: flapping'));
  await waitFor(() => expect(screen.queryByText('Create alert')).toBeNull());
});

test('a Viewer sees no door that ends on the home page', async () => {
  grant('plugins.app:access', 'datasources:query');
  renderPage(<WorkloadPage />, ADDRESS, () => readySource());
  await heading();
  expect(screen.queryByText('Explore')).toBeNull();
  expect(screen.queryByText('Add to dashboard')).toBeNull();
  expect(screen.getByText(/kube_deployment_metadata_generation/)).toBeTruthy();
});
