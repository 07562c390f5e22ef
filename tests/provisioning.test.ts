// The provisioned dashboard asks what the panel needs: the file and the product's own queries may not drift apart.
import { readFileSync } from 'node:fs';
import { provisionedDashboard } from './support/writeDashboard';

test('provisioning/dashboards/truce.json is what tests/support/writeDashboard.ts writes', () => {
  const file: unknown = JSON.parse(readFileSync('provisioning/dashboards/truce.json', 'utf8'));
  expect(file).toEqual(JSON.parse(JSON.stringify(provisionedDashboard())));
});
