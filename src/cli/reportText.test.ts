/** @jest-environment node */
// The report as text: what went wrong is said once, however many queries it hit.
import { sampleReport } from '../../tests/support/sampleReport';
import { reportText } from './reportText';

test('a server that fails every query alike is one paragraph, with the number of queries', () => {
  const down = (query: string) => ({ severity: 'error' as const, message: 'Nothing listens here', query });
  const odd = { severity: 'warning' as const, message: '3 labels had a value that is not text.' };
  const text = reportText({
    ...sampleReport(),
    diagnostics: [down('first{}'), odd, down('second{}'), down('third{}')],
  });
  expect(text.match(/Nothing listens here/g)).toHaveLength(1);
  expect(text).toContain('ERROR (3 queries) Nothing listens here\n      first{}');
  expect(text).toContain('WARNING 3 labels had a value that is not text.');
});
