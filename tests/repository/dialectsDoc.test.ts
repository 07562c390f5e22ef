/** @jest-environment node */
// docs/dialects.md tells the set-ups as the data have them, and has a measured row for each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIALECTS } from '../support/dialects';
import { dialectsData } from '../support/dialectsDoc';

const doc = readFileSync(join(__dirname, '../../docs/dialects.md'), 'utf8');

test('the set-ups and their lists are current: npm run evaluate -- --dialects --write', () => {
  expect(doc.slice(0, doc.indexOf('## What stands')).trim()).toBe(dialectsData().trim());
});

test('every set-up was measured', () => {
  const measured = doc.slice(doc.indexOf('## What stands'));
  expect(
    DIALECTS.filter(
      ({ title }) => !new RegExp(`^\\| ${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} \\| [1-9]`, 'm').test(measured)
    )
  ).toEqual([]);
});
