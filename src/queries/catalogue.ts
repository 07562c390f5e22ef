// Every series the product reads: spelling, labels, and the setting that brings it. Metric names live in this room and
// nowhere else. Source: kube-state-metrics docs/metrics, KEDA prommetrics.go, VPA updater metrics (what they mean: docs/signals.md).
import type { SignalKind } from '../model/series';

/**
 * raw = every sample in the window; last = one value per series that existed in it; changed = the same, and every sample of
 * those few whose value moved; range = a rate on a grid.
 */
export type ReadMode = 'raw' | 'last' | 'changed' | 'range';

/** Queries of one group share a text where they are raw. */
export type SignalGroup =
  'hpa' | 'workload' | 'pods' | 'vpa' | 'vpa-updater' | 'keda' | 'scaledobject' | 'usage' | 'nodes' | 'policy';

export interface SignalSpec {
  readonly kind: SignalKind;
  /** RE2 pattern of the metric names, anchored by the reader. The first alternative is the name to show people. */
  readonly pattern: string;
  /** What kube-state-metrics 1.x called it, names joined by `|`: read where it stands, never shown. */
  readonly old?: string;
  readonly group: SignalGroup;
  readonly read: ReadMode;
  /** Labels that may carry the object's name, best first; empty for series about the cluster as a whole. */
  readonly object: readonly string[];
  /** Our attribute name -> the labels that may carry it, best first. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  /** Extra label matchers, PromQL syntax. */
  readonly matchers?: string;
  /** Labels that may carry the namespace; the usual two when absent. */
  readonly namespace?: readonly string[];
  /** True where a series without the name of an object tells of the whole cluster: an exporter before it gave names. */
  readonly nameless?: boolean;
  /** True for series without a namespace: nodes. */
  readonly clusterWide?: boolean;
  /**
   * True for series of other exporters than the kube-state-metrics of the workloads (KEDA's operator, the kubelet, an
   * instance for custom resources): whether they are scraped with honor_labels, the census does not tell.
   */
  readonly collides?: boolean;
  readonly remedy: string;
}

const KSM = 'Run kube-state-metrics v2.6 or newer with its default --resources and scrape it';
const KSM_PODS =
  'Keep pods in --resources of kube-state-metrics (the default) and do not drop kube_pod_* when scraping';
const VPA_CRS =
  'If you use the VPA: give kube-state-metrics --custom-resource-state-config-file with the VerticalPodAutoscaler section (see Rules page), and RBAC to list it';
const VPA_UPDATER = 'If you use the VPA: scrape its updater (port 8943), VPA 1.5 or newer';
const KEDA_OP =
  'If you use KEDA: set prometheus.operator.enabled=true in the KEDA chart and scrape the operator (port 8080)';
const SO_CRS =
  'If you use KEDA: give kube-state-metrics --custom-resource-state-config-file with the ScaledObject section (see Rules page)';
/** Cores, memory, and extended resources: GPUs and the like bear the vendor's domain (nvidia_com_gpu, habana_ai_gaudi). */
const RESOURCES = 'resource=~"cpu|memory|.+_(com|ai|io)_.+"';
const HPA_LABELS =
  '--metric-labels-allowlist=horizontalpodautoscalers=[scaledobject.keda.sh/name,app.kubernetes.io/managed-by,app.kubernetes.io/part-of]';
const WORKLOAD_LABELS =
  '--metric-labels-allowlist=deployments=[argocd.argoproj.io/instance,app.kubernetes.io/managed-by,helm.toolkit.fluxcd.io/name,kustomize.toolkit.fluxcd.io/name]';
const NODE_AUTOSCALER =
  'Scrape the node autoscaler: cluster autoscaler (port 8085) or Karpenter (port 8080; it writes limits of NodePools that have some)';
const NODE_GROUPS =
  'Run cluster autoscaler 1.26 or newer with --emit-per-nodegroup-metrics: it tells nothing of single node groups by default';
const CADVISOR = 'Scrape the kubelet (/metrics/cadvisor)';

/** Labels of nodes that name the group they are of: Karpenter's, and those of managed services and other tools. */
const KARPENTER_POOL = ['label_karpenter_sh_nodepool', 'label_karpenter_sh_provisioner_name'];
const NODE_GROUP = [
  'label_eks_amazonaws_com_nodegroup',
  'label_alpha_eksctl_io_nodegroup_name',
  'label_cloud_google_com_gke_nodepool',
  'label_kubernetes_azure_com_agentpool',
  'label_agentpool',
  'label_kops_k8s_io_instancegroup',
  'label_cluster_x_k8s_io_deployment_name',
  'label_node_pool',
  'label_nodepool',
  'label_node_group',
  'label_nodegroup',
  'label_kwok_nodegroup',
];
const NODE_LABELS =
  '--metric-labels-allowlist=nodes=[karpenter.sh/nodepool,eks.amazonaws.com/nodegroup,cloud.google.com/gke-nodepool,kubernetes.azure.com/agentpool]';

/** kube-state-metrics 1.x wrote `hpa`. */
const HPA = ['horizontalpodautoscaler', 'hpa'];
const WORKLOAD = ['deployment', 'statefulset', 'replicaset'];
const VPA = ['verticalpodautoscaler'];
const SCALED_OBJECT = ['scaledobject'];
const VPA_TARGET = { targetKind: ['target_kind'], targetName: ['target_name'], targetApi: ['target_api_version'] };
const VPA_RECOMMENDATION =
  'kube_(customresource_)?verticalpodautoscaler_status_recommendation_containerrecommendations_';
/** As the snippet in kubernetes/kube-state-metrics#2041 calls them; many charts took it over. */
const VPA_SHORT = 'kube_(customresource_)?vpa_containerrecommendations_';
/** The same snippet with an empty prefix. */
const VPA_BARE = 'vpa_containerrecommendations_';
const TRIGGER = { metric: ['metric'], index: ['triggerIndex', 'scalerIndex'], type: ['type'] };

function hpa(kind: SignalKind, pattern: string, attributes?: SignalSpec['attributes'], matchers?: string): SignalSpec {
  const old = pattern.replace('kube_horizontalpodautoscaler_', 'kube_hpa_');
  return {
    kind,
    pattern,
    old,
    group: 'hpa',
    read: 'raw',
    object: HPA,
    attributes,
    matchers,
    remedy: KSM,
  };
}

function workload(kind: SignalKind, deployment: string, statefulset: string): SignalSpec {
  const pattern = `kube_deployment_${deployment}|kube_statefulset_${statefulset}`;
  return { kind, pattern, group: 'workload', read: 'raw', object: WORKLOAD, remedy: KSM };
}

function vpa(kind: SignalKind, suffix: string): SignalSpec {
  return {
    kind,
    collides: true,
    pattern: `${VPA_RECOMMENDATION}${suffix}(_cpu|_memory)?|${VPA_SHORT}${suffix}|${VPA_BARE}${suffix}`,
    group: 'vpa',
    read: 'raw',
    object: VPA,
    attributes: { ...VPA_TARGET, container: ['container'], resource: ['resource'] },
    remedy: VPA_CRS,
  };
}

function scaledObject(kind: SignalKind, name: string, attributes?: SignalSpec['attributes']): SignalSpec {
  return {
    kind,
    collides: true,
    pattern: `kube_(customresource_)?scaledobject_${name}`,
    group: 'scaledobject',
    read: 'raw',
    object: SCALED_OBJECT,
    attributes: {
      targetKind: ['target_kind'],
      targetName: ['target_name'],
      targetApi: ['target_api_version'],
      hpa: ['hpa'],
      ...attributes,
    },
    remedy: SO_CRS,
  };
}

function keda(kind: SignalKind, pattern: string, attributes?: SignalSpec['attributes']): SignalSpec {
  const object = ['scaledObject', 'scaledobject'];
  return { kind, pattern, group: 'keda', read: 'raw', object, attributes, collides: true, remedy: KEDA_OP };
}

function updater(kind: SignalKind, pattern: string): SignalSpec {
  return {
    kind,
    pattern,
    group: 'vpa-updater',
    read: 'raw',
    object: ['vpa_name'],
    namespace: ['vpa_namespace'],
    attributes: { size: ['vpa_size_log2'], mode: ['update_mode'], reason: ['reason'] },
    matchers: 'vpa_name!=""',
    remedy: VPA_UPDATER,
  };
}

/** An instant in the life of a pod: its value is unix seconds, exact whatever the scrape. */
function podTime(kind: SignalKind, pattern: string): SignalSpec {
  return {
    kind,
    pattern,
    group: 'pods',
    read: 'last',
    object: ['pod'],
    attributes: { uid: ['uid'] },
    remedy: KSM_PODS,
  };
}

function policy(kind: SignalKind, pattern: string, object: readonly string[]): SignalSpec {
  const remedy = 'Keep poddisruptionbudgets and resourcequotas in --resources of kube-state-metrics (the default)';
  return { kind, pattern, group: 'policy', read: 'raw', object, remedy };
}

function node(kind: SignalKind, pattern: string, read: ReadMode, matchers?: string): SignalSpec {
  const remedy = 'Keep nodes in --resources of kube-state-metrics (the default)';
  const attributes = { resource: ['resource'] };
  return { kind, pattern, group: 'nodes', read, object: ['node'], attributes, matchers, clusterWide: true, remedy };
}

/** What cluster autoscaler and Karpenter say of themselves: one kind for both, `pool` tells a Karpenter series. */
function nodeScaler(kind: SignalKind, pattern: string, matchers?: string): SignalSpec {
  const attributes = {
    pool: ['nodepool', 'provisioner'],
    nodeGroup: ['node_group'],
    resource: ['resource_type'],
    state: ['state'],
    direction: ['direction'],
    reason: ['reason', 'type'],
    // Spellings that tell the API of Karpenter: v1alpha5 has Provisioners, counters of v1beta1 a type beside the reason.
    provisioner: ['provisioner'],
    beta: ['type'],
    zone: ['zone'],
    capacity: ['capacity_type'],
    // Parts of one counter since cluster autoscaler 1.36: never copies of each other.
    gpu: ['gpu_name'],
    devices: ['dra_drivers'],
    relaxed: ['min_values_relaxed'],
  };
  return {
    kind,
    pattern,
    group: 'nodes',
    read: 'raw',
    object: [],
    attributes,
    matchers,
    clusterWide: true,
    remedy: NODE_AUTOSCALER,
  };
}

const CONDITION = { condition: ['condition'], status: ['status'] };
const METRIC = { metric: ['metric_name'], target: ['metric_target_type'], container: ['container'] };

/** All signals, in the order in which people should read them. */
export const CATALOGUE: readonly SignalSpec[] = [
  {
    kind: 'hpa.info',
    pattern: 'kube_horizontalpodautoscaler_info',
    group: 'hpa',
    read: 'last',
    object: HPA,
    attributes: {
      targetKind: ['scaletargetref_kind'],
      targetName: ['scaletargetref_name'],
      targetApi: ['scaletargetref_api_version'],
    },
    remedy: 'Run kube-state-metrics v2.3 or newer',
  },
  {
    kind: 'hpa.labels',
    pattern: 'kube_horizontalpodautoscaler_labels',
    old: 'kube_hpa_labels',
    group: 'hpa',
    read: 'last',
    object: HPA,
    attributes: {
      scaledObject: ['label_scaledobject_keda_sh_name'],
      managedBy: ['label_app_kubernetes_io_managed_by'],
      partOf: ['label_app_kubernetes_io_part_of'],
    },
    remedy: HPA_LABELS,
  },
  hpa('hpa.min', 'kube_horizontalpodautoscaler_spec_min_replicas'),
  hpa('hpa.max', 'kube_horizontalpodautoscaler_spec_max_replicas'),
  hpa('hpa.current', 'kube_horizontalpodautoscaler_status_current_replicas'),
  // Its `container` can only be the scraper's own target label: readers take it off the metrics, which may have a real one.
  hpa('hpa.desired', 'kube_horizontalpodautoscaler_status_desired_replicas', { scraper: ['container'] }),
  hpa('hpa.condition', 'kube_horizontalpodautoscaler_status_condition', CONDITION, 'status=~"true|"'),
  hpa('hpa.spec-metric', 'kube_horizontalpodautoscaler_spec_target_metric', METRIC),
  hpa('hpa.status-metric', 'kube_horizontalpodautoscaler_status_target_metric', METRIC),
  workload('workload.replicas', 'spec_replicas', 'replicas'),
  workload('workload.generation', 'metadata_generation', 'metadata_generation'),
  workload('workload.ready', 'status_replicas_ready', 'status_replicas_ready'),
  workload('workload.status-replicas', 'status_replicas', 'status_replicas'),
  workload('workload.updated', 'status_replicas_updated', 'status_replicas_updated'),
  {
    kind: 'workload.condition',
    pattern: 'kube_deployment_status_condition',
    group: 'policy',
    read: 'raw',
    object: WORKLOAD,
    attributes: CONDITION,
    matchers: 'condition="ReplicaFailure",status="true"',
    remedy: KSM,
  },
  {
    kind: 'workload.max-unavailable',
    pattern: 'kube_deployment_spec_strategy_rollingupdate_max_unavailable',
    group: 'workload',
    read: 'last',
    object: WORKLOAD,
    remedy: KSM,
  },
  {
    kind: 'workload.labels',
    pattern: 'kube_deployment_labels|kube_statefulset_labels',
    group: 'workload',
    read: 'last',
    object: WORKLOAD,
    attributes: {
      argocd: ['label_argocd_argoproj_io_instance'],
      managedBy: ['label_app_kubernetes_io_managed_by'],
      fluxKustomization: ['label_kustomize_toolkit_fluxcd_io_name'],
      fluxHelm: ['label_helm_toolkit_fluxcd_io_name'],
    },
    remedy: WORKLOAD_LABELS,
  },
  {
    kind: 'replicaset.owner',
    pattern: 'kube_replicaset_owner',
    group: 'pods',
    read: 'last',
    object: ['replicaset'],
    attributes: { ownerKind: ['owner_kind'], ownerName: ['owner_name'] },
    remedy: KSM,
  },
  {
    kind: 'replicaset.created',
    pattern: 'kube_replicaset_created',
    group: 'pods',
    read: 'last',
    object: ['replicaset'],
    remedy: KSM,
  },
  {
    // One series per revision that was the newest in the range; its first sample is the deploy.
    kind: 'statefulset.revision',
    pattern: 'kube_statefulset_status_update_revision',
    group: 'workload',
    read: 'raw',
    object: ['statefulset'],
    attributes: { revision: ['revision'] },
    remedy: KSM,
  },
  {
    kind: 'pod.owner',
    pattern: 'kube_pod_owner',
    group: 'pods',
    read: 'last',
    object: ['pod'],
    attributes: { ownerKind: ['owner_kind'], ownerName: ['owner_name'], uid: ['uid'] },
    remedy: KSM_PODS,
  },
  {
    kind: 'pod.created',
    pattern: 'kube_pod_created',
    group: 'pods',
    read: 'last',
    object: ['pod'],
    attributes: { uid: ['uid'] },
    remedy: KSM_PODS,
  },
  {
    kind: 'pod.request',
    pattern: 'kube_pod_container_resource_requests',
    old: 'kube_pod_container_resource_requests_cpu_cores|kube_pod_container_resource_requests_memory_bytes',
    group: 'pods',
    read: 'changed',
    object: ['pod'],
    attributes: { uid: ['uid'], container: ['container'], resource: ['resource'], node: ['node'] },
    matchers: RESOURCES,
    remedy: KSM_PODS,
  },
  {
    kind: 'pod.container',
    pattern: 'kube_pod_container_info',
    group: 'pods',
    read: 'last',
    object: ['pod'],
    attributes: { uid: ['uid'], container: ['container'] },
    remedy: KSM_PODS,
  },
  {
    kind: 'pod.unschedulable',
    pattern: 'kube_pod_status_unschedulable',
    group: 'policy',
    read: 'raw',
    object: ['pod'],
    remedy: KSM_PODS,
  },
  {
    kind: 'pod.oom-killed',
    pattern: 'kube_pod_container_status_last_terminated_reason',
    group: 'pods',
    read: 'last',
    object: ['pod'],
    attributes: { container: ['container'], reason: ['reason'] },
    matchers: 'reason="OOMKilled"',
    remedy: KSM_PODS,
  },
  podTime('pod.scheduled', 'kube_pod_status_scheduled_time'),
  podTime('pod.ready', 'kube_pod_status_ready_time'),
  vpa('vpa.target', 'target'),
  vpa('vpa.lower', 'lowerbound'),
  vpa('vpa.upper', 'upperbound'),
  vpa('vpa.uncapped', 'uncappedtarget'),
  {
    kind: 'vpa.mode',
    collides: true,
    pattern: 'kube_(customresource_)?verticalpodautoscaler_spec_updatepolicy_updatemode',
    group: 'vpa',
    read: 'raw',
    object: VPA,
    attributes: { ...VPA_TARGET, mode: ['update_mode'] },
    remedy: VPA_CRS,
  },
  // Before VPA 1.5 it counts for the whole cluster, by size alone.
  { ...updater('vpa.evicted', 'vpa_updater_evicted_pods_total'), nameless: true, matchers: undefined },
  updater('vpa.eviction-failed', 'vpa_updater_failed_eviction_attempts_total'),
  updater('vpa.in-place', 'vpa_updater_in_place_updated_pods_total'),
  updater(
    'vpa.in-place-failed',
    'vpa_updater_failed_in_place_update_attempts_total|vpa_updater_in_place_infeasible_skip_pods_total'
  ),
  {
    kind: 'vpa.admitted',
    pattern: 'vpa_admission_controller_admission_pods_total',
    group: 'nodes',
    read: 'raw',
    object: ['applied'],
    clusterWide: true,
    remedy: 'Scrape the VPA admission controller (port 8944)',
  },
  keda('keda.active', 'keda_scaler_active', TRIGGER),
  keda('keda.value', 'keda_scaler_metrics_value', TRIGGER),
  keda('keda.errors', 'keda_scaler_detail_errors_total|keda_scaler_errors', TRIGGER),
  keda('keda.paused', 'keda_scaled_object_paused'),
  scaledObject('scaledobject.info', 'info', { triggers: ['triggers'] }),
  scaledObject('scaledobject.condition', 'status_condition', { condition: ['condition'] }),
  scaledObject('scaledobject.last-active', 'status_last_active_time'),
  scaledObject('scaledobject.cooldown', 'spec_cooldown_seconds'),
  scaledObject('scaledobject.min', 'spec_min_replicas'),
  scaledObject('scaledobject.max', 'spec_max_replicas'),
  policy('pdb.allowed', 'kube_poddisruptionbudget_status_pod_disruptions_allowed', ['poddisruptionbudget']),
  policy('pdb.expected', 'kube_poddisruptionbudget_status_expected_pods', ['poddisruptionbudget']),
  policy('pdb.healthy', 'kube_poddisruptionbudget_status_current_healthy', ['poddisruptionbudget']),
  {
    ...policy('quota.limit', 'kube_resourcequota', ['resourcequota']),
    attributes: { resource: ['resource'], type: ['type'] },
  },
  {
    ...node('node.allocatable', 'kube_node_status_allocatable', 'last', RESOURCES),
    old: 'kube_node_status_allocatable_cpu_cores|kube_node_status_allocatable_memory_bytes',
  },
  {
    kind: 'limit.range',
    pattern: 'kube_limitrange',
    group: 'policy',
    read: 'last',
    object: ['limitrange'],
    attributes: { resource: ['resource'], type: ['type'], constraint: ['constraint'] },
    matchers: 'constraint=~"min|max"',
    remedy: 'Keep limitranges in --resources of kube-state-metrics (the default)',
  },
  node('node.unschedulable', 'kube_node_spec_unschedulable', 'raw'),
  node('node.created', 'kube_node_created', 'last'),
  {
    // What the kubelet and the cloud put on nodes for a while says nothing of who made them.
    ...node('node.taint', 'kube_node_spec_taint', 'last', 'key!~"node[.].*kubernetes[.]io/.+"'),
    attributes: { key: ['key'], value: ['value'] },
  },
  { ...node('node.info', 'kube_node_info', 'last'), attributes: { providerId: ['provider_id'] } },
  {
    // Karpenter lists all nodes of the cluster and tells the pool of its own; of groups only labels tell, where they come through.
    ...node('node.pool', 'kube_node_labels|karpenter_nodes_allocatable', 'last', 'resource_type=~"cpu|"'),
    object: ['node', 'node_name'],
    attributes: { pool: [...KARPENTER_POOL, 'nodepool', 'provisioner'], group: NODE_GROUP, listed: ['node_name'] },
    remedy: NODE_LABELS,
  },
  nodeScaler(
    'nodes.added',
    'cluster_autoscaler_scaled_up_nodes_total|karpenter_nodeclaims_created(_total)?|karpenter_machines_created'
  ),
  nodeScaler('nodes.joined', 'karpenter_nodes_created(_total)?'),
  nodeScaler(
    'nodes.removed',
    'cluster_autoscaler_scaled_down_nodes_total|karpenter_nodeclaims_disrupted(_total)?|karpenter_machines_disrupted'
  ),
  nodeScaler(
    'nodes.size',
    'cluster_autoscaler_nodes_count|cluster_autoscaler_node_group_target_count|karpenter_nodepools?_usage|karpenter_provisioner_usage'
  ),
  nodeScaler(
    'nodes.limit',
    'cluster_autoscaler_max_nodes_count|karpenter_nodepools?_limit|karpenter_provisioner_limit'
  ),
  { ...nodeScaler('nodes.group-limit', 'cluster_autoscaler_node_group_max_count'), remedy: NODE_GROUPS },
  nodeScaler(
    'nodes.refused',
    'cluster_autoscaler_skipped_scale_events_count|cluster_autoscaler_failed_scale_ups_total'
  ),
  { ...nodeScaler('nodes.backoff', 'cluster_autoscaler_node_group_backoff_status'), remedy: NODE_GROUPS },
  {
    kind: 'usage.cpu',
    collides: true,
    pattern: 'container_cpu_usage_seconds_total',
    group: 'usage',
    read: 'range',
    object: ['pod'],
    attributes: {},
    matchers: 'container!="",container!="POD"',
    remedy: CADVISOR,
  },
];

const BY_KIND = new Map(CATALOGUE.map((spec) => [spec.kind, spec]));

/** The spec of a kind; undefined for kinds no query reads yet. */
export function specOf(kind: SignalKind): SignalSpec | undefined {
  return BY_KIND.get(kind);
}

/** All names that are read for a kind, as an RE2 pattern. */
export function patternOf({ pattern, old }: SignalSpec): string {
  return old === undefined ? pattern : `${pattern}|${old}`;
}

/** True for a name that only kube-state-metrics 1.x gave: what else it names otherwise is there too. */
export function isOldName(name: string): boolean {
  return /^kube_(hpa_.+|.+_cpu_cores|.+_memory_bytes)$/.test(name);
}

/** The names under which the kind is exported today, one for each kind of object; of custom resources the one that we advise. */
export function metricNamesOf(kind: SignalKind): string[] {
  const spec = specOf(kind);
  return spec?.group === 'vpa' || spec?.group === 'scaledobject'
    ? [metricNameOf(kind)]
    : (spec?.pattern ?? '')
        .split('|')
        .map((name) => name.replace(/\([^)]*\)\?/g, ''))
        .filter((name) => name !== '');
}

/** The metric name to show people: the first alternative, optional prefixes left out. */
export function metricNameOf(kind: SignalKind): string {
  const pattern = specOf(kind)?.pattern ?? kind;
  return (pattern.split('|')[0] ?? pattern).replace(/\([^)]*\)\?/g, '').replace(/\(.*/, '');
}

/** True for kinds of which a sweep asks one value per series first. */
export function isReadOnce({ read }: SignalSpec): boolean {
  return read === 'last' || read === 'changed';
}
