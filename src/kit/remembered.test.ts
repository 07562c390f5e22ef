/** @jest-environment node */
import { remembered } from './remembered';

test('asks once for each object, whatever the answer is, and not for its equal', () => {
  const asked: object[] = [];
  const sizeOf = remembered((about: { readonly size?: number }) => {
    asked.push(about);
    return about.size;
  });
  const [one, equal, none] = [{ size: 3 }, { size: 3 }, {}];
  expect([sizeOf(one), sizeOf(one), sizeOf(equal), sizeOf(none), sizeOf(none)]).toEqual([
    3,
    3,
    3,
    undefined,
    undefined,
  ]);
  expect(asked).toEqual([one, equal, none]);
});
