// Which kinds it takes to join another kind to a workload: a pod without its owner is nobody's (docs/signals.md, "Joins").
import { isPresent } from '../../kit/array';
import { kindsOfNeed, type Need } from '../../model/rule';
import type { SignalKind } from '../../model/series';

/** Controllers that own their pods without a ReplicaSet between. */
const OWN_PODS: readonly string[] = ['StatefulSet', 'DaemonSet'];

function joinsOf(kind: SignalKind, workloadKind: string): readonly Need[] {
  const throughReplicaSet: readonly Need[] = OWN_PODS.includes(workloadKind) ? [] : ['replicaset.owner'];
  if (kind.startsWith('hpa.')) {
    return ['hpa.info'];
  }
  if (kind.startsWith('pod.')) {
    return ['pod.owner', 'pod.created', ...throughReplicaSet];
  }
  if (kind.startsWith('replicaset.')) {
    return throughReplicaSet;
  }
  if (/^vpa\.(evict|in-place)/.test(kind)) {
    return [{ oneOf: ['vpa.target', 'vpa.mode'] }];
  }
  return kind.startsWith('keda.') ? [{ oneOf: ['hpa.info', 'scaledobject.info', 'scaledobject.condition'] }] : [];
}

/** What tells of a new template: the ReplicaSet that comes with it, or the revision of a controller that owns its pods. */
function needAt(need: Need, workloadKind: string): Need | undefined {
  if (!OWN_PODS.includes(workloadKind) || !kindsOfNeed(need).every((kind) => kind.startsWith('replicaset.'))) {
    return need;
  }
  return workloadKind === 'StatefulSet' && need === 'replicaset.created' ? 'statefulset.revision' : undefined;
}

/** What was answered before: needs are those of rules, and each is asked about every workload. */
const ANSWERED = new WeakMap<readonly Need[], Map<string, readonly Need[]>>();

/** The needs, and what it takes to join them to a workload of this kind. StatefulSets have no ReplicaSets to read. */
export function withJoins(needs: readonly Need[], workloadKind: string): readonly Need[] {
  const byKind = ANSWERED.get(needs) ?? new Map<string, readonly Need[]>();
  const known = byKind.get(workloadKind) ?? joined(needs, workloadKind);
  byKind.set(workloadKind, known);
  ANSWERED.set(needs, byKind);
  return known;
}

function joined(needs: readonly Need[], workloadKind: string): Need[] {
  const own = needs.map((need) => needAt(need, workloadKind)).filter(isPresent);
  return [...own, ...own.flatMap((need) => kindsOfNeed(need).flatMap((kind) => joinsOf(kind, workloadKind)))];
}
