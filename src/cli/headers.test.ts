/** @jest-environment node */
import { readHeaders } from './headers';

test('name and value, spaces around them left out, the last of a name stands', () => {
  expect(readHeaders(['Authorization:Bearer x:y ', 'X_Scope.Org: a', 'x_scope.org:  b'])).toEqual({
    ok: true,
    value: { Authorization: 'Bearer x:y', 'x_scope.org': 'b' },
  });
  expect(readHeaders([])).toEqual({ ok: true, value: {} });
  const odd = readHeaders(['__proto__: x']);
  expect(odd.ok && Object.entries(odd.value)).toEqual([['__proto__', 'x']]);
});

test.each([
  ['secret', /number 1 is not of the form 'Name: value'/],
  [': secret', /not of the form/],
  ['Bad name: secret', /not of the form/],
  ['Na\u00efve: secret', /not of the form/],
  ['Authorization:', /Authorization has no value.*empty/],
  ['Authorization: a\r\nX: secret', /holds a line break/],
  ['Authorization: s\u00ebcret \u2603', /sign that HTTP does not allow/],
  ['Content-Length: 5', /set by the request itself/],
  ['HOST: secret', /set by the request itself/],
])('%j is refused without a word of its value', (text, message) => {
  const read = readHeaders([text]);
  expect(read).toMatchObject({ ok: false, error: expect.stringMatching(message) as string });
  expect(JSON.stringify(read)).not.toMatch(/secret/);
});
