import { createDataFrame, LoadingState, type PanelData } from '@grafana/data';

import { failedQueries, panelFailures } from './panelFailures';

const HPA = 'kube_horizontalpodautoscaler_status_desired_replicas[1h]';
const PODS = 'kube_pod_created';
const request = {
  targets: [{ refId: 'A', expr: HPA }, { refId: 'B', expr: PODS }, { refId: 'C' }],
} as unknown as PanelData['request'];
const data = (more: Partial<PanelData>) => ({ state: LoadingState.Done, series: [], request, ...more });

test('a failed query takes away what its text asks for', () => {
  const [failed] = failedQueries(data({ errors: [{ refId: 'A', message: 'timed out' }] }));
  expect(failed).toMatchObject({ kinds: ['hpa.desired'], query: HPA, error: { kind: 'timeout' } });
});

test('a failure of nobody knows which query may be of any, so does one whose text is not known', () => {
  for (const errors of [[{ message: '502 Bad Gateway' }], [{ refId: 'C', message: '502 Bad Gateway' }]]) {
    expect(failedQueries(data({ errors }))[0]?.kinds.length).toBeGreaterThan(40);
  }
  expect(failedQueries(data({ state: LoadingState.Error }))).toMatchObject([
    { message: 'The data source gave no reason.' },
  ]);
  expect(panelFailures(data({ state: LoadingState.Error }))).toHaveLength(1);
});

test('an answer with a warning is a part of an answer', () => {
  const notices = [
    { severity: 'warning' as const, text: 'No StoreAPIs matched' },
    { severity: 'info' as const, text: 'slow' },
  ];
  const series = [
    createDataFrame({ refId: 'B', fields: [], meta: { notices } }),
    createDataFrame({ refId: 'A', fields: [] }),
  ];
  expect(failedQueries(data({ series }))).toMatchObject([{ kinds: ['pod.created'], query: PODS, partial: true }]);
  expect(failedQueries(data({}))).toEqual([]);
});
