// Set-ups that keep a part of kube-state-metrics only, as their makers ship them: which names come through, by what they
// are recognized, and how another name is added. Facts read in the public lists, see `source`; docs/dialects.md shows them.
import type { Labels } from '../model/series';
import { isOldName } from './catalogue';

export interface Setup {
  readonly id: string;
  readonly title: string;
  /** Where the list stands. */
  readonly source: string;
  /** True for the labels of its kube-state-metrics series. */
  readonly isSeen: (labels: Labels) => boolean;
  /** RE2 patterns of the names of kube-state-metrics that it keeps; every other one of these it drops. */
  readonly keeps: readonly string[];
  /** How to have these names kept too: a sentence, then lines to copy. */
  readonly add: (names: readonly string[]) => string;
}

/** Grafana's chart for its Kubernetes agents. */
const GRAFANA: Setup = {
  id: 'grafana-k8s-monitoring',
  title: 'Grafana k8s-monitoring chart, default allow list',
  source: 'grafana/k8s-monitoring-helm: charts/feature-cluster-metrics/default-allow-lists/kube-state-metrics.yaml',
  isSeen: ({ job }) => job === 'integrations/kubernetes/kube-state-metrics',
  keeps: [
    'kube_daemonset.*',
    'kube_deployment_metadata_generation',
    'kube_deployment_spec_replicas',
    'kube_deployment_status_observed_generation',
    'kube_deployment_status_replicas_available',
    'kube_deployment_status_replicas_updated',
    'kube_horizontalpodautoscaler_spec_max_replicas',
    'kube_horizontalpodautoscaler_spec_min_replicas',
    'kube_horizontalpodautoscaler_status_current_replicas',
    'kube_horizontalpodautoscaler_status_desired_replicas',
    'kube_job.*',
    'kube_namespace_status_phase',
    'kube_node.*',
    'kube_persistentvolumeclaim_resource_requests_storage_bytes',
    'kube_pod_container_info',
    'kube_pod_container_resource_limits',
    'kube_pod_container_resource_requests',
    'kube_pod_container_status_last_terminated_reason',
    'kube_pod_container_status_restarts_total',
    'kube_pod_container_status_waiting_reason',
    'kube_pod_info',
    'kube_pod_owner',
    'kube_pod_start_time',
    'kube_pod_status_phase',
    'kube_pod_status_reason',
    'kube_replicaset.*',
    'kube_resourcequota',
    'kube_statefulset.*',
  ],
  add: (names) =>
    `In the values of Grafana's k8s-monitoring chart, under clusterMetrics.kube-state-metrics.metricsTuning: includeMetrics: [${names.join(', ')}]`,
};

/** Azure's agent; the list of its minimal ingestion profile, which is on unless it was switched off. */
const AZURE: Setup = {
  id: 'azure-minimal',
  title: 'Azure managed Prometheus, minimal ingestion profile',
  source: 'Azure/prometheus-collector: kubestateRegex_minimal_mac (the settings parser of the agent)',
  isSeen: ({ instance = '' }) => instance.startsWith('ama-metrics-ksm'),
  keeps: [
    'kube_job_status_succeeded',
    'kube_job_spec_completions',
    'kube_daemonset_status_.+',
    'kube_deployment_status_replicas_ready',
    'kube_pod_container_status_.+',
    'kube_node_status_allocatable',
    'kube_pod_owner',
    'kube_pod_container_resource_requests',
    'kube_pod_status_phase',
    'kube_pod_container_resource_limits',
    'kube_replicaset_owner',
    'kube_resourcequota',
    'kube_namespace_status_phase',
    'kube_node_status_capacity',
    'kube_node_info',
    'kube_pod_info',
    'kube_deployment_spec_replicas',
    'kube_deployment_status_replicas_available',
    'kube_deployment_status_replicas_updated',
    'kube_statefulset_status_replicas_ready',
    'kube_statefulset_status_replicas',
    'kube_statefulset_status_replicas_updated',
    'kube_job_status_start_time',
    'kube_job_status_active',
    'kube_job_failed',
    'kube_horizontalpodautoscaler_status_desired_replicas',
    'kube_horizontalpodautoscaler_status_current_replicas',
    'kube_horizontalpodautoscaler_spec_min_replicas',
    'kube_horizontalpodautoscaler_spec_max_replicas',
    'kube_node_status_condition',
    'kube_node_spec_taint',
    'kube_pod_container_info',
    'kube_.*_labels',
    'kube_.*_annotations',
    'kube_service_info',
    'kube_pod_created',
    'kube_pod_start_time',
    'kube_pod_init_container_.*',
    'kube_pod_deletion_timestamp',
    'kube_pod_status_reason',
  ],
  add: (names) =>
    `In the ConfigMap ama-metrics-settings-configmap (namespace kube-system), under default-targets-metrics-keep-list: kubestate = "${names.join('|')}"`,
};

/** Google's curated packages; every series of Managed Service for Prometheus bears project and location. */
const GOOGLE: Setup = {
  id: 'google-managed',
  title: 'Google Managed Service for Prometheus, curated kube state packages',
  source:
    'Google Kubernetes Engine documentation, "Collect and view kube state metrics" (the packages as remembered: the table itself could not be read for this list)',
  isSeen: ({ project_id: project, location }) => project !== undefined && location !== undefined,
  keeps: [
    'kube_deployment_spec_replicas',
    'kube_deployment_status_replicas_(available|updated)',
    'kube_horizontalpodautoscaler_spec_(max|min)_replicas',
    'kube_horizontalpodautoscaler_spec_target_metric',
    'kube_horizontalpodautoscaler_status_(condition|current_replicas|desired_replicas)',
    'kube_pod_container_status_(ready|waiting_reason)',
    'kube_pod_status_(phase|unschedulable)',
    'kube_statefulset_(replicas|status_replicas_ready|status_replicas_updated)',
    'kube_daemonset_status_.+',
    'kube_persistentvolume.*',
  ],
  add: (names) =>
    `Google's curated packages take no further names: run kube-state-metrics yourself with a ClusterPodMonitoring whose metricRelabeling keeps: ${names.join('|')}`,
};

/** The last kube-state-metrics before 2.0; its names of HPAs (`kube_hpa_*`) stand here as they are called today. */
const KSM_1: Setup = {
  id: 'ksm-1',
  title: 'kube-state-metrics 1.9',
  source: 'kubernetes/kube-state-metrics: internal/store and docs of tag v1.9.8',
  isSeen: ({ __name__: name = '' }) => isOldName(name),
  keeps: [
    'kube_deployment_(labels|metadata_generation|spec_replicas|spec_strategy_rollingupdate_max_unavailable)',
    'kube_deployment_status_(condition|replicas|replicas_available|replicas_updated)',
    'kube_horizontalpodautoscaler_(labels|spec_max_replicas|spec_min_replicas|spec_target_metric)',
    'kube_horizontalpodautoscaler_status_(condition|current_replicas|desired_replicas)',
    'kube_limitrange',
    'kube_node_.*',
    'kube_pod_(container_info|container_resource_requests|container_status_last_terminated_reason|created|owner)',
    'kube_pod_status_(scheduled_time|unschedulable)',
    'kube_poddisruptionbudget_.*',
    'kube_replicaset_.*',
    'kube_resourcequota',
    'kube_statefulset_.*',
    'kube_verticalpodautoscaler_.*',
  ],
  add: (names) => `Run kube-state-metrics v2.8 or newer: version 1 has no ${names.join(', ')}`,
};

/** All set-ups with a list of their own. */
export const SETUPS: readonly Setup[] = [GRAFANA, AZURE, GOOGLE, KSM_1];

/** Ids of the set-ups that series with these labels come from. */
export function setupsOf(labels: readonly Labels[]): string[] {
  return SETUPS.filter(({ isSeen }) => labels.some(isSeen)).map(({ id }) => id);
}

/** True when the set-up lets this name through, or when it is no series of kube-state-metrics. */
export function isKeptBy({ keeps }: Setup, name: string): boolean {
  return !name.startsWith('kube_') || keeps.some((pattern) => new RegExp(`^(?:${pattern})$`).test(name));
}

/** How to have these names come through in the set-ups that drop some of them; '' where none does. */
export function keepAdvice(setups: readonly string[], names: readonly string[]): string {
  return SETUPS.filter(({ id }) => setups.includes(id))
    .flatMap((setup) => {
      const dropped = names.filter((name) => !isKeptBy(setup, name)).sort();
      return dropped.length === 0 ? [] : [setup.add(dropped)];
    })
    .join('. ');
}
