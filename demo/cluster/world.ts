// What every controller shares: the clock, the future, the objects and the truth about who wrote what. It knows none of
// the controllers.

import { Agenda } from './agenda';
import type { DemandContext } from './demand';
import type { PodDisruptionBudget } from './objects/disruptionBudget';
import type { Hpa } from './objects/hpa';
import type { ScaledObject } from './objects/scaledObject';
import type { Vpa } from './objects/vpa';
import type { Node, Pod, Workload } from './objects/workload';
import { Random } from './random';
import type { WriterFamily } from './specs/changes';
import type { NodeAutoscalerSpec } from './specs/nodes';
import type { LimitRange, ResourceQuota } from './specs/policies';
import type { Fault } from './specs/scenario';
import type { WorkloadKind } from './specs/workload';
import type { PodMetricsTiming, VpaTiming } from './timing';

/** One true change of spec.replicas, seen by a scrape or not. */
export interface ReplicaWrite {
  readonly atMs: number;
  readonly namespace: string;
  readonly kind: WorkloadKind;
  readonly workload: string;
  readonly from: number;
  readonly to: number;
  readonly writer: { readonly family: WriterFamily; readonly name: string };
  readonly generation: number;
  /** The same write replaced the pod template. */
  readonly template: boolean;
}

/** A true event besides replica writes. */
export interface ClusterEvent {
  readonly atMs: number;
  readonly namespace: string;
  readonly what:
    | 'evicted'
    | 'eviction-refused'
    | 'resized'
    | 'resize-refused'
    | 'rollout'
    | 'edit'
    | 'node-added'
    | 'node-removed'
    | 'oom-killed';
  readonly object: string;
  readonly by: string;
}

/** A value read from outside the cluster, or undefined while its source fails. */
export type SignalReader = () => number | undefined;

export class World {
  readonly agenda = new Agenda();
  readonly random: Random;
  readonly workloads = new Map<string, Workload>();
  readonly hpas: Hpa[] = [];
  readonly vpas: Vpa[] = [];
  readonly scaledObjects: ScaledObject[] = [];
  readonly pdbs: PodDisruptionBudget[] = [];
  readonly quotas: ResourceQuota[] = [];
  readonly limitRanges: LimitRange[] = [];
  readonly nodes: Node[] = [];
  readonly pending = new Set<Pod>();
  readonly signals = new Map<string, SignalReader>();
  readonly faults: Array<Fault & { namespace: string }> = [];
  readonly dials = new Map<string, number>();
  readonly writes: ReplicaWrite[] = [];
  readonly events: ClusterEvent[] = [];
  /** The HPA controller's own gauge, never deleted: a removed HPA keeps its last value (measured). */
  readonly controllerDesired = new Map<string, { namespace: string; name: string; desired: number }>();
  readonly nodeAutoscalers: NodeAutoscalerSpec[] = [];
  /** Counters and gauges of components that have no object of their own, as name{"label":"value"}. */
  readonly counters = new Map<string, number>();
  readonly gauges = new Map<string, number>();
  readonly writeListeners: Array<(workload: Workload) => void> = [];
  now: number;

  constructor(
    readonly startMs: number,
    readonly seed: number,
    readonly vpa: VpaTiming,
    readonly podMetrics: PodMetricsTiming
  ) {
    this.now = startMs;
    this.random = new Random(seed);
  }

  /** Seconds since the cluster's start. */
  seconds(): number {
    return (this.now - this.startMs) / 1000;
  }

  /** The moment so many seconds after the cluster's start. */
  at(seconds: number): number {
    return this.startMs + Math.round(seconds * 1000);
  }

  /** Plans a call some milliseconds from now. */
  after(ms: number, run: () => void): void {
    this.agenda.plan(this.now + ms, run);
  }

  /** Lives until the moment given, everything due at it included. */
  advanceTo(ms: number): void {
    while (this.agenda.nextAt() <= ms) {
      const entry = this.agenda.take();
      if (entry !== undefined) {
        this.now = Math.max(this.now, entry.at);
        entry.run();
      }
    }
    this.now = Math.max(this.now, ms);
  }

  /** The workload of that name, if it exists. */
  workload(namespace: string, kind: WorkloadKind, name: string): Workload | undefined {
    return this.workloads.get(`${namespace}/${kind}/${name}`);
  }

  /** Is something broken at this moment? */
  broken(what: Fault['what'], namespace: string, signal?: string): boolean {
    const t = this.seconds();
    return this.faults.some(
      (fault) =>
        fault.what === what &&
        fault.namespace === namespace &&
        t >= fault.fromSeconds &&
        t < fault.toSeconds &&
        (fault.signal === undefined || fault.signal === signal)
    );
  }

  /** Adds to a counter. */
  count(counter: string, by = 1): void {
    this.counters.set(counter, (this.counters.get(counter) ?? 0) + by);
  }

  /** What demands may look at. */
  demandContext(seed: number): DemandContext {
    return {
      seed,
      dial: (name) => this.dials.get(name) ?? 0,
      strain: (workload) => this.strain(workload),
    };
  }

  private strain(key: string): number {
    const [namespace = '', name = ''] = key.split('/');
    const workload = this.workload(namespace, 'Deployment', name);
    if (workload === undefined || workload.usedCores <= 0) {
      return 0;
    }
    return Math.min(2, Math.max(0, workload.demandedCores / workload.usedCores - 1));
  }
}
