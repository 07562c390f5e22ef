// Every state survives its own address; broken addresses are told, never fatal.
import fc from 'fast-check';

import { SEVERITIES } from '../../model/finding';
import type { ScalerFamily } from '../../model/workload';
import { NO_FILTERS } from '../../views/fleet/fleetFilters';
import { COLUMNS } from '../../views/fleet/fleetOrder';
import { PHASES } from '../../views/fleet/fleetRows';
import { VERDICTS } from '../../views/policy/policyRows';
import { readFleetUrl, SHOWN_BY, writeFleetUrl, type FleetState } from './fleetUrl';
import { readPolicyUrl, writePolicyUrl } from './policyUrl';
import { readRulesUrl, writeRulesUrl } from './rulesUrl';
import type { PageState } from './searchReader';
import {
  DEFAULT_TIME,
  fromTimeRange,
  isAbsolute,
  parseTime,
  pinned,
  toInterval,
  toTimeRange,
  type TimeText,
} from './timeText';
import { readWorkloadUrl, writeWorkloadUrl, type WorkloadState } from './workloadUrl';

const at = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
const absolute = fc
  .tuple(at, fc.integer({ min: 1, max: 1e9 }))
  .map(([from, length]): TimeText => pinned({ from, to: from + length }));
const relative = fc.constantFrom<TimeText>(
  DEFAULT_TIME,
  { from: 'now-6h', to: 'now-5m' },
  { from: 'now-1d/d', to: 'now', zone: 'browser' }
);
const page: fc.Arbitrary<PageState> = fc.record({
  ds: fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 8 }),
  time: fc.oneof(absolute, relative),
  refresh: fc.constantFrom('', '10s', '1m'),
});
const names = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 4 });
const FAMILIES: readonly ScalerFamily[] = ['hpa', 'vpa', 'keda', 'gitops', 'external'];

const fleetState: fc.Arbitrary<FleetState> = fc
  .tuple(
    page,
    fc.record({
      cluster: fc.string(),
      namespaces: names,
      kinds: names,
      actors: fc.subarray([...FAMILIES]),
      severities: fc.subarray([...SEVERITIES]),
      phases: fc.subarray([...PHASES]),
      text: fc.string(),
      onlyNew: fc.boolean(),
    }),
    fc.option(fc.record({ column: fc.constantFrom(...COLUMNS), descending: fc.boolean() }), { nil: undefined }),
    names,
    fc.option(fc.constantFrom(...SHOWN_BY), { nil: undefined })
  )
  .map(([base, filters, sort, flipped, by]) => ({ ...base, filters, sort, flipped, ...(by && { by }) }));

const workloadState: fc.Arbitrary<WorkloadState> = fc
  .tuple(
    page,
    fc.record({ cluster: fc.string(), namespace: fc.string(), kind: fc.string({ minLength: 1 }), name: fc.string() }),
    fc.string(),
    fc.string(),
    fc.option(fc.oneof(fc.constant('all' as const), fc.tuple(at, fc.integer({ min: 1, max: 1e8 }))), { nil: undefined })
  )
  .map(([base, workload, finding, action, zoom]) => ({
    ...base,
    workload,
    finding,
    action,
    zoom: typeof zoom === 'object' ? { from: zoom[0], to: zoom[0] + zoom[1] } : zoom,
  }));

test('a fleet state survives its address', () => {
  fc.assert(
    fc.property(fleetState, (state) => {
      expect(readFleetUrl(writeFleetUrl(state))).toEqual({ state, problems: [] });
    })
  );
});

test('a workload state survives its address', () => {
  fc.assert(
    fc.property(workloadState, (state) => {
      const read = readWorkloadUrl(`?${writeWorkloadUrl(state)}`);
      expect(read.state).toEqual(state);
      expect(read.problems).toEqual([]);
    })
  );
});

test('a policy state survives its address', () => {
  const filters = fc.record({
    cluster: fc.string(),
    namespaces: names,
    verdicts: fc.subarray([...VERDICTS]),
    text: fc.string(),
  });
  fc.assert(
    fc.property(page, filters, (base, chosen) => {
      const state = { ...base, filters: chosen };
      expect(readPolicyUrl(writePolicyUrl(state))).toEqual({ state, problems: [] });
    })
  );
});

test('a rules state survives its address', () => {
  fc.assert(
    fc.property(page, fc.string(), (base, cluster) => {
      expect(readRulesUrl(writeRulesUrl({ ...base, cluster })).state).toEqual({ ...base, cluster });
    })
  );
});

test('any text is read without an exception', () => {
  fc.assert(
    fc.property(fc.string(), (search) => {
      expect(readFleetUrl(search).state.filters).toBeDefined();
      expect(readWorkloadUrl(search).state.workload).toBeDefined();
    })
  );
});

test('defaults make an empty address', () => {
  const { state } = readFleetUrl('');
  expect(state).toEqual({ ds: [], time: DEFAULT_TIME, refresh: '', filters: NO_FILTERS, sort: undefined, flipped: [] });
  expect(writeFleetUrl(state)).toBe('');
});

test.each([
  ['from=yesterday', 'Time range “yesterday” to “now” is not understood. The last three hours are shown.'],
  ['from=now&to=now-1h', 'Time range “now” to “now-1h” ends before it begins. The last three hours are shown.'],
  ['refresh=fast', '“fast” is not a refresh interval: there is none.'],
  ['severity=awful', '“awful” is not a value of severity: it was left out.'],
  ['actor=me&actor=hpa', '“me” is not a value of actor: it was left out.'],
  ['sort=-colour', '“colour” is not a column: the usual order holds.'],
  ['foo=1', 'Parameter “foo” is not known: it was left out.'],
  ['__proto__=1', 'Parameter “__proto__” is not known: it was left out.'],
  ['timezone=Mars/Olympus', '“Mars/Olympus” is not a time zone: your own holds.'],
  ['timezone=constructor', '“constructor” is not a time zone: your own holds.'],
  ['timezone=Constructor', '“Constructor” is not a time zone: your own holds.'],
  ['new=2', '“2” is not a value of new: it was left out.'],
  ['cluster=a&cluster=b', 'Parameter “cluster” stands there 2 times: the first holds.'],
  ['ds=1&ds=2&ds=3&ds=4&ds=5&ds=6&ds=7&ds=8&ds=9', '9 data sources at once are too many: the first 8 hold.'],
  [`q=${'x'.repeat(200_000)}`, 'A value of q is longer than 500 characters: it was left out.'],
  [`actor=${'x'.repeat(400)}`, `“${'x'.repeat(59)}…” is not a value of actor: it was left out.`],
  ['severity=%1B%5B31m', '“\\u{1b}[31m” is not a value of severity: it was left out.'],
])('%s is told', (search, problem) => {
  expect(readFleetUrl(search).problems).toEqual([problem]);
});

test.each([
  'now&to=now',
  'abc 5',
  '0',
  '9999999999999999',
  '99999999999999999999',
  '-1',
  'NaN',
  '2026-02-30T00:00:00Z',
  '%2B099999-01-01T00:00:00Z',
  '1970-01-01T00:00:00Z',
  'now-99999999999y',
  'now-3q',
  'nowhere',
  'constructor',
  '[object Object]',
])('from=%s is no range: the usual one is shown, and that is told', (from) => {
  const { state, problems } = readFleetUrl(`from=${from}`);
  expect(state.time).toEqual(DEFAULT_TIME);
  expect(problems).toEqual([expect.stringMatching(/^Time range “.*The last three hours are shown\.$/)]);
});

test('ten problems at most, and the count of the rest; two hundred values of a list at most', () => {
  const many = Array.from({ length: 5000 }, (_, i) => `p${i}=1`).join('&');
  expect(readFleetUrl(many).problems.slice(-2)).toEqual([
    'Parameter “p9” is not known: it was left out.',
    'And 4990 more like these.',
  ]);
  const names = Array.from({ length: 300 }, (_, i) => `namespace=n${i}`).join('&');
  const { state, problems } = readFleetUrl(names);
  expect([state.filters.namespaces.length, problems]).toEqual([
    200,
    ['300 values of namespace are too many: the first 200 hold.'],
  ]);
});

test('what Grafana adds to addresses is no problem', () => {
  expect(readFleetUrl('orgId=1&kiosk&theme=light&var-x=1').problems).toEqual([]);
});

test('a workload needs namespace and name', () => {
  expect(readWorkloadUrl('namespace=a').isComplete).toBe(false);
  expect(readWorkloadUrl('namespace=a&name=b')).toMatchObject({
    isComplete: true,
    state: { workload: { kind: 'Deployment' } },
  });
  const odd = ['zoom=5-4', 'zoom=9999999999999999-9999999999999999', 'axis=curved', 'name=c'];
  odd.forEach((part) => expect(readWorkloadUrl(`namespace=a&name=b&${part}`).problems).toHaveLength(1));
});

test('milliseconds and ISO dates mean the same', () => {
  const millis = parseTime('1795397271000', '1795401801000', 'utc');
  expect(millis).toEqual({ ok: true, value: { from: '2026-11-23T01:27:51.000Z', to: '2026-11-23T02:43:21.000Z' } });
  expect(millis.ok && toInterval(millis.value)).toEqual({ from: 1795397271000, to: 1795401801000 });
});

test('relative ranges move, absolute ones do not', () => {
  const { from, to } = toInterval(DEFAULT_TIME);
  expect(to - from).toBeGreaterThan(3 * 3_600_000 - 1000);
  expect(isAbsolute(DEFAULT_TIME)).toBe(false);
  expect(isAbsolute(pinned({ from, to }))).toBe(true);
});

test('the time picker gives back what it was given', () => {
  const zones = ['utc', 'Asia/Kolkata'];
  const times = [DEFAULT_TIME, pinned({ from: 1795397271000, to: 1795401801000 })];
  for (const [time, zone] of times.flatMap((one) => zones.map((zone) => [one, zone] as const))) {
    expect(fromTimeRange(toTimeRange(time, zone))).toEqual(time);
  }
});

test('an address names one data source or several, in their order, each once', () => {
  expect(readFleetUrl('ds=a').state.ds).toEqual(['a']);
  expect(readFleetUrl('ds=b&ds=a,c&ds=b&ds=').state.ds).toEqual(['b', 'a,c']);
  expect(readWorkloadUrl('ds=a&ds=b&namespace=x&name=y')).toMatchObject({ state: { ds: ['a', 'b'] }, problems: [] });
});
