/** @jest-environment node */
// Stored settings come from other versions and other hands: never thrown at, always named.
import fc from 'fast-check';
import { RULES } from '../engine';
import { parseSettings as parse, type ParsedSettings } from './parseSettings';
import { DEFAULT_SETTINGS } from './settings';
import { thresholdIn } from './thresholds';

const parseSettings = (json: unknown): ParsedSettings => parse(json, RULES);

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

test.each([
  [
    'above the limit',
    { 'hpa-flapping': { minReversals: 1e308 } },
    /`hpa-flapping.minReversals` is not between \d+ and \d+: its default \d+ holds/,
  ],
  ['below the limit', { 'hpa-flapping': { minReversals: -1 } }, /is not between/],
  ['no number', { 'hpa-flapping': { minReversals: NaN } }, /is not a number: its default/],
  ['unknown threshold', { 'hpa-flapping': { maxFun: 3 } }, /`hpa-flapping.maxFun` is not known to this version/],
  ['a list', { 'hpa-flapping': [3] }, /“hpa-flapping” are not an object/],
  ['reserved', { constructor: { name: 3 } }, /“constructor” is no name of a rule/],
  ['signs that hide', { 'a\u202eb': 3 }, /“a\\u\{202e\}b” are not an object/],
])('thresholds, %s: left at the default and told', (_, thresholds, message) => {
  const { settings, problems } = parseSettings({ thresholds });
  expect(problems).toEqual([expect.stringMatching(message)]);
  expect(settings.thresholds).toEqual({});
});

test('a rule of another version: kept, and told', () => {
  const { settings, problems } = parseSettings({ thresholds: { 'hpa-of-tomorrow': { x: 3, y: 'z' } } });
  expect(settings.thresholds).toEqual({ 'hpa-of-tomorrow': { x: 3 } });
  expect(problems).toEqual([
    'Thresholds of “hpa-of-tomorrow”: this version has no such rule. They are kept, and change nothing.',
  ]);
});

test.each([
  [2, /stored by a newer version of Truce \(format 2\)/],
  ['1', /is not a format/],
  [NaN, /is not a format/],
])('version %j is told', (version, message) => {
  expect(parseSettings({ version }).problems).toEqual([expect.stringMatching(message)]);
});

test('a setting that is none is told; ten problems at most, and the count of the rest', () => {
  expect(parseSettings({ clusterlabel: 'x' }).problems).toEqual([
    expect.stringContaining('“clusterlabel” is not a setting'),
  ]);
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`rule-${i}`, 1]));
  const { problems } = parseSettings({ thresholds: many });
  expect([problems.length, problems.at(-1)]).toEqual([11, 'And 4990 more like these.']);
});

/** What somebody may have stored in place of settings: the right names, and wrong things under them. */
function hostileJson(): fc.Arbitrary<unknown> {
  const number = fc.constantFrom(0, -0, -1, 3, 4.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER, NaN, Infinity);
  const rule = fc.constantFrom(
    ...RULES.slice(0, 8).map(({ id }) => id),
    '__proto__',
    'constructor',
    'toString',
    'x',
    ''
  );
  const key = fc.constantFrom(
    ...RULES.flatMap(({ thresholds }) => thresholds.map((one) => one.key)),
    '__proto__',
    'constructor',
    'valueOf'
  );
  const leaf = fc.oneof(number, fc.constantFrom('3', '', 'x'.repeat(1000), null, true), fc.jsonValue({ maxDepth: 1 }));
  // As JSON text: only so does `__proto__` become a key like any other.
  const object = (keys: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc
      .array(fc.tuple(keys, value), { maxLength: 6 })
      .map(
        (pairs) =>
          JSON.parse(
            `{${pairs.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v) ?? 'null'}`).join(',')}}`
          ) as unknown
      );
  const table = object(rule, fc.oneof({ weight: 4, arbitrary: object(key, leaf) }, leaf));
  const field = fc.constantFrom(...Object.keys(DEFAULT_SETTINGS), '__proto__', 'constructor', 'toString');
  return fc.oneof(
    fc.jsonValue(),
    table.map((thresholds) => ({ thresholds })),
    object(field, fc.oneof(leaf, table, fc.array(leaf)))
  );
}

test('anything JSON can be is survived: limits hold, nothing inherited is read or written', () => {
  const before = [Object.prototype, Object, Array.prototype].map((one) => Object.getOwnPropertyNames(one).join());
  fc.assert(
    fc.property(hostileJson(), (value) => {
      const { settings, problems } = parseSettings(value);
      expect(Object.keys(settings)).toEqual(Object.keys(DEFAULT_SETTINGS));
      expect(settings.version).toBe(1);
      expect(settings.deadlineSeconds).toBeGreaterThanOrEqual(5);
      for (const rule of RULES) {
        for (const threshold of rule.thresholds) {
          const number = thresholdIn(settings.thresholds, rule.id, threshold);
          expect(number >= threshold.min && number <= threshold.max).toBe(true);
        }
      }
      expect(problems.length).toBeLessThanOrEqual(11);
      problems.forEach((problem) => expect(problem).toMatch(/^.{10,300}$/));
    }),
    { numRuns: 300 }
  );
  expect([Object.prototype, Object, Array.prototype].map((one) => Object.getOwnPropertyNames(one).join())).toEqual(
    before
  );
});

test('`__proto__` of a stored table reaches nobody', () => {
  const { settings } = parseSettings(
    JSON.parse('{"thresholds":{"__proto__":{"minReversals":9},"hpa-flapping":{"__proto__":5}}}')
  );
  expect(({} as Record<string, unknown>).minReversals).toBeUndefined();
  expect(settings.thresholds).toEqual({});
});

test('thresholds are looked up among own properties only, within their limits', () => {
  const threshold = { key: 'constructor', title: '', unit: '', default: 4, min: 1, max: 9 };
  expect(thresholdIn({}, 'toString', threshold)).toBe(4);
  expect(thresholdIn({ a: {} }, 'a', threshold)).toBe(4);
  expect(thresholdIn({ a: { constructor: 10 } }, 'a', threshold)).toBe(4);
  expect(thresholdIn({ a: { constructor: 9 } }, 'a', threshold)).toBe(9);
});
