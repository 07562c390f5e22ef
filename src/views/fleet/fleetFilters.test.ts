import { filterChoices, filterQuiet, filterRows, isNarrowed, NO_FILTERS, scopeFleet } from './fleetFilters';
import { toFleet } from './fleetRows';
import { sampleReport } from '../../../tests/support/sampleReport';

const fleet = toFleet(sampleReport());
const rules = (filters: Partial<typeof NO_FILTERS>) =>
  filterRows(fleet.rows, { ...NO_FILTERS, ...filters }).map((row) => row.workload.namespace);

test('no filter lets everything through', () => {
  expect(filterRows(fleet.rows, NO_FILTERS)).toEqual(fleet.rows);
  expect(filterQuiet(fleet.quiet, NO_FILTERS)).toEqual(fleet.quiet);
  expect(isNarrowed(NO_FILTERS)).toBe(false);
});

test.each([
  [{ namespaces: ['hpa-double'] }, ['hpa-double']],
  [{ actors: ['vpa' as const] }, ['hv-many-small']],
  [{ severities: ['high' as const] }, ['hv-many-small', 'gitops-between']],
  [{ phases: ['ended' as const] }, ['gitops-below-min', 'gitops-between']],
  [{ onlyNew: true }, []],
  [{ kinds: ['StatefulSet'] }, []],
  [{ text: 'SHRINKS pods' }, ['hv-many-small']],
  [{ text: 'hpa-gitops' }, ['gitops-below-min', 'gitops-between']],
  [{ text: 'shrinks karpenter' }, []],
])('%j', (filters, expected) => {
  expect(rules(filters)).toEqual(expected);
});

test('filters about findings hide the quiet ones, others do not', () => {
  expect(filterQuiet(fleet.quiet, { ...NO_FILTERS, severities: ['high'] })).toEqual([]);
  expect(filterQuiet(fleet.quiet, { ...NO_FILTERS, text: 'diurnal demand' })).toHaveLength(1);
  expect(filterQuiet(fleet.quiet, { ...NO_FILTERS, actors: ['keda'] })).toEqual([]);
});

test('scope narrows rows and quiet ones alike', () => {
  const scoped = scopeFleet(fleet, { ...NO_FILTERS, namespaces: ['ok-diurnal', 'hpa-double'] });
  expect([scoped.rows.length, scoped.quiet.length]).toEqual([1, 1]);
});

test('choices are counted and in order', () => {
  const { namespaces, actors, clusters } = filterChoices(fleet);
  expect(clusters).toEqual([]);
  expect(namespaces.map((choice) => choice.value)).toEqual([
    'gitops-below-min',
    'gitops-between',
    'hpa-double',
    'hv-many-small',
    'ok-diurnal',
  ]);
  expect(actors).toEqual([
    { value: 'gitops', label: 'Git', count: 2 },
    { value: 'hpa', label: 'HPA', count: 4 },
    { value: 'vpa', label: 'VPA', count: 1 },
  ]);
});
