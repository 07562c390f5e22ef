import fc from 'fast-check';
import { shortenedName } from './shortenedName';

const upTo = (letters: number) => (text: string) => text.length <= letters;

test('a name that fits stays whole', () => {
  expect(shortenedName('web', ['api'], upTo(3))).toBe('web');
});

test('the middle goes first', () => {
  expect(shortenedName('keda-hpa-worker', ['worker-cpu'], upTo(9))).toBe('keda…rker');
  expect(shortenedName('worker-cpu', ['keda-hpa-worker'], upTo(9))).toBe('work…-cpu');
});

test('names that differ only in the middle keep it', () => {
  const [blue, green] = ['checkout-blue-autoscaler', 'checkout-green-autoscaler'];
  expect(shortenedName(blue, [green], upTo(10))).toBe('…blue-aut…');
  expect(shortenedName(green, [blue], upTo(10))).toBe('…green-au…');
});

test('two names never look alike while they have room for what differs', () => {
  const name = fc.stringMatching(/^[a-d]{4,16}$/);
  fc.assert(
    fc.property(name, name, fc.integer({ min: 4, max: 12 }), (a, b, letters) => {
      fc.pre(a !== b && a.length === b.length);
      const [x, y] = [shortenedName(a, [b], upTo(letters)), shortenedName(b, [a], upTo(letters))];
      expect(x.length).toBeLessThanOrEqual(letters);
      expect(x).not.toBe(y);
    })
  );
});
