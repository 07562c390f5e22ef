import { FieldType, toDataFrame } from '@grafana/data';
import { workloadChoices } from './workloadChoices';

let variables = [{ name: 'namespace' }, { name: 'workload' }];
jest.mock('@grafana/runtime', () => ({ getTemplateSrv: () => ({ getVariables: () => variables }) }));

const TIMES = Array.from({ length: 8 }, (_, i) => i * 15_000);

function replicas(deployment: string) {
  const labels = { __name__: 'kube_deployment_spec_replicas', namespace: 'shop', deployment, site: 'eu' };
  return toDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: TIMES },
      { name: 'Value', type: FieldType.number, labels, values: TIMES.map(() => 2) },
    ],
  });
}

const FRAMES = [replicas('web'), replicas('api')];
const valuesOf = async (typed: string) => (await workloadChoices(FRAMES, 'site', typed)).map(({ value }) => value);

test('offers the variables of the dashboard, and the workloads by the chosen cluster label', async () => {
  const workloads = ['eu/shop/Deployment/api', 'eu/shop/Deployment/web'];
  expect(await valuesOf('')).toEqual(['$namespace/$workload', '$namespace/', ...workloads]);
  variables = [{ name: 'namespace' }];
  expect(await valuesOf('')).toEqual(['$namespace/', ...workloads]);
  variables = [];
  expect(await valuesOf('')).toEqual(workloads);
});

test('what is typed narrows the list', async () => {
  expect(await valuesOf('Shop / W')).toEqual(['eu/shop/Deployment/web']);
  expect(await valuesOf('nothing')).toEqual([]);
});
