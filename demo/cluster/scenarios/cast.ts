// The cast of a scenario: names, sizes and rhythms out of a seed, so that every seed tells the same kind of story with
// other people in it. A detector that only knows one telling fails on the next.

import { present } from '../present';
import type { Demand } from '../demand';
import type { ContainerSpec, WorkloadSpec } from '../specs/workload';
import { Random } from '../random';
import type { HpaBehavior, HpaMetricSpec, HpaSpec } from '../specs/hpa';
import type { Scenario } from '../specs/scenario';
import type { Writer } from '../specs/changes';

const NAMES = [
  'web',
  'api',
  'cart',
  'search',
  'mailer',
  'catalog',
  'gateway',
  'profile',
  'ledger',
  'render',
  'notify',
  'stream',
  'quote',
  'ranker',
];
const TEAMS = ['shop', 'media', 'billing', 'growth', 'core', 'data', 'travel', 'games', 'maps', 'bank'];
const MEBIBYTE = 1024 ** 2;

/** What one seed decides. */
export class Cast {
  private readonly random: Random;
  readonly name: string;
  readonly namespace: string;
  /** CPU request of a pod in cores, and the HPA's target in percent. */
  readonly request: number;
  readonly target: number;

  constructor(id: string, seed: number) {
    this.random = new Random(seed).fork(id);
    this.name = this.pick(NAMES);
    this.namespace = `${this.pick(TEAMS)}-${id}`;
    this.request = this.pick([0.2, 0.25, 0.4, 0.5, 0.8, 1]);
    this.target = this.pick([50, 60, 65, 70]);
  }

  /** One of the list. */
  pick<T>(list: readonly T[]): T {
    return present(list[Math.floor(this.random.unit() * list.length)]);
  }

  /** A whole number between both, ends included. */
  whole(low: number, high: number): number {
    return Math.floor(this.random.between(low, high + 1));
  }

  /** A number between both. */
  between(low: number, high: number): number {
    return this.random.between(low, high);
  }

  /** CPU demand at which this cast's HPA wants so many replicas. */
  coresFor(replicas: number): number {
    return (replicas * this.request * this.target) / 100;
  }

  /** A little noise on a demand, too little to cross the dead band. */
  noisy(of: Demand, share = 0.02): Demand {
    return { kind: 'noise', of, share, everySeconds: this.whole(30, 90) };
  }

  /** Demand that swings around a step of the HPA: too much for so many replicas, then too little. */
  swinging(replicas: number): Demand {
    return {
      kind: 'bursts',
      base: this.coresFor(replicas) * 0.93,
      peak: this.coresFor(replicas) * 1.15,
      everySeconds: 240,
      forSeconds: 120,
    };
  }

  /** The usual container. */
  containers(more: Partial<ContainerSpec> = {}): ContainerSpec[] {
    return [
      {
        name: 'app',
        image: `registry.invalid/${this.name}:1`,
        requests: { cpu: this.request, memory: 256 * MEBIBYTE },
        ...more,
      },
    ];
  }

  /** The usual workload. */
  workload(replicas: number, more: Partial<WorkloadSpec> = {}): WorkloadSpec {
    return {
      name: this.name,
      replicas,
      containers: this.containers(),
      startSeconds: [3, 9],
      readySeconds: 2,
      terminationSeconds: 4,
      ...more,
    };
  }

  /** The usual HPA: CPU in percent of the request. */
  hpa(minReplicas: number, maxReplicas: number, more: Partial<HpaSpec> = {}): HpaSpec {
    return { name: this.name, minReplicas, maxReplicas, metrics: [this.onCpu()], ...more };
  }

  onCpu(utilization = this.target): HpaMetricSpec {
    return { type: 'Resource', resource: 'cpu', utilization };
  }

  /** A whole scenario around the usual workload. */
  scenario(replicas: number, demand: Demand, more: Partial<Scenario> = {}): Scenario {
    return { namespace: this.namespace, title: '', workload: this.workload(replicas), demand, ...more };
  }
}

/** Scale-down window in seconds, nothing else. */
export function downWindow(seconds: number): HpaBehavior {
  return { scaleDown: { stabilizationWindowSeconds: seconds } };
}

/** A person who scales to each of these numbers in turn, 750 s apart. */
export function byHand(numbers: readonly number[], fromSeconds: number): Writer[] {
  return numbers.map((replicas, i) => ({
    kind: 'scale',
    family: 'human',
    replicas,
    atSeconds: fromSeconds + 750 * i,
  }));
}

/** A schedule that writes 2 every quarter of an hour from minute ten on. */
export function everyQuarter(toSeconds?: number): Writer {
  return {
    kind: 'scale',
    family: 'cron',
    name: 'kube-downscaler',
    replicas: 2,
    everySeconds: 900,
    fromSeconds: 600,
    ...(toSeconds === undefined ? {} : { toSeconds }),
  };
}
