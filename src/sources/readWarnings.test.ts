/** @jest-environment node */
import { readWarnings } from './readWarnings';

test.each([
  ['No StoreAPIs matched for this query', 'cut'],
  ['receive series from Addr: 10.0.0.1:10901: rpc error: code = Unavailable', 'cut'],
  ['The database says that its answer is partial.', 'cut'],
  ['results truncated due to limit', 'limit'],
])('%s: part of the answer is missing', (text, kind) => {
  expect(readWarnings([text])).toMatchObject({ notices: [], partial: { kind, message: text.replace(/\.$/, '.') } });
});

test('remarks on the text of a query take nothing away', () => {
  const info = 'PromQL info: metric might not be a counter, name does not end in _total';
  const warning = 'PromQL warning: encountered a mix of histograms and floats';
  expect(readWarnings([warning], [info, info])).toEqual({ notices: [warning, info] });
  expect(readWarnings([])).toEqual({ notices: [] });
});
