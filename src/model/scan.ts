// What is asked of a whole fleet before anything is read: conditions that the database itself can decide, each answered with
// the few objects that meet it. A scan is necessary, not sufficient: where a rule can fire above info, one of the scans that it
// declares names the workload. What no scan names is calm by proof (docs/decisions/0013). The queries stand in queries/scans.ts.

/** What each scan looks for, in words that follow "workloads that". */
export const SCANS = {
  rewritten: 'were written to twice or more',
  moved: 'an HPA moved twice or more',
  grew: 'an HPA moved by two replicas or more',
  'at-maximum': 'an HPA held at its maximum',
  blind: 'an HPA could not scale while pods ran',
  'range-frozen': 'an HPA may not move: its minimum is its maximum',
  'far-from-target': 'stood away from what a metric of their HPA asks for',
  'metric-missing': 'an HPA missed a metric of',
  large: 'are so many that a tolerance hides whole pods',
  idle: 'stood at a minimum above one all the time',
  'shared-target': 'have two scalers of the same kind',
  'shared-stem': 'share the beginning of their name with one that nobody scales',
  'sized-twice': 'both an HPA and a VPA, or two VPAs, are on',
  'sized-alone': 'a VPA sizes and one replica runs',
  dangling: 'an HPA points at and nobody exports',
  'recommendation-moved': 'a VPA changed its mind about',
  'recommendation-capped': 'a VPA wants more for than it may have',
  'recommendation-over-node': 'a VPA asks more for than a node has',
  evicted: 'a VPA evicted, resized or failed to evict',
  resized: 'had pods whose requests changed as they ran',
  'scaler-errors': 'a KEDA trigger failed on',
  paused: 'KEDA is paused on',
  'asleep-with-work': 'KEDA let sleep while a trigger had work',
  'quota-full': 'live in a namespace with a full quota',
  'budget-at-zero': 'live in a namespace with a budget at zero',
  dipped: 'had fewer ready pods than they ever asked for',
  waiting: 'had pods that found no node',
  nodes: 'run on nodes that came or went',
} as const;

export type ScanId = keyof typeof SCANS;
