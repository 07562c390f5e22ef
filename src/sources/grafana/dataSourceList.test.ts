import type { DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv, type DataSourceSrv } from '@grafana/runtime';

import { isUsable, preferredSource, preferredSources, rememberSources, usableSources } from './dataSourceList';

function given(...types: string[]): void {
  const all = types.map((type, i) => ({ uid: `${i}`, name: type, type, meta: {} }) as DataSourceInstanceSettings);
  const getList: DataSourceSrv['getList'] = ({ filter = () => true } = {}) => all.filter(filter);
  setDataSourceSrv({ getList } as DataSourceSrv);
}

const types = (...offer: Parameters<typeof usableSources>) => usableSources(...offer).map(({ type }) => type);

test('everything that answers PromQL is offered, managed Prometheus under its own types included', () => {
  const prometheuses = [
    'prometheus',
    'grafana-amazonprometheus-datasource',
    'grafana-azureprometheus-datasource',
    'victoriametrics-metrics-datasource',
    'victoriametrics-datasource',
  ];
  given(...prometheuses, 'loki', 'victoriametrics-logs-datasource', 'grafana-prometheus-app', 'cortex-custom');
  expect(types()).toEqual(prometheuses);
});

test('a plugin that was renamed is known by its former id', () => {
  expect(isUsable({ type: 'acme-metrics', meta: { aliasIDs: ['prometheus'] } })).toBe(true);
  expect(isUsable({ type: 'acme-metrics', meta: { aliasIDs: ['loki'] } })).toBe(false);
});

test('settings add types, and narrow and order what is offered', () => {
  given('prometheus', 'cortex-custom', 'loki', 'prometheus');
  expect(types({ dataSourceTypes: ['cortex-custom'] })).toEqual(['prometheus', 'cortex-custom', 'prometheus']);
  const offer = { dataSources: ['3', '2', '1', 'gone'], dataSourceTypes: ['cortex-custom'] };
  expect(usableSources(offer).map(({ uid }) => uid)).toEqual(['3', '1']);
});

test('what was chosen last comes first, as far as it is still there; a single uid is remembered from earlier versions', () => {
  given('prometheus', 'prometheus', 'prometheus');
  const sources = usableSources().map((source) => ({ ...source, isDefault: source.uid === '1' }));
  const start = () => preferredSources(sources).map(({ uid }) => uid);
  expect(start()).toEqual(['1']);
  rememberSources(['2', 'gone', '0']);
  expect(start()).toEqual(['2', '0']);
  expect(preferredSource(sources)?.uid).toBe('2');
  window.localStorage.setItem('truce.lastDataSource', '2');
  expect(start()).toEqual(['2']);
  window.localStorage.setItem('truce.lastDataSource', '[broken');
  expect(start()).toEqual(['1']);
});
