import { NO_FILTERS } from '../views/fleet/fleetFilters';
import { absoluteUrl, explorePath, fleetPath, workloadPath } from './links';
import { DEFAULT_TIME } from './url/timeText';

const base = { ds: ['prom'], time: DEFAULT_TIME, refresh: '' };

test('pages', () => {
  expect(fleetPath({ ...base, filters: NO_FILTERS, flipped: [] })).toBe('/a/truce-autoscaling-app/fleet?ds=prom');
  const workload = { cluster: '', namespace: 'a b', kind: 'Deployment', name: 'web' };
  const path = workloadPath({ ...base, workload, finding: '', action: '' });
  expect(path).toBe('/a/truce-autoscaling-app/workload?ds=prom&namespace=a+b&kind=Deployment&name=web');
  expect(absoluteUrl(path)).toBe(`${window.location.origin}${path}`);
});

test('Explore gets data source, query and range', () => {
  const time = { from: '2026-11-23T01:28:21.000Z', to: '2026-11-23T02:43:21.000Z' };
  const path = explorePath({ source: { uid: 'u', type: 'prometheus' }, expr: 'up{a="b&c"}', time });
  const params = new URLSearchParams(path.slice('/explore?'.length));
  expect(params.get('schemaVersion')).toBe('1');
  expect(JSON.parse(params.get('panes') ?? '')).toEqual({
    truce: {
      datasource: 'u',
      queries: [
        { refId: 'A', expr: 'up{a="b&c"}', instant: false, range: true, datasource: { type: 'prometheus', uid: 'u' } },
      ],
      range: { from: '1795397301000', to: '1795401801000' },
    },
  });
});
