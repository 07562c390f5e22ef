// How the same hours stand in databases of other set-ups: what is kept, dropped and renamed, and which labels come on top.
// Pure data; tests/properties/dialects.test.ts and `npm run evaluate -- --dialects` read the recordings and the corpus so.
import { SETUPS, isKeptBy, type Setup } from '../../src/queries/setups';
import type { Labels } from '../../src/model/series';
import type { Column } from './recordedSource';

export interface Dialect {
  readonly id: string;
  readonly title: string;
  /** What is different there, for people. */
  readonly differs: string;
  /** Where that is known from. */
  readonly source: string;
  /** Typical distance of its scrapes, seconds. */
  readonly scrape: number;
  /** The set-up whose list of names says what to add. */
  readonly setup?: Setup;
  /** Values by which the clusters are then told apart, and the label that must be found to do so. */
  readonly clusters?: readonly string[];
  readonly clusterLabel?: string;
  /** One series as it stands there: in several copies, under other labels, or not at all. */
  readonly as: (column: Column, index: number) => readonly Column[];
}

const nameOf = ({ labels }: Column): string => labels.__name__ ?? '';
const isKsm = (column: Column): boolean => nameOf(column).startsWith('kube_');
const isKeda = (column: Column): boolean => nameOf(column).startsWith('keda_');
const isUpdater = (column: Column): boolean => nameOf(column).startsWith('vpa_updater_');
const isVpa = (column: Column): boolean => /^kube_(customresource_)?verticalpodautoscaler_/.test(nameOf(column));
/** The recordings name the object's namespace `namespace`, whatever the exporter. */
const isNamespaced = ({ labels }: Column): boolean =>
  labels.namespace !== undefined && labels.exported_namespace === undefined;

function labelled(column: Column, more: Labels): Column {
  return { ...column, labels: { ...column.labels, ...more } };
}

function renamed(column: Column, __name__: string, more: Labels = {}): Column {
  return labelled(column, { ...more, __name__ });
}

function without({ labels, times, values }: Column, names: readonly string[]): Column {
  return {
    labels: Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name))),
    times,
    values,
  };
}

/** What a scrape without honor_labels makes of a target in this namespace. */
function unhonored(column: Column, namespace: string): Column {
  const { pod, container, namespace: own } = column.labels;
  if (!isNamespaced(column) || !(isKsm(column) || isKeda(column))) {
    return column;
  }
  const moved = Object.entries({ exported_namespace: own, exported_pod: pod, exported_container: container });
  const exported = Object.fromEntries(moved.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
  const bare = without(column, ['pod', 'container']);
  return labelled(bare, { ...exported, namespace, pod: 'kube-state-metrics-0', container: 'kube-state-metrics' });
}

/** A second look at the same, some seconds later. */
function later(column: Column, milliseconds: number, more: Labels): Column {
  return { ...labelled(column, more), times: column.times.map((t) => t + milliseconds) };
}

/** Another cluster with the same objects and the same life, whose objects were written to more often before. */
function twin(column: Column, more: Labels): Column {
  const values = nameOf(column).endsWith('_metadata_generation') ? column.values.map((v) => v + 1000) : column.values;
  return { ...labelled(column, more), values };
}

/** Two clusters in one store, told apart by these labels. */
function twoClusters(first: Labels, second: Labels): Dialect['as'] {
  return (column) => [labelled(column, first), twin(column, second)];
}

function setupOf(id: string): Setup {
  return SETUPS.find((one) => one.id === id) as Setup;
}

function keepList(id: string, more: (column: Column) => Labels): Pick<Dialect, 'setup' | 'source' | 'as'> {
  const setup = setupOf(id);
  return {
    setup,
    source: setup.source,
    as: (column) => {
      const isOfOthers = isKeda(column) || nameOf(column).startsWith('vpa_');
      return isOfOthers || !isKeptBy(setup, nameOf(column)) ? [] : [labelled(column, more(column))];
    },
  };
}

/** VPA series under other names, `{kind}` standing for target, lowerbound, upperbound or uncappedtarget. */
function vpaNamed(pattern: (kind: string, resource: string) => string, hasMode: boolean): Dialect['as'] {
  return (column) => {
    const kind = /_containerrecommendations_([a-z]+?)(?:_cpu|_memory)?$/.exec(nameOf(column))?.[1];
    if (!isVpa(column)) {
      return [column];
    }
    return kind === undefined
      ? hasMode
        ? [column]
        : []
      : [renamed(column, pattern(kind, column.labels.resource ?? ''))];
  };
}

const STATUS = 'verticalpodautoscaler_status_recommendation_containerrecommendations';
const KSM_SNIPPET = 'kubernetes/kube-state-metrics#2041; the same snippet in many charts and guides';

const KSM_1 = 'kubernetes/kube-state-metrics: internal/store and docs of tag v1.9.8';
/** Resources, the only ones before 1.4, whose names version 1 put into the name of the metric. */
const OLD_RESOURCES: Readonly<Record<string, string>> = { cpu: '_cpu_cores', memory: '_memory_bytes' };
/** What 1.4 to 1.9 added. */
const SINCE_1_4 =
  /^kube_(deployment_status_condition|horizontalpodautoscaler_(spec_target_metric|status_condition)|pod_container_status_last_terminated_reason|pod_status_(scheduled_time|unschedulable)|poddisruptionbudget_.*|replicaset_owner|statefulset_status_update_revision)$/;

/**
 * kube-state-metrics 1.9.
 * @param isGeneric whether requests come under today's name too, as they do since 1.4 unless a list keeps the old ones only
 */
function ksm1({ isGeneric }: { readonly isGeneric: boolean }): Dialect['as'] {
  return (column) => {
    const name = nameOf(column);
    const { horizontalpodautoscaler: hpa, ...rest } = without(column, ['uid']).labels;
    const bare = { ...column, labels: rest };
    if (!isKsm(column)) {
      return [column];
    }
    if (!isKeptBy(setupOf('ksm-1'), name)) {
      return [];
    }
    if (hpa !== undefined) {
      const old = name.replace('kube_horizontalpodautoscaler_', 'kube_hpa_');
      return [without(renamed(bare, old, { hpa }), ['container'])];
    }
    if (!/^kube_(pod_container_resource_requests|node_status_allocatable)$/.test(name)) {
      return [bare];
    }
    const suffix = OLD_RESOURCES[column.labels.resource ?? ''];
    const old = suffix === undefined ? [] : [without(renamed(bare, name + suffix), ['resource', 'unit'])];
    return [...(isGeneric ? [bare] : []), ...old];
  };
}

/** KEDA as its older versions exported it (kedacore/keda: pkg/metricscollector/prommetrics.go of each tag). */
function keda(version: number): Dialect['as'] {
  return (column) => {
    const name = nameOf(column);
    if (!isKeda(column)) {
      return [column];
    }
    const since: Readonly<Record<string, number>> = { keda_scaler_active: 10, keda_scaled_object_paused: 13 };
    if ((since[name] ?? 0) > version) {
      return [];
    }
    const { triggerIndex, ...rest } = column.labels;
    const index: Labels = version <= 12 && triggerIndex !== undefined ? { scalerIndex: triggerIndex } : {};
    const bare = version <= 12 ? without({ ...column, labels: rest }, ['type']) : column;
    const old = version < 14 && name === 'keda_scaler_detail_errors_total' ? 'keda_scaler_errors' : name;
    return [renamed(bare, old, index)];
  };
}

const KEDA_SOURCE = 'kedacore/keda: pkg/metricscollector/prommetrics.go, tags v2.9 to v2.20';

const CLUSTER_AUTOSCALER = 'kubernetes/autoscaler: cluster-autoscaler/metrics/metrics.go';

/** Reasons of disruptions as the types that v1beta1 and before had. */
const OLD_TYPES: Readonly<Record<string, string>> = {
  empty: 'emptiness',
  underutilized: 'consolidation',
  drifted: 'drift',
};

/** Karpenter before 1.0: counters without `_total`, disruptions with a type, a taint of another name. */
function karpenterBeta(column: Column): Column {
  const { reason, min_values_relaxed: _, ...rest } = column.labels;
  const name = nameOf(column)
    .replace(/^(karpenter_(?:nodeclaims|nodes)_(?:created|disrupted|terminated))_total$/, '$1')
    .replace(/^karpenter_nodepools_(usage|limit)$/, 'karpenter_nodepool_$1');
  if (rest.key === 'karpenter.sh/disrupted') {
    return labelled(column, { key: 'karpenter.sh/disruption', value: 'disrupting' });
  }
  return name === 'karpenter_nodeclaims_disrupted'
    ? renamed({ ...column, labels: rest }, name, { type: OLD_TYPES[reason ?? ''] ?? '' })
    : renamed(column, name);
}

/**
 * Karpenter with Provisioners.
 * @param hasMachines whether it counts machines beside nodes, as from 0.28 on
 */
function karpenterAlpha(column: Column, hasMachines: boolean): Column[] {
  const beta = karpenterBeta(column);
  const { nodepool, label_karpenter_sh_nodepool: own, ...rest } = beta.labels;
  const name = nameOf(beta);
  const isTaint = rest.key?.startsWith('karpenter.sh/') === true;
  const isMachine = name.startsWith('karpenter_nodeclaims_');
  if (isTaint || (isMachine && !hasMachines)) {
    return [];
  }
  const bare = { ...beta, labels: rest };
  return [
    renamed(bare, name.replace('_nodeclaims_', '_machines_').replace('karpenter_nodepool_', 'karpenter_provisioner_'), {
      ...(nodepool !== undefined && { provisioner: nodepool }),
      ...(own !== undefined && { label_karpenter_sh_provisioner_name: own }),
    }),
  ];
}

const KARPENTERS: readonly Dialect[] = [
  {
    id: 'karpenter-0.37',
    title: 'Karpenter before 1.0',
    differs: 'counters without `_total`, `karpenter_nodepool_usage`, disruptions with a `type`',
    source: 'kubernetes-sigs/karpenter: pkg/metrics, tags v0.37 and v1.0',
    scrape: 30,
    as: (column) => [karpenterBeta(column)],
  },
  {
    id: 'karpenter-0.31',
    title: 'Karpenter with Provisioners',
    differs: '`karpenter_machines_*`, `karpenter_provisioner_usage`, label `provisioner`, no taints of its own',
    source: 'kubernetes-sigs/karpenter: pkg/metrics, pkg/controllers/metrics, tag v0.31.0',
    scrape: 30,
    as: (column) => karpenterAlpha(column, true),
  },
  {
    id: 'karpenter-0.27',
    title: 'Karpenter with Provisioners, before machines',
    differs: 'counts nodes alone: `karpenter_nodes_created` with a `reason`, nothing of disruptions',
    source:
      'kubernetes-sigs/karpenter: pkg/metrics/metrics.go, tags v0.27.0 and v0.28.0 (which counters are registered)',
    scrape: 30,
    as: (column) => karpenterAlpha(column, false),
  },
];

export const DIALECTS: readonly Dialect[] = [
  {
    id: 'kube-prometheus-stack',
    title: 'kube-prometheus-stack',
    differs: 'all names; honorLabels; labels of its ServiceMonitor on top',
    source: 'prometheus-community/helm-charts: charts/kube-prometheus-stack/values.yaml',
    scrape: 30,
    as: (column) => [
      labelled(column, {
        endpoint: 'http',
        service: isKsm(column) ? 'stack-kube-state-metrics' : 'other',
        prometheus: 'monitoring/stack-prometheus',
        prometheus_replica: 'prometheus-stack-0',
      }),
    ],
  },
  {
    id: 'vm-k8s-stack',
    title: 'VictoriaMetrics k8s-stack',
    differs: 'all names; `uid`, `container_id` and `image_id` are dropped',
    source: 'VictoriaMetrics/helm-charts: charts/victoria-metrics-k8s-stack/values.yaml (kube-state-metrics.vmScrape)',
    scrape: 30,
    as: (column) => [without(column, ['uid', 'container_id', 'image_id'])],
  },
  {
    id: 'grafana-k8s-monitoring',
    title: 'Grafana k8s-monitoring chart',
    differs: 'a list of names; KEDA and the updater of the VPA are not scraped',
    scrape: 60,
    clusters: ['prod'],
    clusterLabel: 'cluster',
    ...keepList('grafana-k8s-monitoring', (column) => ({
      cluster: 'prod',
      job: isKsm(column) ? 'integrations/kubernetes/kube-state-metrics' : 'integrations/kubernetes/cadvisor',
    })),
  },
  {
    id: 'azure-minimal',
    title: 'Azure managed Prometheus',
    differs: 'a list of names without the generation; KEDA and the updater of the VPA are not scraped',
    scrape: 30,
    clusters: ['aks-1'],
    clusterLabel: 'cluster',
    ...keepList('azure-minimal', (column) => ({
      cluster: 'aks-1',
      ...(isKsm(column) && { instance: 'ama-metrics-ksm.kube-system.svc.cluster.local:8080' }),
    })),
  },
  {
    id: 'google-managed',
    title: 'Google Managed Service for Prometheus',
    differs: 'packages of names; no target of an HPA, no owners of pods; project, location and cluster on every series',
    scrape: 30,
    clusters: ['prod'],
    clusterLabel: 'cluster',
    ...keepList('google-managed', () => ({ cluster: 'prod', location: 'europe-west1', project_id: 'shop' })),
  },
  {
    id: 'google-two-locations',
    title: 'Google, two clusters of one name in two locations',
    differs: 'only `location` tells the two clusters apart',
    source:
      'Google Cloud documentation, Managed Service for Prometheus: the target labels project_id, location, cluster',
    scrape: 30,
    clusters: ['prod/europe-west1', 'prod/us-east1'],
    clusterLabel: 'cluster,location',
    as: twoClusters({ cluster: 'prod', location: 'europe-west1' }, { cluster: 'prod', location: 'us-east1' }),
  },
  {
    id: 'amazon-managed',
    title: 'Amazon managed collector, pods found by annotation',
    differs: 'no honor_labels: objects in `exported_namespace`; the updater of the VPA is not scraped',
    source:
      'Amazon Managed Service for Prometheus user guide, default scraper configuration (as remembered, not read anew)',
    scrape: 30,
    as: (column) => (isUpdater(column) ? [] : [unhonored(column, 'kube-system')]),
  },
  {
    id: 'otel-collector',
    title: 'OpenTelemetry collector, prometheus receiver',
    differs: 'labels of scope and resource on top, `k8s_cluster_name` for the cluster',
    source: 'OpenTelemetry specification, compatibility with Prometheus: otel_scope_*, resource attributes as labels',
    scrape: 60,
    clusters: ['prod'],
    clusterLabel: 'k8s_cluster_name',
    as: (column) => [
      labelled(column, {
        k8s_cluster_name: 'prod',
        otel_scope_name: 'prometheusreceiver',
        otel_scope_version: '0.115.0',
        service_name: column.labels.job ?? '',
        service_instance_id: column.labels.instance ?? '',
        server_address: '10.0.0.7',
        url_scheme: 'http',
      }),
    ],
  },
  {
    id: 'thanos',
    title: 'Thanos, no deduplication',
    differs: 'external labels `cluster` and `replica`, every series from both of a pair, seconds apart',
    source: 'thanos.io: docs/components/query.md, deduplication and replica labels',
    scrape: 30,
    clusters: ['prod'],
    clusterLabel: 'cluster',
    as: (column) => [
      labelled(column, { cluster: 'prod', replica: 'a', prometheus_replica: 'prometheus-0' }),
      later(column, 4000, { cluster: 'prod', replica: 'b', prometheus_replica: 'prometheus-1' }),
    ],
  },
  {
    id: 'mimir-tenants',
    title: 'Mimir, two tenants asked together',
    differs: '`__tenant_id__` alone tells the clusters apart',
    source: 'grafana/mimir: docs/sources/mimir, tenant federation',
    scrape: 60,
    clusters: ['blue', 'green'],
    clusterLabel: '__tenant_id__',
    as: twoClusters({ __tenant_id__: 'blue' }, { __tenant_id__: 'green' }),
  },
  {
    id: 'vm-cluster-tenants',
    title: 'VictoriaMetrics cluster, multitenant reads',
    differs: '`vm_account_id` and `vm_project_id` tell the clusters apart',
    source: 'docs.victoriametrics.com: Cluster version, multitenancy via labels',
    scrape: 30,
    clusters: ['1', '2'],
    clusterLabel: 'vm_account_id',
    as: twoClusters({ vm_account_id: '1', vm_project_id: '0' }, { vm_account_id: '2', vm_project_id: '0' }),
  },
  {
    id: 'external-label',
    title: 'A central store, an external label of any name',
    differs: '`landscape` alone tells the clusters apart',
    source: 'prometheus.io: configuration, external_labels',
    scrape: 30,
    clusters: ['nord', 'sued'],
    clusterLabel: 'landscape',
    as: twoClusters({ landscape: 'nord' }, { landscape: 'sued' }),
  },
  {
    id: 'exported-namespace',
    title: 'Scraped without honor_labels',
    differs: 'objects in `exported_namespace`, `exported_pod`, `exported_container`',
    source: 'prometheus.io: configuration, honor_labels',
    scrape: 30,
    as: (column) => [unhonored(column, 'monitoring')],
  },
  {
    id: 'two-spellings',
    title: 'Two clusters, one scraped without honor_labels',
    differs: '`namespace` and `exported_namespace` mean the namespace in turn',
    source: 'prometheus-community/helm-charts#1368',
    scrape: 30,
    clusters: ['alpha', 'beta'],
    clusterLabel: 'cluster',
    as: (column) => [
      labelled(column, { cluster: 'alpha' }),
      unhonored(twin(column, { cluster: 'beta' }), 'monitoring'),
    ],
  },
  {
    id: 'sharded',
    title: 'Sharded kube-state-metrics',
    differs: 'each object from one of three instances',
    source: 'kubernetes/kube-state-metrics: README, automated sharding',
    scrape: 30,
    as: (column) => {
      const shard = String([...(column.labels.uid ?? column.labels.deployment ?? '')].length % 3);
      return [
        isKsm(column) ? labelled(column, { instance: `ksm-${shard}:8080`, pod: column.labels.pod ?? '' }) : column,
      ];
    },
  },
  {
    id: 'resharded',
    title: 'kube-state-metrics, resharded',
    differs: 'each series ends under one instance and goes on under another',
    source: 'kubernetes/kube-state-metrics#1187, prometheus-community/helm-charts#4095',
    scrape: 30,
    as: (column) => {
      const half = Math.floor(column.times.length / 2);
      const part = (from: number, to: number, instance: string): Column => ({
        labels: { ...column.labels, instance },
        times: column.times.slice(from, to),
        values: column.values.slice(from, to),
      });
      return isKsm(column) && half > 0
        ? [part(0, half, 'ksm-0:8080'), part(half, column.times.length, 'ksm-1:8080')]
        : [column];
    },
  },
  {
    id: 'ha-pair',
    title: 'A pair of Prometheus, its label kept',
    differs: 'every series twice under `prometheus_replica`, seconds apart',
    source: 'prometheus-operator: docs, high availability',
    scrape: 30,
    as: (column) => [
      labelled(column, { prometheus_replica: 'p-0' }),
      later(column, 7000, { prometheus_replica: 'p-1' }),
    ],
  },
  {
    id: 'ksm-1.9',
    title: 'kube-state-metrics 1.9',
    differs:
      '`kube_hpa_*` with label `hpa`, no target of an HPA, no current metrics; requests under two names; pods without `uid`; no custom resources but the VPA',
    source: KSM_1,
    scrape: 30,
    setup: setupOf('ksm-1'),
    as: ksm1({ isGeneric: true }),
  },
  {
    id: 'ksm-1.9-old-names',
    title: 'kube-state-metrics 1.9, a keep list of that time',
    differs: 'the same, requests and allocatable only as `…_cpu_cores` and `…_memory_bytes`',
    source: `${KSM_1}: deprecated names, which the rules and dashboards of that time asked for`,
    scrape: 30,
    setup: setupOf('ksm-1'),
    as: ksm1({ isGeneric: false }),
  },
  {
    id: 'ksm-1.3',
    title: 'kube-state-metrics 1.3',
    differs: 'the old names alone; no conditions, no budgets, no owners of ReplicaSets, no VPA',
    source: 'kubernetes/kube-state-metrics: collectors and documentation of tag v1.3.1',
    scrape: 30,
    as: (column) => (SINCE_1_4.test(nameOf(column)) || isVpa(column) ? [] : ksm1({ isGeneric: false })(column, 0)),
  },
  {
    id: 'vpa-customresource',
    title: 'VPA by a custom resource config, usual prefix',
    differs: '`kube_customresource_verticalpodautoscaler_*`',
    source: 'kubernetes/kube-state-metrics: docs/metrics/extend/customresourcestate-metrics.md',
    scrape: 30,
    as: (column) => [
      isVpa(column)
        ? renamed(
            column,
            nameOf(column).replace('kube_verticalpodautoscaler', 'kube_customresource_verticalpodautoscaler')
          )
        : column,
    ],
  },
  {
    id: 'vpa-suffix',
    title: 'VPA, resource in the name',
    differs: '`…_target_cpu`, `…_target_memory`, no label `resource`',
    source:
      'gardener/gardener: alert VerticalPodAutoscalerCappedRecommendation; kube-state-metrics docs, "all VPA metrics"',
    scrape: 30,
    as: (column) =>
      vpaNamed((kind, resource) => `kube_customresource_${STATUS}_${kind}_${resource}`, true)(column, 0).map((one) =>
        isVpa(one) ? without(one, ['resource', 'unit']) : one
      ),
  },
  {
    id: 'vpa-snippet',
    title: 'VPA by the snippet that most charts took over',
    differs: '`kube_customresource_vpa_containerrecommendations_*`, no update mode',
    source: KSM_SNIPPET,
    scrape: 30,
    as: vpaNamed((kind) => `kube_customresource_vpa_containerrecommendations_${kind}`, false),
  },
  {
    id: 'vpa-snippet-bare',
    title: 'VPA by that snippet, no prefix',
    differs: '`vpa_containerrecommendations_*`, no update mode',
    source: `${KSM_SNIPPET}, with metricNamePrefix ""`,
    scrape: 30,
    as: vpaNamed((kind) => `vpa_containerrecommendations_${kind}`, false),
  },
  {
    id: 'vpa-updater-1.4',
    title: 'VPA before 1.5',
    differs: 'the updater counts by size of the VPA only, without its name; no refused evictions',
    source: 'kubernetes/autoscaler: vertical-pod-autoscaler/pkg/utils/metrics/updater, tags 1.4.0 and 1.5.0',
    scrape: 30,
    as: (column) =>
      !isUpdater(column)
        ? [column]
        : /failed/.test(nameOf(column))
          ? []
          : [without(column, ['vpa_name', 'vpa_namespace', 'update_mode'])],
  },
  {
    id: 'keda-not-scraped',
    title: 'KEDA as it comes',
    differs: 'the metrics of its operator are off',
    source: 'kedacore/charts: keda/values.yaml, prometheus.operator.enabled',
    scrape: 30,
    as: (column) => (isKeda(column) ? [] : [column]),
  },
  ...[9, 12, 13, 16].map((minor): Dialect => ({
    id: `keda-2.${minor}`,
    title: `KEDA 2.${minor}`,
    differs:
      minor < 10
        ? 'no `keda_scaler_active`, `scalerIndex`, errors in `keda_scaler_errors`'
        : minor < 13
          ? '`scalerIndex`, no `keda_scaled_object_paused`, errors in `keda_scaler_errors`'
          : minor < 14
            ? 'errors in `keda_scaler_errors`'
            : 'as today',
    source: KEDA_SOURCE,
    scrape: 30,
    as: keda(minor),
  })),
  ...KARPENTERS,
  {
    id: 'cluster-autoscaler-default',
    title: 'cluster autoscaler as it comes',
    differs: 'nothing of single node groups',
    source:
      'kubernetes/autoscaler: cluster-autoscaler/metrics/metrics.go, --emit-per-nodegroup-metrics (off by default)',
    scrape: 30,
    as: (column) => (nameOf(column).startsWith('cluster_autoscaler_node_group_') ? [] : [column]),
  },
  {
    id: 'cluster-autoscaler-1.28',
    title: 'cluster autoscaler 1.26 to 1.28, groups told',
    differs: 'limits of node groups, neither their size nor whether they are held back',
    source: `${CLUSTER_AUTOSCALER}, tags 1.26.0, 1.28.0 and 1.30.0`,
    scrape: 30,
    as: (column) =>
      /^cluster_autoscaler_node_group_(target_count|healthiness|backoff_status)$/.test(nameOf(column)) ? [] : [column],
  },
  {
    id: 'cluster-autoscaler-1.20',
    title: 'cluster autoscaler 1.20',
    differs: 'nothing of node groups, no skipped additions',
    source: `${CLUSTER_AUTOSCALER}, tags 1.20.0 and 1.26.0`,
    scrape: 30,
    as: (column) =>
      /^cluster_autoscaler_(node_group_|skipped_scale_events_count)/.test(nameOf(column)) ? [] : [column],
  },
];
