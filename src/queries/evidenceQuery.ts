// The query behind a row of proof, to be opened in Explore: the signals of that row, cut to one workload's namespace.
import { distinct } from '../kit/array';
import type { Exported, SignalKind } from '../model/series';
import type { WorkloadRef } from '../model/workload';
import { specOf, type SignalSpec } from './catalogue';
import { clusterLabelsOf, clusterMatchers } from './clusterLabels';
import { namespaceMatchers } from './namespaceMatchers';
import { anyOf, selector } from './selector';

function objectMatcher(kind: SignalKind, workload: WorkloadRef): string | undefined {
  const label = workload.kind === 'StatefulSet' ? 'statefulset' : 'deployment';
  return kind.startsWith('workload.') ? anyOf(label, [workload.name]) : undefined;
}

/** How the series are labelled. */
export interface EvidenceLabels {
  /** Whether the namespace arrives as `exported_namespace`. */
  readonly exported?: Exported;
  /** The labels that tell clusters apart; absent or 'auto' when it is one of the usual names. */
  readonly clusterLabel?: string;
}

/** The labels that say whose these are, for a signal with this spec: what to keep where series are summed up. */
export function labelsOf(spec: SignalSpec, { exported = false, clusterLabel = 'auto' }: EvidenceLabels) {
  const spelled =
    exported === 'some' ? ['namespace', 'exported_namespace'] : [exported ? 'exported_namespace' : 'namespace'];
  return {
    cluster: clusterLabel === 'auto' ? ['cluster'] : clusterLabelsOf(clusterLabel),
    namespace: spec.namespace?.slice(0, 1) ?? spelled,
  };
}

function placesOf(spec: SignalSpec, { namespace }: WorkloadRef, exported: Exported): Array<Array<string | undefined>> {
  const [own] = spec.namespace ?? [];
  if (spec.clusterWide) {
    return [[]];
  }
  return own === undefined ? namespaceMatchers(exported, [namespace]) : [[anyOf(own, [namespace])]];
}

/**
 * The selectors of one signal, cut to the workload's namespace, and to the workload where its series name it: one, or one
 * for each spelling where this store has both.
 */
export function signalSelectors(
  spec: SignalSpec,
  workload: WorkloadRef,
  { exported = false, clusterLabel = 'auto' }: EvidenceLabels,
  ...more: Array<string | undefined>
): string[] {
  return placesOf(spec, workload, exported).map((place) =>
    selector(spec.pattern, [
      ...clusterMatchers(workload.cluster, clusterLabel),
      ...place,
      objectMatcher(spec.kind, workload),
      spec.matchers,
      ...more,
    ])
  );
}

/** PromQL that shows these signals of the workload; '' for signals that are not read from a series. */
export function evidenceQuery(
  kinds: readonly SignalKind[],
  workload: WorkloadRef,
  labels: EvidenceLabels = {}
): string {
  const texts = kinds.flatMap((kind) => {
    const spec = specOf(kind);
    const selectors = spec ? signalSelectors(spec, workload, labels) : [];
    return spec?.read === 'range' ? selectors.map((text) => `rate(${text}[2m])`) : selectors;
  });
  return distinct(texts).join(' or ');
}
