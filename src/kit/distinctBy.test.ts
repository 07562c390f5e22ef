/** @jest-environment node */
import { distinctBy } from './array';

test('one for each key, where it first came; the last of equal ones stands', () => {
  const said = [
    { id: 'b', text: 'first' },
    { id: 'a', text: 'only' },
    { id: 'b', text: 'last' },
  ];
  expect(distinctBy(said, ({ id }) => id).map(({ id, text }) => `${id} ${text}`)).toEqual(['b last', 'a only']);
});
