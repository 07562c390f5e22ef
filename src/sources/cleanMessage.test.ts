/** @jest-environment node */
import { cleanMessage } from './cleanMessage';

test.each([
  ['', 'The data source gave no reason.'],
  [undefined, 'The data source gave no reason.'],
  [{ message: 'x' }, 'The data source gave no reason.'],
  [
    'Post "http://127.0.0.1:8428/api/v1/query?query=up%7Ba%3D%22b%22%7D&time=1": dial tcp: connection refused',
    'Post "http://127.0.0.1:8428/api/v1/query": dial tcp: connection refused',
  ],
  ['Get "https://user:pa%40ss@db.example/api": EOF', 'Get "https://db.example/api": EOF'],
  ['Get "https://user:p@ss:word@db.example/api": EOF', 'Get "https://db.example/api": EOF'],
  ['no route to user:pass@db.example:9090', 'no route to db.example:9090'],
  [
    'unexpected response with status code 502: <html><head><title>x</title></head><body><h1>502 Bad Gateway</h1></body></html>',
    'unexpected response with status code 502: 502 Bad Gateway',
  ],
  [
    'unexpected response with status code 403: {"status":"error","errorType":"forbidden","error":"tenant \\"a\\" not allowed"}',
    'unexpected response with status code 403: tenant "a" not allowed',
  ],
  ['HTTP 401: {"message":"Unauthorized","traceId":"x"}', 'HTTP 401: Unauthorized'],
  ['HTTP 500: {"error":{"code":7,"message":"no\\nway"}}', 'HTTP 500: no way'],
  ['denied: Authorization: Bearer abcdef123456', 'denied: Authorization: …'],
  ['sent Bearer abcdef123456 in vain', 'sent Bearer … in vain'],
  ['Set-Cookie: grafana_session=abc; Path=/\nnext', 'Set-Cookie: … next'],
  ['bad token=abc&x=1', 'bad token=…&x=1'],
  ['x-api-key: abc, "password":"hunter2"', 'x-api-key: …, "password":"…"'],
  ['{\\"secret\\":\\"abc\\"}', '{\\"secret\\":\\"…\\"}'],
  ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def here', 'jwt … here'],
  ['key glsa_0123456789abcdef_01 here', 'key … here'],
  ['parse error: a < b, unexpected <by>', 'parse error: a < b, unexpected'],
  ['\u001b]0;title\u0007\u001b[31mred\u001b[0m \u202eturned\u0000', 'red turned'],
  [`query="${'a'.repeat(200)}" and "b": why`, 'query="…" and "b": why'],
])('%j', (raw, clean) => {
  expect(cleanMessage(raw)).toBe(clean);
});

test('what was sent along never comes back, in whatever form', () => {
  expect(cleanMessage('no user with hunter2, hunter2!', ['hunter2', ''])).toBe('no user with …, …!');
});

test('long texts are cut', () => {
  expect(cleanMessage('word '.repeat(500)).length).toBeLessThanOrEqual(280);
  expect(cleanMessage(`${'x'.repeat(278)}\u{1f600}\u{1f600}`)).toBe(`${'x'.repeat(278)}…`);
});

test('only the ends of an endless text are searched, and no word at the cut survives', () => {
  const secret = 'Bearer abcdefgh12345678';
  const filler = 'x '.repeat(10_000);
  for (let shift = 0; shift < 30; shift++) {
    const raw = `${'y'.repeat(shift)} ${filler.slice(0, 3970)}${secret} ${filler}${secret} ${filler.slice(0, 3970)}`;
    expect(cleanMessage(raw)).not.toContain('12345678');
  }
  expect(cleanMessage(`${'<'.repeat(300_000)} the end`)).toMatch(/the end$|…$/);
});
