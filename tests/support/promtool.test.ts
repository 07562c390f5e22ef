/** @jest-environment node */
// The notation reads as promtool reads it, and the tokenizer as a shell does: both judge everything else.
import { again, parseValues, readColumn, span } from './promtool';
import { shellCommands } from './shellWords';

test.each([
  ['2x3', [2, 2, 2, 2]],
  ['1+2x3', [1, 3, 5, 7]],
  ['10-2x2', [10, 8, 6]],
  ['0.5', [0.5]],
  ['1 _x2 3', [1, undefined, undefined, 3]],
  ['1 stale _ -4', [1, undefined, undefined, -4]],
])('%s', (text, values) => expect(parseValues(text)).toEqual(values));

test('nonsense is refused', () => {
  expect(() => parseValues('1..2')).toThrow('notation');
  expect(() => parseValues('1+2')).toThrow('notation');
  expect(() => span('soon')).toThrow('length of time');
});

test('columns are as long as the case', () => {
  expect(readColumn('1 2', 4)).toEqual([1, 2, 2, 2]);
  expect(readColumn('1 2 3', 2)).toEqual([1, 2]);
  expect(readColumn(7, 2)).toEqual([7, 7]);
  expect(again('1 2', 2)).toBe('1 2 1 2');
  expect([span('1h30m'), span('-2m')]).toEqual([5_400_000, -120_000]);
});

test.each([
  [`kubectl -n a get 'x y'`, [['kubectl', '-n', 'a', 'get', 'x y']]],
  [`# note\nflux suspend "b"`, [['flux', 'suspend', 'b']]],
  [`kubectl get 'it'\\''s'`, [['kubectl', 'get', "it's"]]],
  ['kubectl get $(id)', undefined],
  ['kubectl get x; rm -rf', undefined],
  [`kubectl get 'open`, undefined],
  ['kubectl get "$v"', undefined],
])('shell: %s', (text, commands) => expect(shellCommands(text)).toEqual(commands));
