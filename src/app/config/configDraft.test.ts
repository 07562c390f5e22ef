import fc from 'fast-check';

import type { RuleDescription } from '../../model/rule';
import { DEFAULT_SETTINGS } from '../../settings/settings';
import { parseSettings } from '../../settings/parseSettings';
import { checkDraft, toDraft, toSettings } from './configDraft';

const threshold = { title: 'Reversals', unit: 'per hour', default: 4, min: 1, max: 60 };
const rules: RuleDescription[] = [
  {
    id: 'a-rule',
    title: '',
    code: 'A98',
    group: 'A',
    scans: ['rewritten'],
    needs: [],
    helps: [],
    thresholds: [
      { key: 'x', ...threshold },
      { key: 'y', ...threshold },
    ],
  },
  {
    id: 'b-rule',
    title: '',
    code: 'B98',
    group: 'B',
    scans: ['rewritten'],
    needs: [],
    helps: [],
    thresholds: [{ key: 'x', ...threshold }],
  },
];

test('defaults make a sound draft and come back as nothing', () => {
  const draft = toDraft(DEFAULT_SETTINGS, rules);
  expect(draft.thresholds).toEqual({ 'a-rule.x': '4', 'a-rule.y': '4', 'b-rule.x': '4' });
  expect(checkDraft(draft, rules)).toEqual({});
  expect(toSettings(draft, rules, DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
});

test('settings survive draft, storage and parsing', () => {
  const number = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(
      fc.array(fc.string()),
      fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}-[a-z0-9]{1,5}$/)),
      fc.stringMatching(/^[a-z_]{1,9}$/),
      number,
      number,
      (dataSources, types, clusterLabel, x, y) => {
        const draft = {
          dataSources,
          dataSourceTypes: types.join(', '),
          clusterLabel,
          deadlineSeconds: String(x + 4),
          thresholds: { 'a-rule.x': String(x), 'a-rule.y': '4', 'b-rule.x': String(y) },
        };
        const stored = JSON.parse(JSON.stringify(toSettings(draft, rules, DEFAULT_SETTINGS))) as unknown;
        const parsed = parseSettings(stored, rules);
        expect(parsed.problems).toEqual([]);
        expect(toDraft(parsed.settings, rules)).toEqual(draft);
      }
    )
  );
});

test('thresholds of rules that are not known here are kept', () => {
  const stored = { ...DEFAULT_SETTINGS, thresholds: { 'newer-rule': { z: 3 } } };
  expect(toSettings(toDraft(stored, rules), rules, stored).thresholds).toEqual(stored.thresholds);
});

test.each([
  ['', 'Not a number.'],
  ['many', 'Not a number.'],
  ['0', 'Between 1 and 60 per hour.'],
  ['61', 'Between 1 and 60 per hour.'],
])('threshold “%s” is refused', (text, message) => {
  const draft = toDraft(DEFAULT_SETTINGS, rules);
  expect(checkDraft({ ...draft, thresholds: { ...draft.thresholds, 'a-rule.y': text } }, rules)).toEqual({
    'a-rule.y': message,
  });
});

test('a further type must be the id of a plugin', () => {
  const typed = (dataSourceTypes: string) =>
    checkDraft({ ...toDraft(DEFAULT_SETTINGS, rules), dataSourceTypes }, rules);
  expect(typed('acme-metrics-datasource, other')).toEqual({});
  expect(typed('acme/metrics')).toHaveProperty('dataSourceTypes');
});

test('a cluster label must be a label name', () => {
  expect(checkDraft({ ...toDraft(DEFAULT_SETTINGS, rules), clusterLabel: 'a-b' }, rules)).toHaveProperty(
    'clusterLabel'
  );
});
