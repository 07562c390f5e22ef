// Where the panel leads: the workload's own page in the app, with the same range.
import { locationUtil } from '@grafana/data';
import type { Interval } from '../kit/interval';
import type { WorkloadRef } from '../model/workload';

const PAGE = '/a/truce-autoscaling-app/workload';

/** The address of the workload's page, the range nailed down, the finding chosen when there is one. */
export function pageHref(workload: WorkloadRef, range: Interval, source: string, finding?: string): string {
  const params = new URLSearchParams();
  const { cluster, namespace, kind, name } = workload;
  const from = new Date(range.from).toISOString();
  const to = new Date(range.to).toISOString();
  Object.entries({ ds: source, from, to, cluster, namespace, kind, name, finding: finding ?? '' }).forEach(
    ([key, value]) => {
      if (value !== '') {
        params.set(key, value);
      }
    }
  );
  return locationUtil.assureBaseUrl(`${PAGE}?${params}`);
}
