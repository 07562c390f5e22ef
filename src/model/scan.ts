// What is asked of a whole fleet before anything is read: conditions that the database itself can decide, each answered with
// the few objects that meet it. A scan is necessary, not sufficient: where a rule can fire above info, one of the scans that it
// declares names the workload. What no scan names is calm by proof (docs/decisions/0013). The queries stand in queries/scans.ts.
import type { Millis } from '../kit/interval';

/** What each scan looks for, in words that follow "workloads that". */
export const SCANS = {
  rewritten: 'were written to twice or more',
  moved: 'an HPA moved twice or more',
  grew: 'an HPA moved far enough, in one move or several',
  'grew-on-memory': 'an HPA on memory added to',
  'held-by-cron': 'a cron trigger held above what the load asks for',
  'at-maximum': 'an HPA held at its maximum',
  blind: 'an HPA could not scale while pods ran',
  'range-frozen': 'an HPA may not move: its minimum is its maximum',
  'far-from-target': 'stood away from what a metric of their HPA asks for',
  'metric-missing': 'an HPA missed a metric of',
  large: 'are so many that a tolerance hides whole pods',
  idle: 'stood at a minimum above one all the time',
  'shared-target': 'have two scalers of the same kind',
  'shared-stem': 'are named like one that nobody scales, and use another share of CPU than their HPA reads',
  'sized-twice': 'both an HPA and a VPA, or two VPAs, are on',
  'sized-alone': 'a VPA sizes and one replica runs',
  dangling: 'an HPA points at and does not reach, or nobody exports',
  'recommendation-moved': 'a VPA changed its mind about',
  'recommendation-capped': 'a VPA wants more for than it may have',
  'recommendation-over-node': 'a VPA asks more for than a node has',
  evicted: 'a VPA evicted, resized or failed to evict',
  resized: 'had pods whose requests changed as they ran',
  'scaler-errors': 'a KEDA trigger failed on',
  paused: 'KEDA is paused on',
  'asleep-with-work': 'KEDA let sleep while a trigger had work',
  'quota-full': 'were refused pods, or live in a namespace with a full quota',
  'budget-at-zero': 'live in a namespace with a budget at zero',
  dipped: 'had fewer ready pods than they ever asked for',
  waiting: 'had pods that waited for a node',
  nodes: 'run on nodes that came or went',
} as const;

export type ScanId = keyof typeof SCANS;

/**
 * Numbers in the conditions that follow from the settings of the rules which declare them: a setting that is lowered widens
 * its scans (engine/scanLimits.ts).
 */
export interface ScanLimits {
  /** Replicas between the highest and the lowest wish of an HPA (grew). */
  readonly grownBy: number;
  /** Replicas (large). */
  readonly largeFrom: number;
  /** How long a metric must stand above its target (far-from-target). */
  readonly farFor: Millis;
  /** Part of its target to which all metrics must have fallen (far-from-target). */
  readonly farBelow: number;
  /** The same of the metrics beside a cron trigger (held-by-cron). */
  readonly cronLoad: number;
  /** How long a metric must be missing (metric-missing). */
  readonly missingFor: Millis;
  /** Share of the time at the minimum, and the minimum that availability alone explains (idle). */
  readonly idleShare: number;
  readonly idleAbove: number;
  /** How long a budget must stand at zero (budget-at-zero). */
  readonly closedFor: Millis;
  /** How long a pod must wait for its node (waiting). */
  readonly waitedFor: Millis;
  /** Highest recommendation above the lowest, as a share (recommendation-moved). */
  readonly swing: number;
  /** Uncapped recommendation above the target, as a share (recommendation-capped). */
  readonly excess: number;
  /** Share of the largest node (recommendation-over-node). */
  readonly ofNode: number;
}

/** What the rules' defaults come to. */
export const USUAL_LIMITS: ScanLimits = {
  grownBy: 2,
  largeFrom: 50,
  farFor: 1_200_000,
  farBelow: 0.8,
  cronLoad: 0.5,
  missingFor: 180_000,
  idleShare: 0.95,
  idleAbove: 3,
  closedFor: 900_000,
  waitedFor: 60_000,
  swing: 0.2,
  excess: 0.05,
  ofNode: 0.9,
};
