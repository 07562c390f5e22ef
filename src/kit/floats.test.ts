// The stand-in for Float64Array answers as Float64Array does, in everything that the product asks of it.
import fc from 'fast-check';
import { Floats, OwnFloats } from './floats';

const Stand = OwnFloats as unknown as Float64ArrayConstructor;
const numbers = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1, 10, 9, 1e21)), {
  maxLength: 40,
});
const plain = (values: ArrayLike<number>): number[] => Array.from(values);

test('outside the sandbox it is not used', () => {
  expect(Floats).toBe(Float64Array);
});

test('making one', () => {
  for (const made of [Float64Array, Stand]) {
    expect(plain(new made(3))).toEqual([0, 0, 0]);
    expect(plain(new made([5]))).toEqual([5]);
    expect(plain(new made(0))).toEqual([]);
    expect(plain(made.of(7))).toEqual([7]);
    expect(plain(made.from(new Set([3, 1])))).toEqual([3, 1]);
    expect(plain(made.from([[1, 2] as const, [3, 4] as const], (pair) => pair[1]))).toEqual([2, 4]);
  }
});

/** What is done with columns, each with a result that can be compared. */
const USES: Record<string, (column: Float64Array, a: number, b: number) => unknown> = {
  'subarray and slice': (column, a, b) => [
    plain(column.subarray(a, b)),
    plain(column.slice(a, b)),
    plain(column.slice(-1)),
  ],
  'map and filter': (column) => [plain(column.map((v) => v + 1)), plain(column.filter((v) => v > 0))],
  'a slice is a column too': (column, a) => plain(column.slice(a).subarray(0, 1)),
  'order is of numbers': (column) => plain(column.slice().sort()),
  reading: (column, a) => [column.length, column[a], column.at(-1), column.indexOf(9), column.includes(10)],
  walking: (column) => [[...column], plain(Float64Array.from(column)), column.reduce((sum, v) => sum + v, 0)],
  finding: (column, a) => [column.findIndex((v) => v > a), column.some((v) => v > a)],
  writing: (column, a) => {
    const copy = column.slice();
    copy.fill(a, 0, 1);
    return plain(copy);
  },
};

test.each(Object.entries(USES))('%s', (_, use) => {
  fc.assert(
    fc.property(numbers, fc.nat(40), fc.nat(40), (values, a, b) => {
      expect(use(Stand.from(values), a, b)).toEqual(use(Float64Array.from(values), a, b));
    })
  );
});
