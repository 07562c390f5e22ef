import { cleanMessage } from './cleanMessage';

test.each([
  ['', 'The data source gave no reason.'],
  [
    'Post "http://127.0.0.1:8428/api/v1/query?query=up%7Ba%3D%22b%22%7D&time=1": dial tcp: connection refused',
    'Post "http://127.0.0.1:8428/api/v1/query": dial tcp: connection refused',
  ],
  ['Get "https://user:pa%40ss@db.example/api": EOF', 'Get "https://db.example/api": EOF'],
  [
    'unexpected response with status code 502: <html><head><title>x</title></head><body><h1>502 Bad Gateway</h1></body></html>',
    'unexpected response with status code 502: 502 Bad Gateway',
  ],
  [
    'unexpected response with status code 403: {"status":"error","errorType":"forbidden","error":"tenant \\"a\\" not allowed"}',
    'unexpected response with status code 403: tenant "a" not allowed',
  ],
  ['denied: Authorization: Bearer abcdef123456', 'denied: Authorization: … …'],
  ['bad token=abc&x=1', 'bad token=…&x=1'],
  ['parse error: a < b, unexpected <by>', 'parse error: a < b, unexpected'],
])('%s', (raw, clean) => {
  expect(cleanMessage(raw)).toBe(clean);
});

test('long texts are cut', () => {
  expect(cleanMessage('word '.repeat(500)).length).toBeLessThanOrEqual(280);
});
