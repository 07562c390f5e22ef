// Finds data sources by uid, name, type or template variable.
import {
  matchPluginId,
  type DataSourceApi,
  type DataSourceInstanceSettings,
  type DataSourceRef,
  type ScopedVars,
} from '@grafana/data';
import {
  config,
  type DataSourceSrv,
  type GetDataSourceListFilters,
  type RuntimeDataSourceRegistration,
} from '@grafana/runtime';
import { PrometheusDatasource, VictoriaMetricsDatasource } from './metricsDatasource';
import { templateSrv } from './templateSrv';

type Reference = DataSourceRef | string | null;

export class PreviewDataSourceSrv implements DataSourceSrv {
  private readonly made = new Map<string, DataSourceApi>();
  private readonly runtime = new Map<string, DataSourceApi>();

  async get(ref?: Reference, scopedVars?: ScopedVars): Promise<DataSourceApi> {
    const settings = this.getInstanceSettings(ref, scopedVars);
    const own = this.runtime.get(typeof ref === 'string' ? ref : (ref?.uid ?? ''));
    if (own) {
      return own;
    }
    if (!settings) {
      throw new Error(`Datasource ${typeof ref === 'string' ? ref : (ref?.uid ?? 'default')} was not found`);
    }
    const known = this.made.get(settings.uid) ?? make(settings);
    this.made.set(settings.uid, known);
    return known;
  }

  getInstanceSettings(ref?: Reference, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
    const asked = typeof ref === 'string' ? ref : ref?.uid;
    const name = templateSrv.replace(asked ?? '', scopedVars, (value: string | string[]) =>
      Array.isArray(value) ? (value[0] ?? '') : value
    );
    const all = Object.values(config.datasources);
    if (name === '' || name === 'default') {
      const ofType = typeof ref === 'object' && ref?.type ? all.filter((one) => one.type === ref.type) : all;
      return (
        ofType.find((one) => one.isDefault) ??
        (ref && typeof ref === 'object' && ref.type
          ? ofType[0]
          : all.find((one) => one.name === config.defaultDatasource))
      );
    }
    const settings = all.find((one) => one.uid === name) ?? all.find((one) => one.name === name);
    return settings && name !== asked
      ? { ...settings, rawRef: { type: settings.type, uid: settings.uid }, name: asked ?? settings.name }
      : settings;
  }

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const types = typeof filters.type === 'string' ? [filters.type] : filters.type;
    return Object.values(config.datasources)
      .filter((one) => (filters.metrics ? one.meta.metrics : true) && !filters.tracing && !filters.logs)
      .filter((one) => !filters.pluginId || matchPluginId(filters.pluginId, one.meta))
      .filter((one) => !types || types.includes(one.type))
      .filter((one) => filters.filter?.(one) ?? true)
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  /** 12.4 awaits nothing, 13.2 a promise. */
  async reload(): Promise<void> {
    this.made.clear();
  }

  registerRuntimeDataSource({ dataSource }: RuntimeDataSourceRegistration): void {
    this.runtime.set(dataSource.uid, dataSource);
  }
}

function make(settings: DataSourceInstanceSettings): DataSourceApi {
  const isPrometheus = matchPluginId('prometheus', settings.meta);
  const Implementation = isPrometheus ? PrometheusDatasource : VictoriaMetricsDatasource;
  const datasource: DataSourceApi = new Implementation(settings, templateSrv);
  datasource.meta = settings.meta;
  return datasource;
}
