// The query that goes into an alert rule made from a finding: 1 while the story goes on, 0 while it does not. Grafana's
// rule then asks for more than 0, which is what its form proposes.
import { isPresent } from '../kit/array';
import type { Finding } from '../model/finding';
import type { SignalKind } from '../model/series';
import { specOf, type SignalSpec } from './catalogue';
import { evidenceQuery, labelsOf, signalSelectors, type EvidenceLabels } from './evidenceQuery';
import { anyOf } from './selector';

/** Signals that somebody writes: how often they changed tells a fight. */
const WRITTEN: readonly SignalKind[] = [
  'workload.generation',
  'workload.replicas',
  'hpa.desired',
  'hpa.min',
  'hpa.max',
  'vpa.target',
  'keda.active',
];
/** Counters: how much they grew. */
const COUNTED: readonly SignalKind[] = ['vpa.evicted', 'vpa.eviction-failed', 'vpa.in-place-failed', 'keda.errors'];

/** Within this time one goes and comes back: a move and its answer are two, and once is no fight. */
const WINDOW = '30m';
const ONCE = 2;

function actorMatcher(spec: SignalSpec, { actors }: Finding): string | undefined {
  const family = spec.kind.startsWith('scaledobject.') ? 'keda' : spec.kind.split('.')[0];
  const name = actors.find((actor) => actor.family === family)?.name;
  const [label] = spec.object;
  return name === undefined || label === undefined ? undefined : anyOf(label, [name]);
}

/** By whom the numbers are kept apart: the labels that also tell an alert which workload it is about. */
function keptLabels(spec: SignalSpec, { workload }: Finding, labels: EvidenceLabels): string {
  const { cluster, namespace } = labelsOf(spec, labels);
  const object = workload.kind === 'StatefulSet' ? 'statefulset' : 'deployment';
  const own = spec.kind.startsWith('workload.') ? object : spec.object[0];
  return [...(workload.cluster === '' ? [] : cluster), ...namespace, own].filter(isPresent).join(', ');
}

/**
 * PromQL that tells the finding. Where its proof is in nothing that moves, it is the series of its first proof, and who
 * makes the rule sets the threshold; '' when there is no series at all.
 */
export function alertQuery(finding: Finding, labels: EvidenceLabels = {}): string {
  const signals = finding.evidence.flatMap((row) => row.signals);
  const kind = signals.find((signal) => WRITTEN.includes(signal) || COUNTED.includes(signal));
  const spec = kind && specOf(kind);
  if (!kind || !spec) {
    return evidenceQuery(signals.slice(0, 1), finding.workload, labels);
  }
  const how = WRITTEN.includes(kind) ? 'changes' : 'increase';
  const counts = signalSelectors(spec, finding.workload, labels, actorMatcher(spec, finding)).map(
    (series) => `${how}(${series}[${WINDOW}])`
  );
  return `max by (${keptLabels(spec, finding, labels)}) (${counts.join(' or ')}) > bool ${ONCE}`;
}
