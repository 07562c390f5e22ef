// Dashboards through Grafana's HTTP API: find, extend, create. Nothing is overwritten that somebody else changed.
import { getBackendSrv } from '@grafana/runtime';

import { fail, ok, type Result } from '../../kit/result';
import type { TimeText } from '../url/timeText';
import type { GridPos, PanelJson } from './panelJson';

/** A dashboard to choose. */
export interface DashboardChoice {
  readonly uid: string;
  readonly title: string;
}

/** Where the panel landed. */
export interface Landed {
  readonly url: string;
  readonly title: string;
}

/** The panel, once the dashboard knows its id and place. */
type PanelAt = (id: number, y: number) => PanelJson;

interface Dashboard {
  readonly title?: string;
  readonly panels?: ReadonlyArray<{ readonly id?: number; readonly gridPos?: Partial<GridPos> }>;
}

interface Found {
  readonly dashboard: Dashboard;
  readonly meta?: { readonly folderUid?: string };
}

function reasonOf(error: unknown): string {
  const { status, data } = (typeof error === 'object' && error !== null ? error : {}) as {
    status?: number;
    data?: { message?: unknown };
  };
  switch (status) {
    case 403:
    case 401:
      return 'You may not save dashboards here.';
    case 404:
      return 'That dashboard is gone.';
    case 412:
      return 'Somebody changed that dashboard meanwhile. Nothing was saved: try again.';
    default:
      return typeof data?.message === 'string' ? data.message : 'Grafana did not save it.';
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    return fail(reasonOf(error));
  }
}

/** Dashboards whose title holds these words. */
export function findDashboards(words: string): Promise<Result<DashboardChoice[]>> {
  return guarded(async () => {
    const found: unknown = await getBackendSrv().get(
      '/api/search',
      { type: 'dash-db', query: words, limit: 20 },
      undefined,
      { showErrorAlert: false }
    );
    return (Array.isArray(found) ? found : []).map((hit: DashboardChoice) => ({ uid: hit.uid, title: hit.title }));
  });
}

async function save(dashboard: object, title: string, folderUid?: string): Promise<Landed> {
  const body = { dashboard, folderUid, overwrite: false, message: 'Truce timeline added' };
  const saved = await getBackendSrv().post<{ url: string }>('/api/dashboards/db', body, { showErrorAlert: false });
  return { url: saved.url, title };
}

/** A new dashboard with only this panel. */
export function addToNew(title: string, panel: PanelAt, time: TimeText): Promise<Result<Landed>> {
  return guarded(() =>
    save({ uid: '', title, panels: [panel(1, 0)], time, timezone: 'utc', schemaVersion: 39, tags: ['truce'] }, title)
  );
}

/** The panel below everything that the dashboard has. */
export function addToExisting(uid: string, panel: PanelAt): Promise<Result<Landed>> {
  return guarded(async () => {
    const path = `/api/dashboards/uid/${encodeURIComponent(uid)}`;
    const found = await getBackendSrv().get<Found>(path, undefined, undefined, { showErrorAlert: false });
    const panels = found.dashboard.panels ?? [];
    const id = 1 + Math.max(0, ...panels.map((other) => other.id ?? 0));
    const y = Math.max(0, ...panels.map(({ gridPos }) => (gridPos?.y ?? 0) + (gridPos?.h ?? 0)));
    const dashboard = { ...found.dashboard, panels: [...panels, panel(id, y)] };
    return save(dashboard, found.dashboard.title ?? uid, found.meta?.folderUid);
  });
}
