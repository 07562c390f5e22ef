// The configuration of kube-state-metrics that brings VPA and ScaledObject series, to paste as it is. Both run
// unchanged on kube-state-metrics 2.8 and newer; they need RBAC to list the two kinds and CustomResourceDefinitions.

const RECOMMENDATIONS: ReadonlyArray<readonly [name: string, field: string]> = [
  ['target', 'target'],
  ['lowerbound', 'lowerBound'],
  ['upperbound', 'upperBound'],
  ['uncappedtarget', 'uncappedTarget'],
];
const RESOURCES: ReadonlyArray<readonly [resource: string, unit: string]> = [
  ['cpu', 'core'],
  ['memory', 'byte'],
];

function recommendation(name: string, field: string, resource: string, unit: string): string {
  return `        - name: verticalpodautoscaler_status_recommendation_containerrecommendations_${name}
          commonLabels: {resource: ${resource}, unit: ${unit}}
          each: {type: Gauge, gauge: {path: [status, recommendation, containerRecommendations], labelsFromPath: {container: [containerName]}, valueFrom: [${field}, ${resource}]}}`;
}

const VPA = `    - groupVersionKind: {group: autoscaling.k8s.io, kind: VerticalPodAutoscaler, version: v1}
      metricNamePrefix: kube
      labelsFromPath:
        verticalpodautoscaler: [metadata, name]
        namespace: [metadata, namespace]
        target_api_version: [spec, targetRef, apiVersion]
        target_kind: [spec, targetRef, kind]
        target_name: [spec, targetRef, name]
      metrics:
        - name: verticalpodautoscaler_spec_updatepolicy_updatemode
          each: {type: StateSet, stateSet: {labelName: update_mode, path: [spec, updatePolicy, updateMode], list: [Auto, Recreate, Initial, "Off", InPlaceOrRecreate, InPlace]}}
${RECOMMENDATIONS.flatMap(([name, field]) => RESOURCES.map(([resource, unit]) => recommendation(name, field, resource, unit))).join('\n')}`;

const SCALED_OBJECT = `    - groupVersionKind: {group: keda.sh, kind: ScaledObject, version: v1alpha1}
      metricNamePrefix: kube
      labelsFromPath:
        scaledobject: [metadata, name]
        namespace: [metadata, namespace]
        target_kind: [status, scaleTargetKind]
        target_name: [spec, scaleTargetRef, name]
        hpa: [status, hpaName]
      metrics:
        - {name: scaledobject_info, each: {type: Info, info: {labelsFromPath: {triggers: [status, triggersTypes]}}}}
        - {name: scaledobject_spec_min_replicas, each: {type: Gauge, gauge: {path: [spec, minReplicaCount], nilIsZero: true}}}
        - {name: scaledobject_spec_max_replicas, each: {type: Gauge, gauge: {path: [spec, maxReplicaCount]}}}
        - {name: scaledobject_spec_cooldown_seconds, each: {type: Gauge, gauge: {path: [spec, cooldownPeriod]}}}
        - {name: scaledobject_status_condition, each: {type: Gauge, gauge: {path: [status, conditions], labelsFromPath: {condition: [type]}, valueFrom: [status]}}}
        - {name: scaledobject_status_last_active_time, each: {type: Gauge, gauge: {path: [status, lastActiveTime], nilIsZero: true}}}`;

/** The whole file for `--custom-resource-state-config-file`. */
export const CUSTOM_RESOURCE_CONFIG = `kind: CustomResourceStateMetrics
spec:
  resources:
${VPA}
${SCALED_OBJECT}
`;

/** What kube-state-metrics must be allowed to read for it. */
export const CUSTOM_RESOURCE_RBAC = `- apiGroups: [autoscaling.k8s.io]
  resources: [verticalpodautoscalers]
  verbs: [list, watch]
- apiGroups: [keda.sh]
  resources: [scaledobjects]
  verbs: [list, watch]
- apiGroups: [apiextensions.k8s.io]
  resources: [customresourcedefinitions]
  verbs: [list, watch]
`;
