/** @jest-environment node */
// Every dialect of the field ends in one identity: prefixes, suffixes, renamed labels, labels of the scraper.
import { specOf } from './catalogue';
import { classify, specOfMetric } from './classify';

const KSM = { job: 'kube-state-metrics', instance: '10.0.0.1:8080', container: 'kube-state-metrics' };
const HPA = 'kube_horizontalpodautoscaler_';
const VPA = 'verticalpodautoscaler_status_recommendation_containerrecommendations_target';
const target = {
  target_kind: 'Deployment',
  target_name: 'web',
  target_api_version: 'autoscaling.k8s.io/v1',
  verticalpodautoscaler: 'web-vpa',
  namespace: 'shop',
  container: 'app',
};
const recommends = {
  kind: 'vpa.target',
  cluster: '',
  namespace: 'shop',
  object: 'web-vpa',
  attributes: { targetKind: 'Deployment', targetName: 'web', container: 'app', resource: 'cpu' },
};

test.each([
  [
    'requests as kube-state-metrics 1.x named them',
    { __name__: 'kube_pod_container_resource_requests_cpu_cores', namespace: 'shop', pod: 'web-1', container: 'app' },
    { kind: 'pod.request', namespace: 'shop', object: 'web-1', attributes: { container: 'app', resource: 'cpu' } },
  ],
  [
    'what a node has to give, as it named that',
    { __name__: 'kube_node_status_allocatable_memory_bytes', node: 'n1' },
    { kind: 'node.allocatable', object: 'n1', attributes: { resource: 'memory' } },
  ],
  [
    'an HPA as it named that',
    { __name__: 'kube_hpa_labels', namespace: 'shop', hpa: 'web', label_scaledobject_keda_sh_name: 'web' },
    { kind: 'hpa.labels', namespace: 'shop', object: 'web', attributes: { scaledObject: 'web' } },
  ],
  [
    'additions of nodes with GPUs, a part of the counter since cluster autoscaler 1.36',
    { __name__: 'cluster_autoscaler_scaled_up_nodes_total', gpu_name: 'a100', gpu_resource_name: 'nvidia.com/gpu' },
    { kind: 'nodes.added', attributes: { gpu: 'a100' } },
  ],
  [
    'a node that Karpenter lists and did not make',
    { __name__: 'karpenter_nodes_allocatable', node_name: 'n1', resource_type: 'cpu' },
    { kind: 'node.pool', object: 'n1', attributes: { listed: 'n1' } },
  ],
  [
    'kube-state-metrics under its own namespace label',
    { __name__: `${HPA}status_current_replicas`, namespace: 'shop', horizontalpodautoscaler: 'web', ...KSM },
    { kind: 'hpa.current', namespace: 'shop', object: 'web', cluster: '' },
  ],
  [
    'scraped without honor_labels',
    {
      __name__: `${HPA}status_current_replicas`,
      exported_namespace: 'shop',
      namespace: 'monitoring',
      horizontalpodautoscaler: 'web',
      ...KSM,
    },
    { kind: 'hpa.current', namespace: 'shop', object: 'web' },
  ],
  [
    'with a cluster label',
    { __name__: 'kube_deployment_spec_replicas', namespace: 'shop', deployment: 'web', k8s_cluster: 'eu-1' },
    { kind: 'workload.replicas', cluster: 'eu-1', attributes: { kind: 'Deployment' } },
  ],
  [
    'a StatefulSet has another name for the same field',
    { __name__: 'kube_statefulset_replicas', namespace: 'shop', statefulset: 'db' },
    { kind: 'workload.replicas', object: 'db', attributes: { kind: 'StatefulSet' } },
  ],
  [
    'the target of an HPA without apiVersion',
    {
      __name__: `${HPA}info`,
      namespace: 'shop',
      horizontalpodautoscaler: 'web',
      scaletargetref_kind: 'Deployment',
      scaletargetref_name: 'web',
    },
    { kind: 'hpa.info', attributes: { targetKind: 'Deployment', targetName: 'web' } },
  ],
  [
    'VPA of kube-state-metrics 2.8 and older',
    { __name__: `kube_${VPA}`, ...target, resource: 'cpu', unit: 'core' },
    recommends,
  ],
  [
    'VPA as a custom resource with the default prefix',
    {
      __name__: `kube_customresource_${VPA}`,
      ...target,
      resource: 'cpu',
      customresource_kind: 'VerticalPodAutoscaler',
    },
    recommends,
  ],
  ['VPA with the resource in the name', { __name__: `kube_${VPA}_cpu`, ...target }, recommends],
  [
    'VPA under the short name of a widespread snippet',
    { __name__: 'kube_customresource_vpa_containerrecommendations_target', resource: 'cpu', ...target },
    recommends,
  ],
  [
    'VPA without honor_labels: its container is the exported one',
    {
      __name__: `kube_${VPA}_cpu`,
      ...target,
      namespace: 'monitoring',
      exported_namespace: 'shop',
      container: 'kube-state-metrics',
      exported_container: 'app',
    },
    recommends,
  ],
  [
    'KEDA under honor_labels',
    {
      __name__: 'keda_scaler_active',
      namespace: 'shop',
      scaledObject: 'jobs',
      metric: 's0-kafka',
      triggerIndex: '0',
      type: 'scaledobject',
    },
    {
      kind: 'keda.active',
      namespace: 'shop',
      object: 'jobs',
      attributes: { metric: 's0-kafka', index: '0', type: 'scaledobject' },
    },
  ],
  [
    'KEDA without, and before 2.13',
    {
      __name__: 'keda_scaler_active',
      namespace: 'keda',
      exported_namespace: 'shop',
      scaledObject: 'jobs',
      metric: 's0-kafka',
      scalerIndex: '0',
    },
    { kind: 'keda.active', namespace: 'shop', attributes: { metric: 's0-kafka', index: '0' } },
  ],
  [
    'errors of KEDA 2.16 and older',
    { __name__: 'keda_scaler_errors', namespace: 'shop', scaledObject: 'jobs', metric: 's0-kafka', triggerIndex: '0' },
    { kind: 'keda.errors' },
  ],
  [
    'the target kind of a ScaledObject carries its group',
    {
      __name__: 'kube_customresource_scaledobject_info',
      namespace: 'shop',
      scaledobject: 'jobs',
      target_kind: 'apps/v1.StatefulSet',
      target_name: 'db',
      hpa: 'keda-hpa-jobs',
    },
    { kind: 'scaledobject.info', attributes: { targetKind: 'StatefulSet', targetName: 'db', hpa: 'keda-hpa-jobs' } },
  ],
  [
    'the VPA updater names namespaces in its own way',
    {
      __name__: 'vpa_updater_evicted_pods_total',
      namespace: 'kube-system',
      vpa_namespace: 'shop',
      vpa_name: 'web',
      vpa_size_log2: '3',
    },
    { kind: 'vpa.evicted', namespace: 'shop', object: 'web', attributes: { size: '3' } },
  ],
  [
    'a label of the scraper is kept apart',
    { __name__: `${HPA}status_desired_replicas`, namespace: 'shop', horizontalpodautoscaler: 'web', ...KSM },
    { kind: 'hpa.desired', attributes: { scraper: 'kube-state-metrics' } },
  ],
])('%s', (_, labels, wanted) => expect(classify(labels, 'auto')).toMatchObject(wanted));

test('foreign metrics, nameless objects and look-alike names are none of ours', () => {
  expect(classify({ __name__: 'up', job: 'x' }, 'auto')).toBeUndefined();
  expect(classify({ __name__: 'kube_deployment_spec_replicas', namespace: 'shop' }, 'auto')).toBeUndefined();
  expect(specOfMetric('kube_deployment_spec_replicas_extra')).toBeUndefined();
  expect(specOfMetric('my_kube_deployment_spec_replicas')).toBeUndefined();
});

test('a computed answer has no name: the kind it was asked for stands', () => {
  expect(classify({ namespace: 'shop', pod: 'web-1' }, 'auto', 'usage.cpu')).toMatchObject({
    kind: 'usage.cpu',
    object: 'web-1',
  });
});

test('a cluster label of a name one chose', () => {
  const labels = {
    __name__: 'kube_deployment_spec_replicas',
    namespace: 'shop',
    deployment: 'web',
    cluster: 'a',
    site: 'b',
  };
  expect([
    classify(labels, 'site')?.cluster,
    classify(labels, 'auto')?.cluster,
    classify(labels, 'nowhere')?.cluster,
  ]).toEqual(['b', 'a', '']);
});

test('requests of GPUs and other extended resources are asked for, disks and volumes are not', () => {
  const pattern = new RegExp(`^(?:${/"(.*)"/.exec(specOf('pod.request')?.matchers ?? '')?.[1] ?? ''})$`);
  const wanted = ['cpu', 'memory', 'nvidia_com_gpu', 'aws_amazon_com_neuron', 'habana_ai_gaudi', 'gpu_intel_com_i915'];
  expect(wanted.filter((resource) => !pattern.test(resource))).toEqual([]);
  const others = ['ephemeral_storage', 'hugepages_2Mi', 'attachable_volumes_aws_ebs', 'pods'];
  expect(others.filter((resource) => pattern.test(resource))).toEqual([]);
});
