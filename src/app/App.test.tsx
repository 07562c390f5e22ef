// Routes, odd settings and pages that break: never a blank page.
import React from 'react';
import { MemoryRouter, Route, Routes } from 'react-router-dom';
import type { AppRootProps } from '@grafana/data';
import { fireEvent, render, screen } from '@testing-library/react';

import { App } from './App';
import type * as AppContext from './appContext';
import type { SweepsUnderWay } from './sweep/sweepsUnderWay';
import { DEFAULT_TIME } from './url/timeText';
import { FUTURE } from '../../tests/support/appPage';

let shouldBreak = false;
let underWay: SweepsUnderWay | undefined;
jest.mock('./pages/FleetPage', () => ({
  FleetPage: () => {
    underWay = jest.requireActual<typeof AppContext>('./appContext').useAppContext().underWay;
    if (shouldBreak) {
      throw new Error('kaput');
    }
    return <div>the fleet</div>;
  },
}));
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => <div>{children}</div>,
  getDataSourceSrv: () => ({ getList: () => [] }),
}));

function renderApp(path: string, jsonData: unknown = {}) {
  const props = { meta: { jsonData } } as unknown as AppRootProps;
  return render(
    <MemoryRouter future={FUTURE} initialEntries={[`/a/truce-autoscaling-app/${path}`]}>
      <Routes>
        <Route path="/a/truce-autoscaling-app/*" element={<App {...props} />} />
      </Routes>
    </MemoryRouter>
  );
}

beforeEach(() => {
  shouldBreak = false;
});

test('the root leads to the fleet', () => {
  renderApp('?ds=x');
  expect(screen.getByText('the fleet')).toBeTruthy();
});

test('an unknown page says so and leads back', () => {
  renderApp('nowhere');
  fireEvent.click(screen.getByRole('link', { name: 'To the fleet' }));
  expect(screen.getByText('the fleet')).toBeTruthy();
});

test('a page that breaks says so and can be tried again', () => {
  shouldBreak = true;
  const silenced = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  renderApp('fleet');
  expect(screen.getByRole('alert').textContent).toContain('kaput');
  shouldBreak = false;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByText('the fleet')).toBeTruthy();
  silenced.mockRestore();
});

test.each([[null], ['text'], [[1]], [{ dataSources: 5 }]])('settings %j do not break it', async (jsonData) => {
  renderApp('rules', jsonData);
  expect(await screen.findByText('No data source yet')).toBeTruthy();
});

test('the end of the app is the end of its sweeps', () => {
  const { unmount } = renderApp('fleet');
  const nothing = () => undefined;
  const onBroken = jest.fn();
  const sweep = underWay?.begin({ ds: 'prom', time: DEFAULT_TIME, cluster: '', namespaces: [] });
  sweep?.watch({ onProgress: nothing, onPart: nothing, onDone: nothing, onBroken });
  expect(onBroken).not.toHaveBeenCalled();
  unmount();
  expect(onBroken).toHaveBeenCalledWith('The app was left.');
});
