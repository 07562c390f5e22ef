// The scrape targets: which renderers answer behind which address, and the labels a scrape adds.

import { labelsOf, type Labels } from '../labels';
import type { World } from '../world';
import { emitCadvisor } from './cadvisor';
import { emitControllerManager, emitHpas } from './hpas';
import { emitKedaOperator, emitScaledObjects } from './keda';
import { emitNodeAutoscalers, emitNodes } from './nodes';
import { emitPods } from './pods';
import { emitPolicies } from './policies';
import type { Emit } from './sample';
import { emitVpaComponents, emitVpas } from './vpas';
import { emitWorkloads } from './workloads';

export type Target =
  'kube-state-metrics' | 'kubelet' | 'keda-operator' | 'vpa' | 'kube-controller-manager' | 'node-autoscaler';

type Render = (world: World, emit: Emit) => void;

interface TargetSpec {
  /** Labels of the scrape: job and instance. */
  labels: Labels;
  /** Its own namespace, pod and container: what `namespace` becomes where honor_labels is off. */
  own: Labels;
  renders: Render[];
}

export const TARGETS: Record<Target, TargetSpec> = {
  'kube-state-metrics': {
    labels: { job: 'kube-state-metrics', instance: '10.0.0.10:8080' },
    own: { namespace: 'monitoring', pod: 'kube-state-metrics-0', container: 'kube-state-metrics' },
    renders: [emitBuildInfo, emitWorkloads, emitPods, emitHpas, emitVpas, emitScaledObjects, emitNodes, emitPolicies],
  },
  kubelet: {
    labels: { job: 'kubelet', instance: '10.0.0.2:10250', metrics_path: '/metrics/cadvisor' },
    own: {},
    renders: [emitCadvisor],
  },
  'keda-operator': {
    labels: { job: 'keda-operator', instance: '10.0.0.11:8080' },
    own: { namespace: 'keda' },
    renders: [emitKedaOperator],
  },
  vpa: {
    labels: { job: 'vpa-updater', instance: '10.0.0.12:8943' },
    own: { namespace: 'kube-system' },
    renders: [emitVpaComponents],
  },
  'kube-controller-manager': {
    labels: { job: 'kube-controller-manager', instance: '10.0.0.1:10257' },
    own: { namespace: 'kube-system' },
    renders: [emitControllerManager],
  },
  'node-autoscaler': {
    labels: { job: 'node-autoscaler', instance: '10.0.0.13:8085' },
    own: { namespace: 'kube-system' },
    renders: [emitNodeAutoscalers],
  },
};

/** Hands out everything a target has to say at this moment. */
export function collect(world: World, target: Target, emit: Emit): void {
  for (const render of TARGETS[target].renders) {
    render(world, emit);
  }
}

function emitBuildInfo(world: World, emit: Emit): void {
  emit(
    'kube_state_metrics_build_info',
    labelsOf(world, 'ksm-build', () => ({ version: 'v2.20.0' })),
    1
  );
}
