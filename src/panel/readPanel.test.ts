import { analyze } from '../engine';
import { dateTime, FieldType, LoadingState, toDataFrame, type DataFrame, type PanelData } from '@grafana/data';
import { readPanel } from './readPanel';

const FROM = Date.UTC(2026, 10, 23, 1);
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
  expect(readPanel(dataOf([], { state: LoadingState.Loading }), range, '', analyze).kind).toBe('loading');
  expect(readPanel(dataOf([]), range, '', analyze).kind).toBe('empty');
  const failed = readPanel(dataOf([], { errors: [{ refId: 'A', message: '502 Bad Gateway' }] }), range, '', analyze);
  expect(failed).toEqual({ kind: 'failed', problems: [{ refId: 'A', message: '502 Bad Gateway' }] });
});

test('frames without replicas are wrong data, with what is missing and what was found', () => {
  const state = readPanel(dataOf([frame('kube_pod_created', { pod: 'web-1' }, () => 1)]), range, '', analyze);
  expect(state).toMatchObject({ kind: 'wrong', frames: 1 });
  expect(state.kind === 'wrong' && state.missing).toContain('workload.replicas');
});

test('one workload is drawn without being chosen', () => {
  const state = readPanel(dataOf([replicas('web')]), range, '', analyze);
  expect(state.kind === 'ready' && state.history.workload.name).toBe('web');
});

test('a chosen workload that is gone is said to be gone, with those that are there', () => {
  const state = readPanel(dataOf([replicas('web')]), range, '/shop/Deployment/api', analyze);
  expect(state).toEqual({ kind: 'absent', workload: '/shop/Deployment/api', known: ['/shop/Deployment/web'] });
});

test('a failed query stays visible beside what was read', () => {
  const state = readPanel(
    dataOf([replicas('web')], { errors: [{ refId: 'C', message: 'timed out' }] }),
    range,
    '',
    analyze
  );
  expect(state.kind === 'ready' && state.problems).toEqual([{ refId: 'C', message: 'timed out' }]);
});
