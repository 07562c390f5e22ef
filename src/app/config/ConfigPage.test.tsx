// The configuration tab: validation, reset, saving through Grafana's endpoint, and odd stored settings.
import React from 'react';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { of, throwError } from 'rxjs';

import { pickFilter } from '../../../tests/support/pickFilter';
import { ConfigPage, type ConfigPageProps } from './ConfigPage';

jest.mock('../../engine', () => ({
  RULES: [
    {
      id: 'a-rule',
      title: 'A rule',
      group: 'A',
      needs: [],
      helps: [],
      thresholds: [{ key: 'x', title: 'Reversals', unit: 'per hour', default: 4, min: 1, max: 60 }],
    },
  ],
}));
const request = jest.fn();
jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => ({ fetch: (options: unknown) => request(options) as unknown }),
  getDataSourceSrv: () => ({
    getList: ({ filter }: { filter: (one: { type: string }) => boolean }) =>
      [
        { uid: 'prom', name: 'Prometheus', type: 'prometheus' },
        { uid: 'loki', name: 'Loki', type: 'loki' },
        { uid: 'acme', name: 'Acme', type: 'acme-metrics' },
      ].filter(filter),
  }),
}));

function start(jsonData: unknown = {}, query: ConfigPageProps['query'] = {}) {
  const onSaved = jest.fn();
  const plugin = {
    meta: { id: 'truce-autoscaling-app', enabled: true, pinned: false, jsonData },
  } as unknown as ConfigPageProps['plugin'];
  render(<ConfigPage plugin={plugin} query={query} onSaved={onSaved} />);
  return { onSaved, save: () => screen.getByRole<HTMLButtonElement>('button', { name: 'Save settings' }) };
}

const open = () => fireEvent.click(screen.getByRole('button', { name: /Several writers of replicas/ }));

beforeEach(() => request.mockReset().mockReturnValue(of({})));

test('saves what differs from the defaults, and only that', async () => {
  const { onSaved, save } = start();
  expect(save().disabled).toBe(true);
  expect(screen.getByText('Offered: 1 data source, and future ones.')).toBeTruthy();
  pickFilter('dataSources', 'prom');
  expect(screen.getByText('Offered: 1 of 1 data source.')).toBeTruthy();
  open();
  fireEvent.change(screen.getByLabelText(/Reversals/), { target: { value: '9' } });
  fireEvent.change(screen.getByLabelText(/Further data source types/), { target: { value: 'acme-metrics' } });
  expect(screen.getByText('Offered: 1 of 2 data sources.')).toBeTruthy();
  fireEvent.change(screen.getByLabelText(/Cluster label/), { target: { value: 'k8s_cluster' } });
  fireEvent.click(save());
  await waitFor(() => expect(onSaved).toHaveBeenCalled());
  expect(request).toHaveBeenCalledWith({
    url: '/api/plugins/truce-autoscaling-app/settings',
    method: 'POST',
    showErrorAlert: false,
    data: {
      enabled: true,
      pinned: false,
      jsonData: {
        version: 1,
        dataSources: ['prom'],
        deadlineSeconds: 60,
        dataSourceTypes: ['acme-metrics'],
        clusterLabel: 'k8s_cluster',
        thresholds: { 'a-rule': { x: 9 } },
      },
    },
  });
});

test('a chosen data source that is gone stays chosen and is told, until it is taken off', async () => {
  const { onSaved, save } = start({ version: 1, dataSources: ['gone-1', 'prom'] });
  expect(screen.getByText('Offered: 1 of 1 data source. gone-1: not available to you, or gone.')).toBeTruthy();
  pickFilter('dataSources', 'gone-1');
  expect(screen.getByText('Offered: 1 of 1 data source.')).toBeTruthy();
  fireEvent.click(save());
  await waitFor(() => expect(onSaved).toHaveBeenCalled());
  const [sent] = request.mock.lastCall as [{ data: { jsonData: { dataSources: string[] } } }];
  expect(sent.data.jsonData.dataSources).toEqual(['prom']);
});

test('refuses numbers outside their limits, and leads back to the default', () => {
  const { save } = start();
  open();
  fireEvent.change(screen.getByLabelText(/Reversals/), { target: { value: '99' } });
  expect(screen.getByText('Between 1 and 60 per hour.')).toBeTruthy();
  expect(save().disabled).toBe(true);
  open();
  expect(screen.queryByLabelText(/Reversals/)).toBeNull();
  expect(screen.getByText('1 outside the limits')).toBeTruthy();
  open();
  fireEvent.click(screen.getByRole('button', { name: 'Back to 4' }));
  expect(screen.queryByText('Between 1 and 60 per hour.')).toBeNull();
});

test('families are closed; a search opens what it finds, and a link can start with one', () => {
  start();
  expect(screen.queryByLabelText(/Reversals/)).toBeNull();
  fireEvent.change(screen.getByLabelText('Search the thresholds'), { target: { value: 'writers revers' } });
  expect(screen.getByLabelText(/Reversals/)).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Search the thresholds'), { target: { value: 'nothing like it' } });
  expect(screen.getByText('No threshold matches.')).toBeTruthy();
});

test('a link that names a rule shows its thresholds, with what they mean', () => {
  start({}, { rule: 'a-rule' });
  expect(screen.getByLabelText(/Reversals/)).toBeTruthy();
  expect(screen.getByText('1 to 60 per hour, usually 4')).toBeTruthy();
});

test('what is not at its usual number stands first, in the open, and stays there while it is edited', () => {
  start({ version: 1, thresholds: { 'a-rule': { x: 9 } } });
  const set = screen.getByRole('region', { name: 'Set by you' });
  const field = within(set).getByLabelText<HTMLInputElement>(/Reversals/);
  expect(field.value).toBe('9');
  fireEvent.change(field, { target: { value: '4' } });
  expect(within(set).getByLabelText<HTMLInputElement>(/Reversals/).value).toBe('4');
});

test('says when saving failed', async () => {
  request.mockReturnValue(throwError(() => ({ status: 403, data: { message: 'Permission denied' } })));
  const { onSaved, save } = start({ clusterLabel: 'x' });
  fireEvent.change(screen.getByLabelText(/Cluster label/), { target: { value: 'y' } });
  fireEvent.click(save());
  expect(await screen.findByText('The settings were not saved: Permission denied')).toBeTruthy();
  expect(onSaved).not.toHaveBeenCalled();
});

test('odd stored settings are told and can be replaced', () => {
  const { save } = start({ dataSources: 'all', thresholds: 7, clusterLabel: 'a-b' });
  expect(screen.getByText(/`clusterLabel` is not a label name/)).toBeTruthy();
  expect(save().disabled).toBe(false);
});
