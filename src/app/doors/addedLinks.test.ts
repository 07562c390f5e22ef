// The links on other pages: declared as Grafana wants them, there where a workload is spoken of, and nowhere else.
import { readFileSync } from 'fs';
import path from 'path';
import {
  createDataFrame,
  dateTime,
  FieldType,
  type DataSourceInstanceSettings,
  type PluginExtensionAddedLinkConfig,
} from '@grafana/data';
import { setDataSourceSrv, setTemplateSrv, type DataSourceSrv, type TemplateSrv } from '@grafana/runtime';

import { EDITOR, grant } from '../../../tests/support/grafana';
import { readFleetUrl } from '../url/fleetUrl';
import { readWorkloadUrl } from '../url/workloadUrl';
import { ADDED_LINKS } from './addedLinks';

const SOURCES: Record<string, string> = {
  prom: 'prometheus',
  vm: 'victoriametrics-metrics-datasource',
  amp: 'grafana-amazonprometheus-datasource',
  loki: 'loki',
};
const VARIABLES: Record<string, string> = { ds: 'vm', namespace: 'shop', deployment: 'web', all: 'web|api' };

beforeEach(() => {
  grant(...EDITOR);
  const getInstanceSettings: DataSourceSrv['getInstanceSettings'] = (ref) => {
    const uid = typeof ref === 'string' ? ref : '';
    const type = SOURCES[uid];
    return type === undefined ? undefined : ({ uid, type, meta: {} } as DataSourceInstanceSettings);
  };
  setDataSourceSrv({ getInstanceSettings } as DataSourceSrv);
  withVariables({});
});

function withVariables(values: Record<string, string>): void {
  const replace: TemplateSrv['replace'] = (text = '') =>
    text.replace(/\$\{(\w+)\}|\$(\w+)/g, (all, a: string, b: string) => values[a ?? b] ?? all);
  setTemplateSrv({ replace } as TemplateSrv);
}

function link(title: string): PluginExtensionAddedLinkConfig {
  return ADDED_LINKS.find((one) => one.title === title) as PluginExtensionAddedLinkConfig;
}

const target = (uid: string, expr: string, more: object = {}) => ({
  refId: 'A',
  datasource: { uid, type: SOURCES[uid] ?? 'prometheus' },
  expr,
  ...more,
});
const panel = (targets: object[], more: object = {}) => ({
  pluginId: 'timeseries',
  timeRange: { from: 'now-6h', to: 'now' },
  targets,
  ...more,
});
const pathOf = (context: object) => link('Show autoscaler fights').configure?.(context)?.path;

/** A path as the page there reads it: it must have no complaint. */
function arrive(context: object) {
  const [page, search] = (pathOf(context) ?? '').split('?');
  const { state, problems } = (page?.endsWith('/workload') ? readWorkloadUrl : readFleetUrl)(search ?? '');
  expect(problems).toEqual([]);
  return { page, ...state };
}

test('plugin.json declares each link word for word, or Grafana does not load the app for it', () => {
  const manifest = JSON.parse(readFileSync(path.resolve(__dirname, '../../../plugin.json'), 'utf8')) as {
    extensions: { addedLinks: object[] };
  };
  expect(ADDED_LINKS.map(({ targets, title, description }) => ({ targets, title, description }))).toEqual(
    manifest.extensions.addedLinks.map((declared) => {
      const { targets, ...words } = declared as { targets: string[] };
      return { targets: targets.length > 1 ? targets : expect.arrayContaining(targets), ...words };
    })
  );
});

const WEB = 'kube_deployment_spec_replicas{cluster="eu",namespace="shop",deployment="web"}';

test('a panel about one workload leads to its page, with data source, cluster and range', () => {
  expect(arrive(panel([target('prom', WEB)]))).toMatchObject({
    page: '/a/truce-autoscaling-app/workload',
    ds: ['prom'],
    time: { from: 'now-6h', to: 'now' },
    workload: { cluster: 'eu', namespace: 'shop', kind: 'Deployment', name: 'web' },
  });
});

test('so does Explore, whose range may be instants', () => {
  const timeRange = { from: dateTime(1_795_397_301_000), to: dateTime(1_795_401_801_000) };
  expect(arrive({ exploreId: 'left', targets: [target('amp', WEB)], timeRange })).toMatchObject({
    ds: ['amp'],
    time: { from: '2026-11-23T01:28:21.000Z', to: '2026-11-23T02:43:21.000Z' },
  });
});

test('variables of the dashboard are filled in, in the data source too', () => {
  withVariables(VARIABLES);
  const query = 'up{namespace="$namespace",deployment=~"${deployment}"}';
  expect(arrive(panel([target('${ds}', query)]))).toMatchObject({
    ds: ['vm'],
    workload: { namespace: 'shop', name: 'web' },
  });
  expect(arrive(panel([target('prom', 'up{namespace="$namespace",deployment=~"$all"}')]))).toMatchObject({
    page: '/a/truce-autoscaling-app/fleet',
    filters: { namespaces: ['shop'] },
  });
});

test('what the queries leave open, labels of the series and variables of the dashboard may tell', () => {
  const labels = { namespace: 'shop', pod: 'web-6d4cf56db6-x7k2v' };
  const frame = createDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: [1] },
      { name: 'Value', type: FieldType.number, values: [1], labels },
    ],
  });
  const named = { workload: { namespace: 'shop', kind: 'Deployment', name: 'web' } };
  expect(arrive(panel([target('prom', 'sum(up) by (pod)')], { data: { series: [frame] } }))).toMatchObject(named);
  withVariables(VARIABLES);
  expect(arrive(panel([target('prom', 'sum(up)')]))).toMatchObject(named);
});

test.each<[string, object]>([
  ['it speaks of no workload', panel([target('prom', 'up{namespace="shop"}')])],
  ['it has no query', panel([])],
  ['PromQL is not spoken there', panel([target('loki', WEB)])],
  ['its only query is hidden', panel([target('prom', WEB, { hide: true })])],
  ['nothing is told', {}],
])('hidden where %s', (_, context) => {
  expect(pathOf(context)).toBeUndefined();
});

test('an alert leads to its workload, from before it began', () => {
  const labels = { alertname: 'KubePodCrashLooping', namespace: 'shop', pod: 'db-2' };
  expect(arrive({ instance: { labels, activeAt: '2026-11-23T01:28:21Z' } })).toMatchObject({
    ds: [],
    time: { from: '2026-11-23T00:28:21.000Z', to: 'now' },
    workload: { namespace: 'shop', kind: 'StatefulSet', name: 'db' },
  });
  const rule = { query: WEB, labels: {} };
  expect(arrive({ instance: { labels: {}, activeAt: '0001-01-01T00:00:00Z' }, rule })).toMatchObject({
    time: { from: 'now-3h', to: 'now' },
    workload: { cluster: 'eu', name: 'web' },
  });
  expect(pathOf({ instance: { labels: { alertname: 'Watchdog' } } })).toBeUndefined();
});

test('a rule leads there by its labels and its query; its folder is no namespace', () => {
  const rule = { name: 'Replicas', namespace: 'Alerts', group: 'shop', labels: { severity: 'page' }, annotations: {} };
  expect(arrive({ ...rule, expression: WEB })).toMatchObject({ workload: { namespace: 'shop', name: 'web' } });
  expect(pathOf({ ...rule, expression: 'up == 0' })).toBeUndefined();
});

test('the command palette: fights now, and a dialog to find a workload', () => {
  const now = link('Truce: fights now');
  expect(readFleetUrl((now.path ?? '').split('?')[1] ?? '')).toMatchObject({
    state: { filters: { phases: ['on'] } },
    problems: [],
  });
  const openModal = jest.fn();
  link('Truce: open workload …').onClick?.(undefined, { openModal } as never);
  expect(openModal).toHaveBeenCalledWith({ title: 'Open workload', body: expect.any(Function) });
});

test('who may not query any data source sees none of them', () => {
  grant('plugins.app:access');
  expect(pathOf(panel([target('prom', WEB)]))).toBeUndefined();
  expect(link('Truce: fights now').configure?.({})).toBeUndefined();
  expect(link('Truce: open workload …').configure?.({})).toBeUndefined();
});
