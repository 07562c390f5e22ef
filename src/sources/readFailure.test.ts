/** @jest-environment node */
// A refusal is understood by what it says, not by digits that happen to stand in it; each limit gets the advice that fits it.
import fc from 'fast-check';

import { failureText, type FailureKind } from '../model/failure';
import { readFailure } from './readFailure';

const VM = 'ERROR: 422, error when executing query="sum(x)" for (time=1, step=300000): cannot evaluate "sum(x)": ';

test.each<[string, FailureKind, RegExp]>([
  [
    'execution: query processing would load too many samples into memory in query execution',
    'limit',
    /samples.*--query\.max-samples/,
  ],
  [
    `${VM}cannot select more than -search.maxSamplesPerQuery=50 samples`,
    'limit',
    /samples.*-search\.maxSamplesPerQuery/,
  ],
  [
    'the number of matching timeseries exceeds 300000; either narrow down the search',
    'limit',
    /series.*fewer namespaces.*-search\.maxUniqueTimeseries/,
  ],
  [
    'the query exceeded the maximum number of series (limit: 100000 series) (err-mimir-max-series-per-query)',
    'limit',
    /on series per query/,
  ],
  [
    'bad_data: exceeded maximum resolution of 11,000 points per timeseries. Try decreasing',
    'limit',
    /points per series.*shorter time range/,
  ],
  ['the query time range exceeds the limit (query length: 800h, limit: 720h)', 'limit', /length of the time range/],
  [`${VM}not enough memory for processing 9 data points; -search.maxMemoryPerQuery`, 'limit', /cost of one query/],
  [
    'error: http: response body too large, response limit is set to: 1000',
    'limit',
    /response_limit under \[dataproxy\]/,
  ],
  ['HTTP 413: <html><h1>413 Request Entity Too Large</h1></html>', 'tooLong', /HTTP method of the data source to POST/],
  ['HTTP 414: Request-URI Too Long', 'tooLong', /fewer namespaces/],
  ['too long query; got 20000 bytes; mustn’t exceed `-search.maxQueryLen=16384` bytes', 'tooLong', /maxQueryLen/],
  ['timeout: query timed out in expression evaluation', 'timeout', /raise the query timeout/],
  ['HTTP 503: timeout: query timed out in query execution', 'timeout', /shorter time range/],
  ['Post "http://p/api": context deadline exceeded (Client.Timeout exceeded)', 'timeout', /query timeout/],
  ['unexpected response with status code 403: forbidden', 'auth', /Ask for query permission/],
  ['HTTP 401: no org id', 'auth', /X-Scope-OrgID/],
  ['HTTP 407: proxy authentication required', 'auth', /proxy/],
  ['Data source not found', 'notFound', /data source is gone/],
  ['HTTP 404: page not found', 'notFound', /before \/api\/v1/],
  ['HTTP 429: too many outstanding requests', 'rate', /too many queries/],
  ["couldn't start executing the request in 10s, since -search.maxConcurrentRequests=4", 'rate', /Try again/],
  ['HTTP 500: internal error', 'unavailable', /log says why/],
  ['502 Bad Gateway', 'unavailable', /check that the database runs/],
  ['HTTP 503: starting', 'unavailable', /starting, overloaded or down/],
  ['HTTP 504: upstream request timeout', 'timeout', /raise its timeout/],
  ['HTTP 405: method not allowed', 'other', /GET/],
  ['dial tcp: lookup prom.example on 10.0.0.1:53: no such host', 'network', /host name is not known/],
  ['fetch failed: getaddrinfo ENOTFOUND prom.example', 'network', /DNS/],
  ['dial tcp 127.0.0.1:9090: connect: connection refused', 'network', /Nothing listens/],
  ['fetch failed: connect ECONNREFUSED 127.0.0.1:9090', 'network', /Nothing listens/],
  ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'network', /CA/],
  ['fetch failed: self-signed certificate', 'network', /NODE_EXTRA_CA_CERTS/],
  ['http: server gave HTTP response to HTTPS client', 'network', /https:\/\//],
  ['dial tcp 10.0.0.9:9090: i/o timeout', 'network', /firewalls/],
  ['unexpected EOF', 'cut', /broke off/],
  ['read: connection reset by peer', 'cut', /broke off/],
  ['fetch failed: terminated: other side closed', 'cut', /broke off/],
  ['context canceled', 'canceled', /Try again/],
  ['bad_data: invalid parameter "query": parse error: unclosed left brace', 'other', /does not understand the query/],
])('%s', (text, kind, advice) => {
  const failure = readFailure({ text });
  expect(failure.kind).toBe(kind);
  expect(failure.advice).toMatch(advice);
  expect(failure.retryAfterMs).toBeUndefined();
});

test('says no more than it knows', () => {
  expect(readFailure({ text: 'replica lost at char 401803' })).toEqual({
    kind: 'other',
    message: 'replica lost at char 401803',
  });
  expect(readFailure({})).toEqual({ kind: 'other', message: 'The data source gave no reason.' });
  expect(readFailure({ status: 502 })).toMatchObject({ kind: 'unavailable', message: 'Status 502 without a reason.' });
  expect(failureText({ message: 'Gone.', advice: 'Look elsewhere.' })).toBe('Gone. Look elsewhere.');
  expect(failureText({ message: 'Gone.' })).toBe('Gone.');
});

test('the reason of a long text is shown, not the query before it', () => {
  const text = `ERROR: 422, error when executing query="${'a'.repeat(90)}" for (time=1): cannot evaluate "${'b'.repeat(90)}": search error: the number of matching timeseries exceeds 5; narrow it down`;
  expect(readFailure({ text }).message).toBe('the number of matching timeseries exceeds 5; narrow it down');
});

test.each([
  [{ text: 'HTTP 429: busy', retryAfter: '12' }, 12_000],
  [{ text: 'HTTP 503: busy', retryAfter: 'Thu, 01 Jan 1970 00:01:30 GMT', now: 60_000 }, 30_000],
  [{ text: 'HTTP 503: busy', retryAfter: 'Thu, 01 Jan 1970 00:00:01 GMT', now: 60_000 }, 0],
  [{ text: 'HTTP 429: busy, retry after 3 s' }, 3000],
  [{ text: 'HTTP 429: busy', retryAfter: '99999999' }, 3_600_000],
  [{ text: 'HTTP 429: busy', retryAfter: '-1' }, undefined],
  [{ text: 'HTTP 401: no', retryAfter: '12' }, undefined],
])('Retry-After of %j', (complaint, wait) => expect(readFailure(complaint).retryAfterMs).toBe(wait));

test('any text at all becomes one short line without anything that a terminal would obey', () => {
  const piece = fc.constantFrom(
    '<html>',
    '{"error":"',
    '"',
    '\\',
    '\u001b[2J',
    '\u202e',
    '\n',
    'http://a:b@c/?d',
    'password=x',
    'status code: 401',
    '\ud800',
    'é'
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 60 }), (parts) => {
      const { message } = readFailure({ text: parts.join('') });
      expect(message.length).toBeLessThanOrEqual(280);
      expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(message.trim()).not.toBe('');
    }),
    { numRuns: 500 }
  );
});
