/** @jest-environment node */
// A refusal is explained by what it says, not by digits that happen to stand in it.
import { explainError } from './explainError';

const LIMIT = 'choose a shorter time range or fewer namespaces';

test.each([
  ['execution: query processing would load too many samples into memory in query execution', LIMIT],
  ['on the time range (start=1795397271001, end=1795401801000): the number of matching timeseries exceeds 20', LIMIT],
  ['cannot select more than -search.maxSamplesPerQuery=50 samples', LIMIT],
  ['timeout: query timed out in expression evaluation', 'raise the query timeout'],
  ['unexpected response with status code 403: forbidden', 'Ask for query permission'],
])('%s', (message, advice) => {
  expect(explainError(message)).toContain(message);
  expect(explainError(message)).toContain(advice);
});

test('says nothing where it knows nothing', () => {
  expect(explainError('bad_data: parse error at char 401803')).toBe('bad_data: parse error at char 401803');
});
