import {
  FieldType,
  getPanelDataSummary,
  toDataFrame,
  VisualizationSuggestionScore,
  type DataFrame,
} from '@grafana/data';
import { plugin } from './module';

const TIMES = [0, 15_000];

function frame(labels: Record<string, string>, name = 'Value'): DataFrame {
  return toDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: TIMES },
      { name, type: FieldType.number, values: [1, 2], labels },
    ],
  });
}

const REPLICAS = frame({ __name__: 'kube_deployment_spec_replicas', namespace: 'shop', deployment: 'web' });
const WISH = frame({
  __name__: 'kube_horizontalpodautoscaler_status_desired_replicas',
  namespace: 'shop',
  horizontalpodautoscaler: 'web',
});

beforeAll(() => {
  plugin.meta = { id: 'truce-conflicttimeline-panel', name: 'Conflict timeline' } as typeof plugin.meta;
});

const suggested = (...frames: DataFrame[]) => plugin.getSuggestions(getPanelDataSummary(frames));

test('replicas with a scaler are what the panel is for', () => {
  const [best, words] = suggested(REPLICAS, WISH) ?? [];
  expect(best).toMatchObject({ pluginId: 'truce-conflicttimeline-panel', score: VisualizationSuggestionScore.Best });
  expect(words).toMatchObject({ name: 'Words only', options: { show: 'words' } });
});

test('replicas alone can be drawn, and are better off elsewhere', () => {
  expect(suggested(REPLICAS)?.map(({ score }) => score)).toEqual([VisualizationSuggestionScore.OK]);
});

test('nothing is suggested for what the panel cannot read', () => {
  expect(suggested()).toBeUndefined();
  expect(suggested(WISH)).toBeUndefined();
  expect(suggested(frame({ __name__: 'up', job: 'x' }))).toBeUndefined();
  // sum() took the labels away: the name of the workload is gone.
  expect(suggested(frame({}, 'kube_deployment_spec_replicas'))).toBeUndefined();
});
