// The dialog of the command palette: what is typed is looked for, what is chosen is opened.
import React from 'react';
import type { DataSourceInstanceSettings } from '@grafana/data';
import {
  locationService,
  setBackendSrv,
  setDataSourceSrv,
  type BackendSrv,
  type DataSourceSrv,
} from '@grafana/runtime';
import { render, screen } from '@testing-library/react';

import type { Transport } from '../../sources/transport';
import { findWorkloads, type WorkloadOption } from './findWorkloads';
import { OpenWorkload } from './OpenWorkload';

interface ComboboxProps {
  readonly options: (text: string) => Promise<WorkloadOption[]>;
  readonly onChange: (option: WorkloadOption) => void;
}
let mockCombobox: ComboboxProps | undefined;
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  Combobox: (props: ComboboxProps) => {
    mockCombobox = props;
    return null;
  },
}));

const labels = { namespace: 'shop', deployment: 'web', site: 'eu' };
const series = { labels, times: Float64Array.of(1), values: Float64Array.of(3) };

function answering(...errors: Array<string | undefined>): Transport {
  const instant: Transport['instant'] = async (queries) =>
    queries.map(({ id }, i) => ({
      id,
      series: errors[i] === undefined && i === 0 ? [series] : [],
      notices: [],
      ...(errors[i] === undefined ? {} : { error: { kind: 'other' as const, message: errors[i] } }),
    }));
  return { instant, range: instant as never };
}

test('finds workloads by the labels of the settings', async () => {
  expect(await findWorkloads(answering(), 'we', 'site', 0)).toEqual([
    {
      value: expect.any(String),
      label: 'shop / web',
      description: 'Deployment, eu',
      workload: { cluster: 'eu', namespace: 'shop', kind: 'Deployment', name: 'web' },
    },
  ]);
});

test('a failure is one, unless something was found', async () => {
  await expect(findWorkloads(answering('down', 'down'), '', 'auto', 0)).rejects.toThrow('down');
  expect(await findWorkloads(answering(undefined, 'slow'), '', 'auto', 0)).toHaveLength(1);
});

test('opens the page of the chosen one, on the data source of the settings', async () => {
  const all = ['prom', 'other'].map(
    (uid) =>
      ({ uid, name: uid, type: 'prometheus', meta: { info: { logos: { small: '' } } } }) as DataSourceInstanceSettings
  );
  setDataSourceSrv({
    getList: ({ filter = () => true } = {}) => all.filter(filter),
    getInstanceSettings: (ref) => all.find(({ uid }) => uid === ref),
  } as DataSourceSrv);
  setBackendSrv({ get: async () => ({ jsonData: { dataSources: ['other'] } }) } as unknown as BackendSrv);
  const onDismiss = jest.fn();
  render(<OpenWorkload onDismiss={onDismiss} />);
  expect(await screen.findByText('A part of its name or namespace, or both: shop/web')).toBeTruthy();
  const [option] = await findWorkloads(answering(), 'we', 'site', 0);
  mockCombobox?.onChange(option!);
  expect(onDismiss).toHaveBeenCalled();
  expect(locationService.getLocation()).toMatchObject({
    pathname: '/a/truce-autoscaling-app/workload',
    search: '?ds=other&cluster=eu&namespace=shop&kind=Deployment&name=web',
  });
});
