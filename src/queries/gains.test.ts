import type { RuleDescription } from '../model/rule';
import { metricNameOf, specOf } from './catalogue';
import { gainsForRule, gainsOf } from './gains';
import { nameMissing } from './remedies';

const rule = (id: string, needs: RuleDescription['needs'], helps: RuleDescription['helps'] = []): RuleDescription => ({
  id,
  scans: ['rewritten'],
  title: id,
  code: 'C99',
  group: 'C',
  needs,
  helps,
  thresholds: [],
});
const rules = [
  rule('sizes', ['vpa.target']),
  rule('counts', ['hpa.desired'], ['vpa.target', 'keda.errors']),
  rule('calm', ['hpa.desired']),
];
const unassessed = [
  nameMissing({
    rule: 'sizes',
    title: '',
    state: 'unexported',
    reason: '',
    kinds: ['vpa.target'],
    missing: [],
    remedy: '',
    workloads: [],
  }),
];

test('a setting stands once, with the rules it lets judge before those that know more', () => {
  const gains = gainsOf(rules, ['keda.errors', 'vpa.target'], unassessed);
  expect(gains.map(({ judged, better }) => [judged.map(({ id }) => id), better.map(({ id }) => id)])).toEqual([
    [['sizes'], ['counts']],
    [[], ['counts']],
  ]);
  expect(gains[0]).toMatchObject({ remedy: specOf('vpa.target')?.remedy, series: [metricNameOf('vpa.target')] });
});

test('series that no rule would use bring nothing, and a rule with all its series gains nothing', () => {
  expect(gainsOf([rule('calm', ['hpa.desired'])], ['vpa.target'], [])).toEqual([]);
  const gains = gainsOf(rules, ['vpa.target'], unassessed);
  expect(gainsForRule(gains, rules[2]!)).toEqual([]);
  expect(gainsForRule(gains, rules[0]!)).toHaveLength(1);
});
