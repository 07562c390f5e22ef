// Panels on their way to a dashboard, in the browser's storage under the key that Grafana uses.
import { store, type TimeRange } from '@grafana/data';
import type { Panel } from '@grafana/schema';
import type { DashboardPanel } from './model';
import { toRawTimes, type RawTimes } from './timeRange';

const KEY = 'DASHBOARD_FROM_LS_KEY';

interface Arriving {
  dashboard: { panels: DashboardPanel[]; time?: RawTimes };
}

export function leavePanel(panel: Panel, timeRange?: TimeRange): void {
  store.setObject(KEY, {
    meta: {},
    dashboard: {
      title: '',
      uid: '',
      panels: [panel],
      ...(timeRange ? { time: toRawTimes(timeRange.raw) } : {}),
    },
  });
}

/** What has arrived; nothing the second time. */
export function takePanels(): Arriving['dashboard'] | undefined {
  const arriving = store.getObject<Arriving>(KEY);
  store.delete(KEY);
  return arriving?.dashboard;
}
