// The series of the watcher, as an exporter documents them: one table for its registry, for docs/watcher.md, and for whoever
// asks a database for them. Names and labels are stable: alerts, dashboards and the app are built on them.

/** One series that the watcher exposes. */
export interface WatchSeries {
  readonly name: string;
  readonly type: 'gauge' | 'counter' | 'histogram';
  readonly labels: readonly string[];
  readonly help: string;
}

/** Who read it: the database, and the part of its namespaces that this sweep reads ('' where it reads them all). */
export const SWEEP = ['source', 'shard'] as const;

/**
 * Whose finding it is. `cluster` is the value of the cluster label ('' where there is none). `about` tells two findings of one
 * rule on one workload apart: the pool of nodes, as `karpenter/spot`; '' nearly everywhere.
 */
export const IDENTITY = [...SWEEP, 'cluster', 'namespace', 'workload_kind', 'workload', 'rule', 'about'] as const;

function impact(name: string, help: string): WatchSeries {
  return { name: `truce_finding_${name}`, type: 'gauge', labels: IDENTITY, help };
}

/** Every series, in the order of the docs. */
export const WATCH_SERIES = {
  finding: {
    name: 'truce_finding',
    type: 'gauge',
    labels: [...IDENTITY, 'severity', 'state'],
    help: '1 while the finding stands in the window: fighting, will-fight, or ended inside it',
  },
  info: {
    name: 'truce_finding_info',
    type: 'gauge',
    labels: [...IDENTITY, 'label', 'actors', 'caused_by', 'cause', 'cause_title', 'pods'],
    help: 'A few words, where they hold no number that moves; who (family or family/name, comma between); the rule of the finding that causes it; what groups it with others; whether its pods were seen or inferred',
  },
  confidence: {
    name: 'truce_finding_confidence',
    type: 'gauge',
    labels: IDENTITY,
    help: 'How sure: 1 possible, 2 likely, 3 certain',
  },
  begin: {
    name: 'truce_finding_begin_timestamp_seconds',
    type: 'gauge',
    labels: IDENTITY,
    help: 'When it began, or the beginning of the window where it was on already',
  },
  end: {
    name: 'truce_finding_end_timestamp_seconds',
    type: 'gauge',
    labels: IDENTITY,
    help: 'When it was seen last',
  },
  replicaMinutesShort: impact('replica_minutes_short', 'Replica-minutes that were asked for and not ready'),
  replicaMinutesWasted: impact('replica_minutes_wasted', 'Replica-minutes that were ready and not asked for'),
  reversalsPerHour: impact('reversals_per_hour', 'Changes of direction of the replicas, per hour'),
  hiddenWrites: impact('hidden_writes', 'Writes that no sample shows, by the generation'),
  podsMade: impact('pods_made', 'Pods made while it was on'),
  evictions: impact('evictions', 'Pods that the VPA evicted while it was on'),
  coreSwing: impact('core_swing', 'Requested cores given and taken again'),
  minutesAtMax: impact('minutes_at_max', 'Minutes at the maximum'),
  writes: {
    name: 'truce_writes_total',
    type: 'counter',
    labels: [...SWEEP, 'cluster', 'namespace', 'workload_kind', 'workload', 'field', 'actor'],
    help: 'Writes to a field of a workload by the family of their writer, hidden ones included, since the watcher runs',
  },
  workloads: {
    name: 'truce_workloads',
    type: 'gauge',
    labels: [...SWEEP, 'verdict'],
    help: 'Workloads by verdict: fights, calm, calm-by-proof, calm-as-far-as-seen, not-judged',
  },
  unjudged: {
    name: 'truce_rule_unjudged_workloads',
    type: 'gauge',
    labels: [...SWEEP, 'rule', 'state'],
    help: 'Workloads on which the rule was not judged, by what is known of the series that it lacks',
  },
  writesLeftOut: {
    name: 'truce_writes_without_labels_total',
    type: 'counter',
    labels: SWEEP,
    help: 'Writes of workloads beyond --max-workloads, counted together',
  },
  unread: {
    name: 'truce_unread_parts',
    type: 'gauge',
    labels: [...SWEEP, 'why'],
    help: 'Parts of the last sweep without a whole answer; absent when everything was read. Nothing is calm while it is there',
  },
  gaps: {
    name: 'truce_sweep_gaps',
    type: 'gauge',
    labels: SWEEP,
    help: 'Reasons why the last sweep was not whole, as the command line says them, a line each in the log; 0 when it was',
  },
  leftOut: {
    name: 'truce_findings_without_labels',
    type: 'gauge',
    labels: SWEEP,
    help: 'Findings of the last sweep beyond --max-findings: the least severe ones, counted only',
  },
  sweeps: {
    name: 'truce_sweeps_total',
    type: 'counter',
    labels: [...SWEEP, 'result'],
    help: 'Sweeps: whole, incomplete (a part was not read or not judged), failed (nothing could be judged)',
  },
  duration: {
    name: 'truce_sweep_duration_seconds',
    type: 'histogram',
    labels: SWEEP,
    help: 'Time from the first query to the report',
  },
  last: {
    name: 'truce_sweep_last_timestamp_seconds',
    type: 'gauge',
    labels: SWEEP,
    help: 'End of the window of the last sweep that judged something. The series above are of this moment',
  },
  window: {
    name: 'truce_sweep_window_seconds',
    type: 'gauge',
    labels: [...SWEEP, 'scope'],
    help: 'How far back the last sweep looked; scope says whether it looks at all clusters and namespaces of its database, or a part',
  },
  scrape: {
    name: 'truce_sweep_scrape_seconds',
    type: 'gauge',
    labels: SWEEP,
    help: 'Typical distance between the samples that it read',
  },
  samples: {
    name: 'truce_sweep_samples',
    type: 'gauge',
    labels: SWEEP,
    help: 'Samples that the last sweep read',
  },
} as const satisfies Readonly<Record<string, WatchSeries>>;

export type WatchSeriesId = keyof typeof WATCH_SERIES;
