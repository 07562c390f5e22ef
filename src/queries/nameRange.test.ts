import { borderBetween, namesBetween } from './nameRange';

const NAMES = [
  '',
  'a',
  'a-b',
  'a.b',
  'a0',
  'aa',
  'ab',
  'b',
  'b-1',
  'b-10',
  'b-2',
  'ba',
  'team-0099',
  'team-01',
  'team-010',
  'z',
  'zz',
  '9',
  '-x',
  'Z_y',
].sort();
const BORDERS = [undefined, ...NAMES.filter((name) => name !== '')];

test('a pattern matches the names between its borders and no others', () => {
  for (const from of BORDERS) {
    for (const to of BORDERS.filter((one) => from === undefined || one === undefined || from < one)) {
      const pattern = new RegExp(`^(?:${namesBetween({ from, to })})$`);
      const expected = NAMES.filter((name) => (from === undefined || name >= from) && (to === undefined || name < to));
      expect([from, to, NAMES.filter((name) => pattern.test(name))]).toEqual([from, to, expected]);
    }
  }
});

test('a border is as short as it can be', () => {
  expect(borderBetween('payments', 'search-api')).toBe('s');
  expect(borderBetween('team-0099', 'team-0100')).toBe('team-01');
  expect(borderBetween('web', 'web-batch')).toBe('web-');
});

test('ranges that meet take every name once', () => {
  const names = Array.from({ length: 200 }, (_, i) => `team-${i * 7}`).sort();
  const borders = [
    undefined,
    ...[50, 100, 150].map((i) => borderBetween(names[i - 1] ?? '', names[i] ?? '')),
    undefined,
  ];
  const patterns = borders.slice(1).map((to, i) => new RegExp(`^(?:${namesBetween({ from: borders[i], to })})$`));
  expect(names.map((name) => patterns.filter((pattern) => pattern.test(name)).length)).toEqual(names.map(() => 1));
  expect(patterns.map((pattern) => names.filter((name) => pattern.test(name)).length)).toEqual([50, 50, 50, 50]);
});
