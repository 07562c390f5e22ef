import { config } from '@grafana/runtime';

import { readRefresh, refreshChoices, refreshMillis } from './refresh';

beforeEach(() => {
  config.minRefreshInterval = '';
});

test.each([
  ['5s', 5000],
  ['2m', 120_000],
  ['1h', 3_600_000],
  ['1d', 86_400_000],
  ['4s', undefined],
  ['0s', undefined],
  ['5', undefined],
  ['-5s', undefined],
  ['', undefined],
])('refresh %s', (text, millis) => {
  expect(refreshMillis(text)).toBe(millis);
});

test('never more often than the server allows', () => {
  expect(refreshChoices('')[0]).toBe('5s');
  config.minRefreshInterval = '1m';
  expect(refreshChoices('')).toEqual(['1m', '5m', '15m', '30m', '1h']);
  expect(refreshMillis('30s')).toBeUndefined();
  expect(readRefresh('30s')).toEqual({ refresh: '1m', problem: expect.stringContaining('every 1m') });
  config.minRefreshInterval = '2m';
  expect(refreshChoices('')).toEqual(['2m', '5m', '15m', '30m', '1h']);
});

test('a server that allows more often than a sweep can follow does not get it', () => {
  config.minRefreshInterval = '1s';
  expect(readRefresh('1s')).toEqual({ refresh: '5s', problem: expect.stringContaining('every 5s') });
});

test('the interval in use is always among the choices', () => {
  expect(refreshChoices('7m')).toContain('7m');
  expect(readRefresh('7m')).toEqual({ refresh: '7m' });
  expect(readRefresh('fast')).toEqual({ refresh: '', problem: '“fast” is not a refresh interval: there is none.' });
});
