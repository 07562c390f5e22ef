// Pods, their templates and what they use, as a test case writes them. Creation times are values, exact to the second.
import { span, type Column } from './promtool';
import { START, type Tape } from './tape';

export interface PodCase {
  /** When they were born, from the first scrape on: `5m`, `-1h` for before. */
  readonly at: string;
  readonly count?: number;
  readonly cpu?: number;
  readonly memory?: number;
  /** From birth to a node, and from birth to ready: `2s`, `200s`; not exported when absent. */
  readonly scheduled?: string;
  readonly ready?: string;
  /** The node they are bound to; they go round where there are several. */
  readonly node?: string | readonly string[];
  /** Cores that one of them uses. */
  readonly usage?: Column;
  /** Number of the template: 0 the one from before the range, 1 the first rollout inside it. */
  readonly template?: number;
}

interface Pods {
  readonly kind: string;
  readonly name: string;
  readonly pods: readonly PodCase[];
  readonly rollouts: readonly number[];
  readonly usage: Column | undefined;
}

function seconds(offset: number): number {
  return Math.floor((START + offset) / 1000);
}

function podTimes(tape: Tape, pod: string, group: PodCase): void {
  if (group.scheduled !== undefined) {
    tape.once('pod.scheduled', pod, seconds(span(group.at) + span(group.scheduled)));
  }
  if (group.ready !== undefined) {
    tape.once('pod.ready', pod, seconds(span(group.at) + span(group.ready)));
  }
  if (group.usage !== undefined) {
    tape.add('usage.cpu', pod, tape.read(group.usage));
  }
}

/** The series of the pods of one workload and of its ReplicaSets. */
export function podSeries(tape: Tape, of: Pods): void {
  const templates = [span('-9d'), ...of.rollouts];
  const isSet = of.kind === 'StatefulSet';
  if (!isSet && (of.rollouts.length > 0 || of.pods.length > 0)) {
    templates.forEach((at, i) => {
      tape.once('replicaset.owner', `${of.name}-${i}`, 1, { ownerKind: of.kind, ownerName: of.name });
      tape.once('replicaset.created', `${of.name}-${i}`, seconds(at));
    });
  }
  let born = 0;
  for (const group of of.pods) {
    const owner = isSet
      ? { ownerKind: 'StatefulSet', ownerName: of.name }
      : { ownerKind: 'ReplicaSet', ownerName: `${of.name}-${group.template ?? 0}` };
    for (let i = 0; i < (group.count ?? 1); i++) {
      const pod = `${of.name}-pod-${String(born++).padStart(4, '0')}`;
      tape.once('pod.owner', pod, 1, owner);
      tape.once('pod.created', pod, seconds(span(group.at)));
      podTimes(tape, pod, group);
      for (const resource of ['cpu', 'memory'] as const) {
        const size = group[resource];
        if (size !== undefined) {
          const nodes = [group.node ?? []].flat();
          const node = nodes[i % nodes.length];
          tape.once('pod.request', pod, size, { container: 'app', resource, ...(node === undefined ? {} : { node }) });
        }
      }
    }
  }
  if (of.usage !== undefined) {
    tape.add('usage.cpu', `${of.name}-pod-0000`, tape.read(of.usage));
  }
}
