// Addresses of this app for links that stand on other pages. Written by hand: the pages' own writers would bring half of
// the app into the small file that Grafana loads for a menu. A test reads them back with the pages' readers.
import type { Hint } from '../../queries/workloadClues';
import pluginJson from '../../plugin.json';

const BASE = `/a/${pluginJson.id}`;

/** The fleet with only what is fighting now. */
export const FIGHTS_NOW_PATH = `${BASE}/fleet?state=on`;

/** From where somebody comes: '' for what that page does not know. */
export interface Origin {
  readonly ds: string;
  readonly from: string;
  readonly to: string;
}

/** The page about these workloads, over the range and on the data source that somebody comes from. */
export function doorPath(hint: Hint, { ds, from, to }: Origin): string {
  const params = new URLSearchParams();
  const set = (name: string, ...values: string[]) =>
    values.filter((value) => value !== '').forEach((value) => params.append(name, value));
  set('ds', ds);
  if (from !== '' && to !== '') {
    set('from', from);
    set('to', to);
  }
  set('cluster', hint.cluster);
  if (hint.kind === 'workload') {
    set('namespace', hint.namespace);
    set('kind', hint.workload.kind);
    set('name', hint.workload.name);
  } else {
    set('namespace', ...hint.namespaces);
    set('q', hint.text);
  }
  return `${BASE}/${hint.kind}?${params}`;
}
