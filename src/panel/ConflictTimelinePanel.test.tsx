// The panel as Grafana mounts it: repeated, in a snapshot, for strangers, with the app disabled.
import React from 'react';
import { render, screen, waitFor, within } from '@testing-library/react';
import {
  dataFrameFromJSON,
  dataFrameToJSON,
  dateTime,
  EventBusSrv,
  FieldType,
  LoadingState,
  toDataFrame,
  type DataFrame,
  type DataFrameJSON,
  type PanelProps,
} from '@grafana/data';
import { config } from '@grafana/runtime';
import { ConflictTimelinePanel } from './ConflictTimelinePanel';
import { DEFAULT_OPTIONS, type PanelOptions } from './options';
import { loadEngine } from './useEngine';

const get = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ get }),
}));

// jsdom draws nothing.
jest.mock('../views/timeline/TimelineView', () => ({ TimelineView: () => <canvas /> }));

jest.setTimeout(30_000);

const FROM = Date.UTC(2026, 10, 23, 1);
const TO = FROM + 3_600_000;

function frame(name: string, labels: Record<string, string>, value: (i: number) => number): DataFrame {
  const times = Array.from({ length: 240 }, (_, i) => FROM + i * 15_000);
  return toDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: times },
      {
        name: 'Value',
        type: FieldType.number,
        labels: { __name__: name, ...labels },
        values: times.map((_, i) => value(i)),
      },
    ],
  });
}

/** Two replicas and three by turns, each for a minute: an HPA that flaps. */
function flapping(namespace: string): DataFrame[] {
  const flap = (i: number): number => (Math.floor(i / 8) % 2 === 0 ? 2 : 3);
  const hpa = { namespace, horizontalpodautoscaler: 'web' };
  const target = { scaletargetref_kind: 'Deployment', scaletargetref_name: 'web' };
  return [
    frame('kube_deployment_spec_replicas', { namespace, deployment: 'web' }, flap),
    frame('kube_horizontalpodautoscaler_info', { ...hpa, ...target }, () => 1),
    frame('kube_horizontalpodautoscaler_status_desired_replicas', hpa, flap),
    frame('kube_horizontalpodautoscaler_status_current_replicas', hpa, flap),
    frame('kube_horizontalpodautoscaler_spec_min_replicas', hpa, () => 1),
    frame('kube_horizontalpodautoscaler_spec_max_replicas', hpa, () => 9),
  ];
}

const FRAMES = ['shop', 'bank', 'mail'].flatMap(flapping);

interface Mounted {
  readonly options?: Partial<PanelOptions>;
  readonly series?: DataFrame[];
  readonly size?: readonly [number, number];
  readonly title?: string;
  /** What variables stand for in this panel: a repeated one has values of its own. */
  readonly scoped?: Readonly<Record<string, string>>;
}

function panel({ options = {}, series = FRAMES, size = [280, 160], title = '', scoped = {} }: Mounted) {
  const time = { from: dateTime(FROM), to: dateTime(TO) };
  const timeRange = { ...time, raw: time };
  const props: PanelProps<PanelOptions> = {
    id: 1,
    data: { state: LoadingState.Done, series, timeRange },
    timeRange,
    timeZone: 'utc',
    options: { ...DEFAULT_OPTIONS, ...options },
    fieldConfig: { defaults: {}, overrides: [] },
    width: size[0],
    height: size[1],
    title,
    transparent: false,
    renderCounter: 0,
    eventBus: new EventBusSrv(),
    replaceVariables: (text) => text.replace(/\$(\w+)/g, (whole, name: string) => scoped[name] ?? whole),
    onChangeTimeRange: () => undefined,
    onOptionsChange: () => undefined,
    onFieldConfigChange: () => undefined,
  };
  return <ConflictTimelinePanel {...props} />;
}

const shown = () => screen.findAllByTestId('conflict-timeline');
const link = () => screen.queryByRole('link', { name: /open|↗/i });

beforeEach(() => {
  get.mockReset().mockResolvedValue({ enabled: true });
  config.bootData.user.isSignedIn = true;
  config.bootData.navTree = [{ id: 'plugin', text: 'Truce', url: '/a/truce-autoscaling-app' }];
  delete config.publicDashboardAccessToken;
});

test('three repeated panels draw three workloads, each with the values of its own variables', async () => {
  render(
    <>
      {['shop', 'bank', 'mail'].map((namespace) => (
        <React.Fragment key={namespace}>
          {panel({ options: { workload: '$namespace/$workload' }, scoped: { namespace, workload: 'web' } })}
        </React.Fragment>
      ))}
    </>
  );
  await waitFor(() => expect(screen.getAllByTestId('conflict-timeline')).toHaveLength(3));
  const names = (await shown()).map((one) => within(one).getAllByRole('button')[0]?.textContent);
  expect(names).toEqual(['shop / web', 'bank / web', 'mail / web']);
});

test('a variable with several values means the worst of them', async () => {
  const options = { workload: '$namespace/web', show: 'timeline' } as const;
  render(panel({ options, scoped: { namespace: 'bank,mail' }, size: [1400, 160] }));
  expect((await shown())[0]).toHaveTextContent('worst of 2 workloads');
});

test('a variable that does not exist is named', async () => {
  render(panel({ options: { workload: '$ns/web' }, size: [600, 300] }));
  expect(await screen.findByText(/no variable of that name/)).toBeInTheDocument();
});

test('a snapshot shows the same from its frames alone, and asks nobody', async () => {
  const saved = JSON.stringify(FRAMES.map((one) => dataFrameToJSON(one)));
  const opened = (JSON.parse(saved) as DataFrameJSON[]).map((one) => dataFrameFromJSON(one));
  config.bootData.user.isSignedIn = false;
  const snapshot = render(panel({ options: { workload: 'shop/web' }, series: opened }));
  const text = (await shown())[0]?.textContent ?? '';
  expect(text).toContain('shop / web');
  expect(link()).toBeNull();
  expect(get).not.toHaveBeenCalled();
  snapshot.unmount();
  config.bootData.user.isSignedIn = true;
  render(panel({ options: { workload: 'shop/web' } }));
  expect((await shown())[0]?.textContent?.replace('open ↗', '')).toBe(text);
});

test('a public dashboard has no link either, even for somebody who is signed in', async () => {
  config.publicDashboardAccessToken = 'token';
  render(panel({ options: { workload: 'shop/web' } }));
  await shown();
  expect(link()).toBeNull();
  expect(get).not.toHaveBeenCalled();
});

test('with the app disabled the link says so', async () => {
  config.bootData.navTree = [];
  get.mockResolvedValue({ enabled: false });
  render(panel({ options: { workload: 'shop/web' } }));
  expect(await screen.findByText('app disabled')).toHaveAttribute('title', expect.stringContaining('disabled'));
  expect(link()).toBeNull();
});

test('draws at once where the engine is there already and one slice suffices', async () => {
  await loadEngine();
  const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
  render(panel({ options: { workload: 'shop/web' } }));
  expect(screen.getByTestId('conflict-timeline')).toBeInTheDocument();
  clock.mockRestore();
});

test('what takes longer than a slice is drawn a moment later, and holds the image renderer until then', async () => {
  await loadEngine();
  let now = 0;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => (now += 30));
  render(panel({ options: { workload: 'shop/web' } }));
  expect(screen.queryByTestId('conflict-timeline')).toBeNull();
  expect(window.__grafanaRunningQueryCount).toBe(1);
  expect(await shown()).toHaveLength(1);
  expect(window.__grafanaRunningQueryCount).toBe(0);
  clock.mockRestore();
});

test('a name that the title says is not said twice', async () => {
  render(panel({ options: { workload: 'shop/web' }, title: 'Truce: $namespace / web', scoped: { namespace: 'shop' } }));
  expect((await shown())[0]).not.toHaveTextContent('shop / web');
});

test('words only, at any size', async () => {
  render(panel({ options: { workload: 'shop/web', show: 'words' }, size: [700, 400] }));
  const [words] = await shown();
  expect(words).toHaveTextContent('shop / web');
  expect(words?.querySelector('canvas')).toBeNull();
});
