// An app's settings from the server, where POST /api/plugins/<id>/settings keeps them.
import type { AppPluginMeta } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';

export function fetchAppMeta(id: string): Promise<AppPluginMeta> {
  return getBackendSrv().get<AppPluginMeta>(`/api/plugins/${id}/settings`);
}
