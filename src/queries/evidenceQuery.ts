// The query behind a row of proof, to be opened in Explore: the signals of that row, cut to one workload's namespace.
import { distinct, isPresent } from '../kit/array';
import type { SignalKind } from '../model/series';
import type { WorkloadRef } from '../model/workload';
import { specOf } from './catalogue';
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

/** PromQL that shows these signals of the workload; '' for signals that are not read from a series. */
export function evidenceQuery(
  kinds: readonly SignalKind[],
  workload: WorkloadRef,
  { exported = false, clusterLabel = 'auto' }: EvidenceLabels = {}
): string {
  const cluster =
    workload.cluster === '' ? undefined : anyOf(clusterLabelsOf(clusterLabel)[0] ?? 'cluster', [workload.cluster]);
  const texts = kinds.map((kind) => {
    const spec = specOf(kind);
    if (!spec) {
      return undefined;
    }
    const own = spec.namespace?.[0];
    const label = own ?? (exported ? 'exported_namespace' : 'namespace');
    const text = selector(spec.pattern, [
      cluster,
      spec.clusterWide ? undefined : anyOf(label, [workload.namespace]),
      objectMatcher(kind, workload),
      spec.matchers,
    ]);
    return spec.read === 'range' ? `rate(${text}[2m])` : text;
  });
  return distinct(texts.filter(isPresent)).join(' or ');
}
