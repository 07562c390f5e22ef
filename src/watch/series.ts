// The series of the watcher, as an exporter documents them: one table for the registry and for docs/watcher.md. Names and
// labels are stable: rules, dashboards and the app are built on them.

/** One series that the watcher exposes. */
export interface WatchSeries {
  readonly name: string;
  readonly type: 'gauge' | 'counter' | 'histogram';
  readonly labels: readonly string[];
  readonly help: string;
}

/** Whose finding it is. `source` is the database it was read from, `cluster` the value of its cluster label ('' where there is none). */
const IDENTITY = ['source', 'cluster', 'namespace', 'workload_kind', 'workload', 'rule'] as const;

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
    labels: ['source', 'cluster', 'namespace', 'workload_kind', 'workload', 'field', 'actor'],
    help: 'Writes to a field of a workload by the family of their writer, hidden ones included, since the watcher runs',
  },
  workloads: {
    name: 'truce_workloads',
    type: 'gauge',
    labels: ['source', 'verdict'],
    help: 'Workloads by verdict: fights, calm, calm-as-far-as-seen, not-judged',
  },
  unjudged: {
    name: 'truce_rule_unjudged_workloads',
    type: 'gauge',
    labels: ['source', 'rule', 'state'],
    help: 'Workloads on which the rule was not judged, by what is known of the series that it lacks',
  },
  unread: {
    name: 'truce_unread_parts',
    type: 'gauge',
    labels: ['source', 'why'],
    help: 'Parts of the last sweep without a whole answer; absent when everything was read. Nothing is calm while it is there',
  },
  leftOut: {
    name: 'truce_findings_without_labels',
    type: 'gauge',
    labels: ['source'],
    help: 'Findings of the last sweep beyond --max-findings: the least severe ones, counted and not exposed',
  },
  sweeps: {
    name: 'truce_sweeps_total',
    type: 'counter',
    labels: ['source', 'result'],
    help: 'Sweeps: whole, incomplete (a part was not read), failed (nothing was read)',
  },
  duration: {
    name: 'truce_sweep_duration_seconds',
    type: 'histogram',
    labels: ['source'],
    help: 'Time from the first query to the report',
  },
  last: {
    name: 'truce_sweep_last_timestamp_seconds',
    type: 'gauge',
    labels: ['source'],
    help: 'End of the window of the last sweep that read something. The series above are of this moment',
  },
  samples: {
    name: 'truce_sweep_samples',
    type: 'gauge',
    labels: ['source'],
    help: 'Samples that the last sweep read',
  },
} as const satisfies Readonly<Record<string, WatchSeries>>;

export type WatchSeriesId = keyof typeof WATCH_SERIES;
