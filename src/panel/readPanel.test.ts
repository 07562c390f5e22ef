import { analyzeInSteps } from '../engine';
import { finish } from '../kit/steps';
import { dateTime, FieldType, LoadingState, toDataFrame, type DataFrame, type PanelData } from '@grafana/data';
import { readPanel as readPanelInSteps } from './readPanel';

const analyze = analyzeInSteps;
const readPanel = (...question: Parameters<typeof readPanelInSteps>) => finish(readPanelInSteps(...question));
const FROM = Date.UTC(2026, 10, 23, 1);
const worst = { workload: '', clusterLabel: 'auto' };
const range = { from: FROM, to: FROM + 3_600_000 };

function frame(name: string, labels: Record<string, string>, value: (i: number) => number): DataFrame {
  const times = Array.from({ length: 240 }, (_, i) => FROM + i * 15_000);
  return toDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: times },
      {
        name: 'Value',
        type: FieldType.number,
        labels: { __name__: name, namespace: 'shop', ...labels },
        values: times.map((_, i) => value(i)),
      },
    ],
  });
}

function dataOf(series: DataFrame[], more: Partial<PanelData> = {}): PanelData {
  const time = { from: dateTime(range.from), to: dateTime(range.to) };
  return { state: LoadingState.Done, series, timeRange: { ...time, raw: time }, ...more };
}

const replicas = (name: string): DataFrame =>
  frame('kube_deployment_spec_replicas', { deployment: name }, (i) => (i < 100 ? 3 : 5));

test('no frames is not calm: loading, failed and empty are told apart', () => {
  expect(readPanel(dataOf([], { state: LoadingState.Loading }), range, worst, analyze).kind).toBe('loading');
  expect(readPanel(dataOf([]), range, worst, analyze).kind).toBe('empty');
  const failed = readPanel(dataOf([], { errors: [{ refId: 'A', message: '502 Bad Gateway' }] }), range, worst, analyze);
  expect(failed).toEqual({
    kind: 'failed',
    problems: [{ refId: 'A', message: expect.stringMatching(/^502 Bad Gateway\. .*check that the database runs/) }],
  });
});

test('frames without replicas are wrong data, with what is missing and what was found', () => {
  const state = readPanel(dataOf([frame('kube_pod_created', { pod: 'web-1' }, () => 1)]), range, worst, analyze);
  expect(state).toMatchObject({ kind: 'wrong', frames: 1 });
  expect(state.kind === 'wrong' && state.missing).toContain('workload.replicas');
});

test('one workload is drawn without being chosen', () => {
  const state = readPanel(dataOf([replicas('web')]), range, worst, analyze);
  expect(state.kind === 'ready' && state.history.workload.name).toBe('web');
});

test('a chosen workload that is gone is said to be gone, with those that are there', () => {
  const state = readPanel(dataOf([replicas('web')]), range, { ...worst, workload: '/shop/Deployment/api' }, analyze);
  expect(state).toEqual({ kind: 'absent', workload: '/shop/Deployment/api', known: ['shop/web'] });
});

test('a failed query stays visible beside what was read', () => {
  const state = readPanel(
    dataOf([replicas('web')], { errors: [{ refId: 'C', message: 'timed out' }] }),
    range,
    worst,
    analyze
  );
  expect(state.kind === 'ready' && state.problems).toEqual([
    { refId: 'C', message: expect.stringMatching(/^timed out\. /) },
  ]);
});

test('only what the options let in is counted', () => {
  const choose = (workload: string) =>
    readPanel(dataOf([replicas('web'), replicas('api')]), range, { ...worst, workload }, analyze);
  expect(choose('')).toMatchObject({ kind: 'ready', workloads: 2 });
  expect(choose('shop/api')).toMatchObject({ kind: 'ready', workloads: 1, history: { workload: { name: 'api' } } });
});

test('the HPA of a neighbour, brought by the same query, makes no second workload', () => {
  const hpa = (name: string): DataFrame =>
    frame(
      'kube_horizontalpodautoscaler_status_desired_replicas',
      { horizontalpodautoscaler: name, scaletargetref_kind: 'Deployment', scaletargetref_name: name },
      () => 3
    );
  const state = readPanel(dataOf([replicas('web'), hpa('web'), hpa('api')]), range, worst, analyze);
  expect(state).toMatchObject({ kind: 'ready', workloads: 1, history: { workload: { name: 'web' } } });
});

test('a workload added with another cluster label is found by it', () => {
  const added = frame('kube_deployment_spec_replicas', { deployment: 'web', site: 'eu' }, () => 3);
  const choice = { workload: 'eu/shop/Deployment/web', clusterLabel: 'site' };
  expect(readPanel(dataOf([added]), range, choice, analyze)).toMatchObject({ kind: 'ready', workloads: 1 });
});
