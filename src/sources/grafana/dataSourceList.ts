// Which data sources can be read here, and which one was read last. The one place that knows their types.
import { matchPluginId, type DataSourceInstanceSettings, type DataSourcePluginMeta } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';

/**
 * Plugin ids whose `query()` takes PromQL in the shape that the transport sends. `prometheus` stands for its kin too:
 * Grafana 13 turns managed ones into types of their own (Amazon: grafana-amazonprometheus-datasource, Azure:
 * grafana-azureprometheus-datasource), which `matchPluginId` of @grafana/data knows by their pattern. Mimir, Thanos,
 * Cortex and Google's service are data sources of type prometheus. The last is an older name of the one before.
 */
const TYPES = ['prometheus', 'victoriametrics-metrics-datasource', 'victoriametrics-datasource'];
const LAST_USED = 'truce.lastDataSource';

/** A data source as pickers and links need it. */
export interface UsableSource {
  readonly uid: string;
  readonly name: string;
  /** Id of its plugin. */
  readonly type: string;
  readonly isDefault: boolean;
}

/** What tells a type: the plugin's id, and the ids that it had before. */
type TypeOf = Pick<DataSourceInstanceSettings, 'type'> & {
  readonly meta?: Pick<DataSourcePluginMeta, 'aliasIDs'>;
};

/** True for Prometheus and its kin, which answer every query with a frame, empty or not. */
export function isPrometheus(type: string): boolean {
  return matchPluginId('prometheus', { id: type } as DataSourcePluginMeta);
}

/** True when PromQL can be asked there: by type, by an alias of its type, or because the settings (`more`) say so. */
export function isUsable({ type, meta }: TypeOf, more: readonly string[] = []): boolean {
  const ids = [type, ...(meta?.aliasIDs ?? [])];
  return ids.some((id) => isPrometheus(id) || TYPES.includes(id) || more.includes(id));
}

/** Which of the usable ones the settings let in. */
interface Offer {
  /** Uids, in order; empty for all. */
  readonly dataSources?: readonly string[];
  /** Types to offer besides the known ones. */
  readonly dataSourceTypes?: readonly string[];
}

/** Data sources that this user may query and that can be read. */
export function usableSources({ dataSources = [], dataSourceTypes = [] }: Offer = {}): UsableSource[] {
  const all = getDataSourceSrv().getList({ all: true, filter: (settings) => isUsable(settings, dataSourceTypes) });
  const usable = all.map(({ uid, name, type, isDefault }) => ({ uid, name, type, isDefault: isDefault === true }));
  if (dataSources.length === 0) {
    return usable;
  }
  return dataSources.flatMap((uid) => usable.filter((source) => source.uid === uid));
}

/** Those to start with: last used, else the default one, else the first. The URL comes before all of these. */
export function preferredSources(sources: readonly UsableSource[]): UsableSource[] {
  const last = readLastUsed().flatMap((uid) => sources.find((source) => source.uid === uid) ?? []);
  const usual = sources.find(({ isDefault }) => isDefault) ?? sources[0];
  return last.length > 0 || !usual ? last : [usual];
}

/** The first of them. */
export function preferredSource(sources: readonly UsableSource[]): UsableSource | undefined {
  return preferredSources(sources)[0];
}

/** Before several could be chosen the bare uid of one was kept. */
function readLastUsed(): string[] {
  try {
    const kept = window.localStorage.getItem(LAST_USED) ?? '[]';
    const read: unknown = kept.startsWith('[') ? JSON.parse(kept) : [kept];
    return Array.isArray(read) ? read.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return []; // storage may be forbidden, and anybody may write there; then nothing is remembered
  }
}

/** Remembers the data sources for the next visit. */
export function rememberSources(uids: readonly string[]): void {
  try {
    window.localStorage.setItem(LAST_USED, JSON.stringify(uids));
  } catch {
    // storage may be forbidden or full: nothing depends on it
  }
}
