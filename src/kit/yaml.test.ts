/** @jest-environment node */
// The shape of what people paste; that it reads back is a property (tests/properties/hostile.test.ts).
import { toYaml } from './yaml';

test('blocks two blanks deep, keys in the order given, absent values left out', () => {
  const text = toYaml({
    kind: 'HorizontalPodAutoscaler',
    spec: { minReplicas: 2, metrics: [{ type: 'Resource' }], gone: undefined, none: [], empty: {} },
  });
  expect(text).toBe(
    'kind: HorizontalPodAutoscaler\nspec:\n  minReplicas: 2\n  metrics:\n  - type: Resource\n  none: []\n  empty: {}\n'
  );
});

test.each([
  ['Off', '"Off"'],
  ['yes', '"yes"'],
  ['85', '"85"'],
  ['1e3', '"1e3"'],
  ['350m', '"350m"'],
  ['*', '"*"'],
  ['a: b', '"a: b"'],
  ['RespectIgnoreDifferences=true', '"RespectIgnoreDifferences=true"'],
  ['apps/v1', 'apps/v1'],
  ['', '""'],
])('%s is written so that it stays text', (value, written) => expect(toYaml(value)).toBe(`${written}\n`));
