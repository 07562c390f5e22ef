// Fetches and stores dashboards by the API that knows both kinds.
import { config, getBackendSrv } from '@grafana/runtime';
import { classicView } from '../../schema/classicView.mjs';
import type { DynamicSpec } from '../../schema/types.d.mts';
import type { Dashboard } from './model';

const API = '/apis/dashboard.grafana.app';
const CLASSIC = 'v1beta1';

interface Resource<Spec> {
  metadata: { name: string; resourceVersion: string };
  spec: Spec;
  status?: { conversion?: { storedVersion: string } };
  access?: { url: string };
}

/** A dynamic dashboard says, asked for as a classic one, in which version it is stored: that one is asked for then. */
export async function loadDashboard(uid: string): Promise<Dashboard> {
  const url = (version: string) => `${API}/${version}/namespaces/default/dashboards/${encodeURIComponent(uid)}/dto`;
  const found = await getBackendSrv().get<Resource<Dashboard>>(url(CLASSIC));
  const { name, resourceVersion } = found.metadata;
  const stored = found.status?.conversion?.storedVersion;
  if (stored === undefined) {
    return { ...found.spec, uid: name, version: Number(resourceVersion) };
  }
  const { spec } = await getBackendSrv().get<Resource<DynamicSpec>>(url(stored));
  return dynamicDashboard(name, stored, spec, resourceVersion);
}

/** What the page needs of a dynamic dashboard, beside its spec. */
export function dynamicDashboard(uid: string, schema: string, spec: DynamicSpec, resourceVersion?: string): Dashboard {
  return { ...classicView(uid, spec), dynamic: { schema, spec, resourceVersion } };
}

/** Stores a dashboard in the kind that it is, a new one below `folder`; the answer is its address. */
export async function saveDashboard(dashboard: Dashboard, title: string, folder: string | undefined): Promise<string> {
  const { uid, dynamic, ...classic } = dashboard;
  if (!dynamic) {
    const { url } = await getBackendSrv().post<{ url: string }>('/api/dashboards/db', {
      dashboard: { ...classic, uid: uid || undefined, title },
      folderUid: folder,
      overwrite: false,
      message: '',
    });
    return url;
  }
  const { schema, spec, resourceVersion } = dynamic;
  const body = {
    metadata: {
      ...(uid ? { name: uid, resourceVersion } : {}),
      annotations: folder ? { 'grafana.app/folder': folder } : {},
    },
    spec: { ...spec, title },
  };
  const url = `${API}/${schema}/namespaces/default/dashboards`;
  const { metadata } = uid
    ? await getBackendSrv().put<Resource<DynamicSpec>>(`${url}/${uid}`, body)
    : await getBackendSrv().post<Resource<DynamicSpec>>(url, body);
  return `/d/${metadata.name}`;
}

/** What /dashboard/new opens: 13 makes dynamic dashboards, 12.4 classic ones. */
export function newDashboard(): Dashboard {
  const title = 'New dashboard';
  const isDynamic = Number.parseInt(config.buildInfo.version, 10) >= 13;
  const spec = { title, elements: {}, variables: [], layout: { kind: 'GridLayout' as const, spec: { items: [] } } };
  return isDynamic ? dynamicDashboard('', 'v2', spec) : { uid: '', title, panels: [], schemaVersion: 42 };
}
