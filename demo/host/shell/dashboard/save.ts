// Stores a dashboard in the schema it has; the answer is its address.
import { getBackendSrv } from '@grafana/runtime';
import type { Dashboard } from './model';

export async function saveDashboard(dashboard: Dashboard, folderUid: string | undefined): Promise<string> {
  const { url } = await getBackendSrv().post<{ url: string }>('/api/dashboards/db', {
    dashboard: { ...dashboard, uid: dashboard.uid === '' ? undefined : dashboard.uid },
    folderUid,
    overwrite: false,
    message: '',
  });
  return url;
}
