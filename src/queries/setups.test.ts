/** @jest-environment node */
// Names that a set-up keeps back are told with the line to add to its list, ready to copy; everything else as elsewhere.
import { settingsFor } from './remedies';
import { isKeptBy, keepAdvice, SETUPS, setupsOf } from './setups';

test.each([
  [{ __name__: 'kube_pod_info', job: 'integrations/kubernetes/kube-state-metrics' }, ['grafana-k8s-monitoring']],
  [{ instance: 'ama-metrics-ksm.kube-system.svc.cluster.local:8080', job: 'kube-state-metrics' }, ['azure-minimal']],
  [{ cluster: 'prod', location: 'eu', project_id: 'shop' }, ['google-managed']],
  [{ cluster: 'prod', job: 'kube-state-metrics', instance: '10.0.0.1:8080' }, []],
])('%j is of %j', (labels, ids) => {
  expect(setupsOf([labels])).toEqual(ids);
});

test('the target of an HPA is kept by none of them, its numbers by all', () => {
  expect(SETUPS.filter((setup) => isKeptBy(setup, 'kube_horizontalpodautoscaler_info'))).toEqual([]);
  const numbers = ['spec_max_replicas', 'status_desired_replicas'].map(
    (name) => `kube_horizontalpodautoscaler_${name}`
  );
  expect(SETUPS.filter((setup) => numbers.every((name) => isKeptBy(setup, name)))).toEqual(SETUPS);
});

test('the line to add names what is missing, in the words of the set-up', () => {
  const names = ['kube_horizontalpodautoscaler_info', 'kube_deployment_spec_replicas', 'keda_scaler_active'];
  expect(keepAdvice(['grafana-k8s-monitoring'], names)).toBe(
    "In the values of Grafana's k8s-monitoring chart, under clusterMetrics.kube-state-metrics.metricsTuning: includeMetrics: [kube_horizontalpodautoscaler_info]"
  );
  expect(keepAdvice(['azure-minimal'], names)).toMatch(/kubestate = "kube_horizontalpodautoscaler_info"$/);
  expect(keepAdvice([], names)).toBe('');
});

test('one setting for all that the list keeps back; what needs a config of its own says both', () => {
  const settings = settingsFor(['hpa.info', 'hpa.condition', 'vpa.target', 'keda.active'], ['azure-minimal']);
  expect(settings.map(({ kinds }) => kinds)).toEqual([['hpa.info', 'hpa.condition'], ['vpa.target'], ['keda.active']]);
  const [list, vpa, keda] = settings.map(({ remedy }) => remedy);
  expect(list).toMatch(
    /^In the ConfigMap .*kube_horizontalpodautoscaler_info\|kube_horizontalpodautoscaler_status_condition"$/
  );
  expect(vpa).toMatch(
    /--custom-resource-state-config-file.*Then: In the ConfigMap .*containerrecommendations_target"$/
  );
  expect(keda).not.toContain('ConfigMap');
});
