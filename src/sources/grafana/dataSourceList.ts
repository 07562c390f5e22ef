// Which data sources can be read here, and which one was read last.
import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';

import type { SourceType } from './readResponse';

const TYPES: readonly SourceType[] = ['prometheus', 'victoriametrics-metrics-datasource'];
const LAST_USED = 'truce.lastDataSource';

/** A data source as pickers and links need it. */
export interface UsableSource {
  readonly uid: string;
  readonly name: string;
  readonly type: SourceType;
  readonly isDefault: boolean;
}

/** True for the types whose answers the transport understands. */
export function isUsableType(type: string): type is SourceType {
  return TYPES.some((usable) => usable === type);
}

function toUsable(settings: DataSourceInstanceSettings): UsableSource[] {
  const { uid, name, type, isDefault } = settings;
  return isUsableType(type) ? [{ uid, name, type, isDefault: isDefault === true }] : [];
}

/** Data sources of the two types that this user may query; `offered` (uids, in order) narrows and orders them. */
export function usableSources(offered: readonly string[] = []): UsableSource[] {
  const all = getDataSourceSrv().getList({ all: true }).flatMap(toUsable);
  if (offered.length === 0) {
    return all;
  }
  return offered.flatMap((uid) => all.filter((source) => source.uid === uid));
}

/** The one to start with: last used, else the default one, else the first. The URL comes before all of these. */
export function preferredSource(sources: readonly UsableSource[]): UsableSource | undefined {
  const last = readLastUsed();
  return sources.find(({ uid }) => uid === last) ?? sources.find(({ isDefault }) => isDefault) ?? sources[0];
}

function readLastUsed(): string | undefined {
  try {
    return window.localStorage.getItem(LAST_USED) ?? undefined;
  } catch {
    return undefined; // storage may be forbidden; then nothing is remembered
  }
}

/** Remembers the data source for the next visit. */
export function rememberSource(uid: string): void {
  try {
    window.localStorage.setItem(LAST_USED, uid);
  } catch {
    // storage may be forbidden or full: nothing depends on it
  }
}
