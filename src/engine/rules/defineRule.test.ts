/** @jest-environment node */
// What a rule declares is what it may ask for: thresholds by key, the group from the code.
import { kubectl } from '../remedies/command';
import { defineRule } from './defineRule';

const rest = {
  id: 'made-up',
  title: 'A rule for this test',
  code: 'C99',
  scans: ['rewritten'],
  needs: [],
  helps: [],
  explains: [],
  severity: () => 'low' as const,
  explain: () => ({ summary: '', label: '' }),
  confirm: () => ({ command: kubectl`get hpa`, expect: '' }),
  fix: () => [],
} as const;
const minMinutes = { title: 'Minutes', unit: 'min', default: 5, min: 1, max: 60 };

it('lists its thresholds with their keys and stands in the group of its code', () => {
  const rule = defineRule({ ...rest, thresholds: { minMinutes }, detect: () => [] });
  expect(rule.thresholds).toEqual([{ key: 'minMinutes', ...minMinutes }]);
  expect(rule.group).toBe('C');
});

it('gives detect numbers for the declared keys, and no others', () => {
  const asked: number[] = [];
  const rule = defineRule({
    ...rest,
    thresholds: { minMinutes },
    detect: (_, { thresholds }) => {
      // @ts-expect-error: never declared
      const other: unknown = thresholds.minHours;
      asked.push(thresholds.minMinutes);
      expect(other).toBeUndefined();
      return [];
    },
  });
  rule.detect({} as Parameters<typeof rule.detect>[0], {
    thresholds: { minMinutes: 7 },
    fleet: [],
    readings: () => undefined,
  });
  expect(asked).toEqual([7]);
});
