/** @jest-environment node */
// Stored settings come from other versions and other hands: never thrown at, always named.
import fc from 'fast-check';
import { parseSettings } from './parseSettings';
import { DEFAULT_SETTINGS } from './settings';

test('nothing stored, or something that is no object', () => {
  expect(parseSettings(undefined)).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
  expect(parseSettings([1]).problems).toHaveLength(1);
  expect(parseSettings('x').settings).toEqual(DEFAULT_SETTINGS);
});

test('what is understood is kept, the rest is named', () => {
  const { settings, problems } = parseSettings({
    dataSources: ['prom', 3],
    dataSourceTypes: ['acme-metrics-datasource', 'not an id'],
    clusterLabel: 'k8s_cluster',
    thresholds: { 'hpa-flapping': { minReversals: 6, maxPeriodMinutes: 'ten' }, 'hpa-pinned-max': 5 },
  });
  expect(settings).toEqual({
    version: 1,
    dataSources: ['prom'],
    dataSourceTypes: ['acme-metrics-datasource'],
    clusterLabel: 'k8s_cluster',
    deadlineSeconds: 60,
    thresholds: { 'hpa-flapping': { minReversals: 6 } },
  });
  expect(problems).toHaveLength(4);
});

test('a cluster label that is no label name would open the selector: the default holds', () => {
  expect(parseSettings({ clusterLabel: 'a="b",c' })).toMatchObject({
    settings: { clusterLabel: 'auto' },
    problems: [expect.stringContaining('clusterLabel')],
  });
});

test.each([[0], [4], [3601], ['60'], [null]])('a deadline of %j is none', (deadlineSeconds) => {
  const { settings, problems } = parseSettings({ deadlineSeconds });
  expect(settings.deadlineSeconds).toBe(60);
  expect(problems).toHaveLength(deadlineSeconds === null ? 0 : 1);
  expect(parseSettings({ deadlineSeconds: 120 })).toMatchObject({ settings: { deadlineSeconds: 120 }, problems: [] });
});

test('anything JSON can be is survived', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => parseSettings(value).settings.version === 1));
});
