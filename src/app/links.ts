// Where things are: the pages of this app, Explore, Grafana's own pages.
import { locationUtil } from '@grafana/data';

import pluginJson from '../plugin.json';
import type { FleetState } from './url/fleetUrl';
import { writeFleetUrl } from './url/fleetUrl';
import type { TimeText } from './url/timeText';
import { writePolicyUrl, type PolicyState } from './url/policyUrl';
import { writeRulesUrl, type RulesState } from './url/rulesUrl';
import { writeWorkloadUrl, type WorkloadState } from './url/workloadUrl';

const BASE = `/a/${pluginJson.id}`;

const withSearch = (path: string, search: string) => (search === '' ? path : `${path}?${search}`);

export const fleetPath = (state: FleetState) => withSearch(`${BASE}/fleet`, writeFleetUrl(state));
export const workloadPath = (state: WorkloadState) => withSearch(`${BASE}/workload`, writeWorkloadUrl(state));
export const policyPath = (state: PolicyState) => withSearch(`${BASE}/policy`, writePolicyUrl(state));
export const rulesPath = (state: RulesState) => withSearch(`${BASE}/rules`, writeRulesUrl(state));
export const SETTINGS_PATH = `/plugins/${pluginJson.id}`;
export const ruleSettingsPath = (rule: string) =>
  `${SETTINGS_PATH}?page=configuration&rule=${encodeURIComponent(rule)}`;
export const ADD_SOURCE_PATH = '/connections/datasources/new';
export const sourceSettingsPath = (uid: string) => `/connections/datasources/edit/${encodeURIComponent(uid)}`;

/** A query as Explore needs it. */
interface ExploreQuery {
  readonly source: { readonly uid: string; readonly type: string };
  readonly expr: string;
  readonly isInstant?: boolean;
  readonly time: TimeText;
}

/** Explore with this query over this range. */
export function explorePath({ source, expr, isInstant = false, time }: ExploreQuery): string {
  const query = {
    refId: 'A',
    expr,
    instant: isInstant,
    range: !isInstant,
    datasource: { type: source.type, uid: source.uid },
  };
  const instant = (text: string) => (text.includes('now') ? text : String(Date.parse(text)));
  const pane = { datasource: source.uid, queries: [query], range: { from: instant(time.from), to: instant(time.to) } };
  const params = new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify({ truce: pane }) });
  return `/explore?${params}`;
}

/** The path as the browser needs it when Grafana is not at the root of its host. */
export const href = (path: string) => locationUtil.assureBaseUrl(path);

/** The whole address, for links that are handed on. */
export const absoluteUrl = (path: string) => `${window.location.origin}${href(path)}`;
