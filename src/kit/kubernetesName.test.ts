import { whyNoName } from './kubernetesName';

test.each(['web', 'a.b-c', '0', `${'a'.repeat(63)}.${'b'.repeat(63)}`])('%s is an object', (name) => {
  expect(whyNoName(name, 'object')).toBeUndefined();
});

test.each(['', '-rf', 'Web', 'a_b', 'a\nb', "it's", 'a..b', 'ünï', '$(reboot)', 'x'.repeat(254), 'web-'])(
  '%j is none',
  (name) => {
    expect(whyNoName(name, 'object')).toMatch(/^Kubernetes accepts no object called "/);
    expect(whyNoName(name, 'object')).not.toContain('\n');
  }
);

test('namespaces and containers are labels: no dots, 63 characters', () => {
  expect(whyNoName('a.b', 'label')).toBeDefined();
  expect(whyNoName('a'.repeat(64), 'label')).toBeDefined();
  expect(whyNoName('a'.repeat(63), 'label')).toBeUndefined();
});

test('resources of quotas and labels may be qualified', () => {
  for (const name of ['requests.cpu', 'nvidia.com/gpu', 'count/deployments.apps', 'cpu']) {
    expect(whyNoName(name, 'qualified')).toBeUndefined();
  }
  expect(whyNoName('a"b', 'qualified')).toBeDefined();
});

test('an apiVersion has a group or none', () => {
  expect(whyNoName('apps/v1', 'apiVersion')).toBeUndefined();
  expect(whyNoName('v1', 'apiVersion')).toBeUndefined();
  expect(whyNoName('a/b/c', 'apiVersion')).toBeDefined();
});

test('a long name is cut where it is shown', () => {
  expect(whyNoName('X'.repeat(5000), 'object')?.length).toBeLessThan(120);
});
