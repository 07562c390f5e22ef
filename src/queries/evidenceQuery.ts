// The query behind a row of proof, to be opened in Explore: the signals of that row, cut to one workload's namespace.
import { distinct, isPresent } from '../kit/array';
import type { SignalKind } from '../model/series';
import type { WorkloadRef } from '../model/workload';
import { specOf, type SignalSpec } from './catalogue';
import { clusterLabelsOf } from './clusterLabels';
import { anyOf, selector } from './selector';

function objectMatcher(kind: SignalKind, workload: WorkloadRef): string | undefined {
  const label = workload.kind === 'StatefulSet' ? 'statefulset' : 'deployment';
  return kind.startsWith('workload.') ? anyOf(label, [workload.name]) : undefined;
}

/** How the series are labelled. */
export interface EvidenceLabels {
  /** The namespace arrives as `exported_namespace`. */
  readonly exported?: boolean;
  /** Name of the label that tells clusters apart; absent or 'auto' when it is one of the usual names. */
  readonly clusterLabel?: string;
}

/** The labels that say whose series these are, best first, for a signal with this spec. */
export function labelsOf(spec: SignalSpec, { exported = false, clusterLabel = 'auto' }: EvidenceLabels) {
  return {
    cluster: clusterLabelsOf(clusterLabel)[0] ?? 'cluster',
    namespace: spec.namespace?.[0] ?? (exported ? 'exported_namespace' : 'namespace'),
  };
}

/** The selector of one signal, cut to the workload's namespace, and to the workload where its series name it. */
export function signalSelector(
  spec: SignalSpec,
  workload: WorkloadRef,
  labels: EvidenceLabels,
  ...more: Array<string | undefined>
): string {
  const { cluster, namespace } = labelsOf(spec, labels);
  return selector(spec.pattern, [
    workload.cluster === '' ? undefined : anyOf(cluster, [workload.cluster]),
    spec.clusterWide ? undefined : anyOf(namespace, [workload.namespace]),
    objectMatcher(spec.kind, workload),
    spec.matchers,
    ...more,
  ]);
}

/** PromQL that shows these signals of the workload; '' for signals that are not read from a series. */
export function evidenceQuery(
  kinds: readonly SignalKind[],
  workload: WorkloadRef,
  labels: EvidenceLabels = {}
): string {
  const texts = kinds.map((kind) => {
    const spec = specOf(kind);
    const text = spec && signalSelector(spec, workload, labels);
    return spec?.read === 'range' ? `rate(${text}[2m])` : text;
  });
  return distinct(texts.filter(isPresent)).join(' or ');
}
