import { parse } from 'yaml';

import { CATALOGUE } from '../../queries/catalogue';
import { CUSTOM_RESOURCE_CONFIG, CUSTOM_RESOURCE_RBAC } from './customResourceConfig';

interface Resource {
  groupVersionKind: { kind: string };
  metricNamePrefix: string;
  metrics: Array<{ name: string }>;
}
const resources = (parse(CUSTOM_RESOURCE_CONFIG) as { spec: { resources: Resource[] } }).spec.resources;

test('the text to paste is YAML for both kinds', () => {
  expect(resources.map((resource) => resource.groupVersionKind.kind)).toEqual([
    'VerticalPodAutoscaler',
    'ScaledObject',
  ]);
  expect(parse(CUSTOM_RESOURCE_RBAC)).toHaveLength(3);
});

test('it brings every series of VPA and ScaledObject objects that is read', () => {
  const names = resources.flatMap((resource) =>
    resource.metrics.map(({ name }) => `${resource.metricNamePrefix}_${name}`)
  );
  for (const spec of CATALOGUE.filter(({ group }) => group === 'vpa' || group === 'scaledobject')) {
    const pattern = new RegExp(`^(?:${spec.pattern})$`);
    expect([spec.kind, names.some((name) => pattern.test(name))]).toEqual([spec.kind, true]);
  }
});
