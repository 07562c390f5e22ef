/** @jest-environment node */
import { addressed } from './credentials';

test('an address without credentials is left as it is, but for slash and query', () => {
  expect(addressed('http://db.example:9090/prom/?a=b#c')).toEqual({
    base: 'http://db.example:9090/prom',
    headers: {},
    secrets: [],
  });
});

test('user and password become the header that they stand for', () => {
  const { base, headers, secrets } = addressed('https://ada:pa%3Ass%C3%BC@db.example');
  expect(base).toBe('https://db.example');
  expect(headers).toEqual({ Authorization: `Basic ${Buffer.from('ada:pa:ssü').toString('base64')}` });
  expect(secrets).toEqual(expect.arrayContaining(['pa%3Ass%C3%BC', 'pa:ssü']));
});

test('a header that was given stands; its value is a secret, a tenant is none', () => {
  const given = { authorization: 'Bearer abcdef', 'X-Scope-OrgID': 'team' };
  const { headers, secrets } = addressed('http://ada:word@db', given);
  expect(headers).toEqual(given);
  expect(secrets).toEqual(expect.arrayContaining(['Bearer abcdef', 'abcdef', 'word']));
  expect(secrets).not.toContain('team');
});
