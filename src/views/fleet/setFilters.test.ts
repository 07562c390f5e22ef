// Each filter that is set has its words and its way back.
import { NO_FILTERS, type FleetFilters } from './fleetFilters';
import { setFilters } from './setFilters';

const ALL: FleetFilters = {
  cluster: 'eu-1',
  namespaces: ['a', 'b', 'c', 'd'],
  kinds: ['StatefulSet'],
  actors: ['keda'],
  severities: ['critical', 'high'],
  phases: ['ended'],
  text: 'web hpa',
  onlyNew: true,
};

const DAY = { from: 0, to: 86_400_000 };

test('what is not set is not told', () => {
  expect(setFilters(NO_FILTERS, DAY)).toEqual([]);
});

test('names a few values, counts the others', () => {
  expect(setFilters(ALL, DAY).map(({ text }) => text)).toEqual([
    'Cluster: eu-1',
    'Namespace: a, b and 2 more',
    'Kind: StatefulSet',
    'Actor: KEDA',
    'Severity: critical, high',
    'State: Ended in this range',
    'Search: “web hpa”',
    'New in the last hour',
  ]);
});

test('all ways back together set nothing, and each takes one away', () => {
  const told = setFilters(ALL, DAY);
  expect(Object.assign({ ...ALL }, ...told.map(({ without }) => without))).toEqual(NO_FILTERS);
  for (const { without } of told) {
    expect(setFilters({ ...ALL, ...without }, DAY)).toHaveLength(told.length - 1);
  }
});
