// Where the panel leads: the workload's own page in the app, with the same range.
import { getTimeZone, locationUtil } from '@grafana/data';
import type { Interval } from '../kit/interval';
import type { ZoneId } from '../kit/times';
import type { WorkloadRef } from '../model/workload';

const PAGE = '/a/truce-autoscaling-app/workload';

/** The address of the workload's page, range and zone as on the dashboard, the finding chosen when there is one. */
export function pageHref(
  workload: WorkloadRef,
  range: Interval,
  source: string,
  timeZone: ZoneId,
  finding = ''
): string {
  const params = new URLSearchParams();
  const { cluster, namespace, kind, name } = workload;
  const from = new Date(range.from).toISOString();
  const to = new Date(range.to).toISOString();
  const timezone = timeZone === getTimeZone() ? '' : timeZone;
  Object.entries({ ds: source, from, to, cluster, namespace, kind, name, finding, timezone }).forEach(
    ([key, value]) => {
      if (value !== '') {
        params.set(key, value);
      }
    }
  );
  return locationUtil.assureBaseUrl(`${PAGE}?${params}`);
}
