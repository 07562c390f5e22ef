// Alert and recording rules as plain data, before any of the formats that they are written in.
import type { Plain } from '../../kit/yaml';
import type { AlertSeverity } from '../../queries/alertSeverity';

export type Texts = Readonly<Record<string, string>>;

export interface AlertRule {
  readonly alert: string;
  /** Answers with values above 0 while the alert is to fire. */
  readonly expr: string;
  /** The same for a server that records nothing; absent where it is the same text. */
  readonly unrecorded?: string;
  /** As Prometheus writes lengths of time. */
  readonly for: string;
  readonly labels: Texts;
  readonly annotations: Texts;
}

export interface RecordRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Texts;
}

export interface RuleGroup {
  readonly name: string;
  /** How often it is evaluated, as Prometheus writes lengths of time. */
  readonly interval: string;
  readonly records: readonly RecordRule[];
  readonly alerts: readonly AlertRule[];
}

/** Where alerts lead back to. */
export interface AlertLinks {
  /** Address of Grafana without a slash at its end; absent when nobody said it. */
  readonly grafanaUrl?: string;
  /** Uid of the data source in Grafana; absent when nobody said it. */
  readonly datasourceUid?: string;
}

export interface AlertQuestion extends AlertLinks {
  /** The least loud alerts that are written. */
  readonly severities: readonly AlertSeverity[];
  /** Labels that tell clusters apart in the series of kube-state-metrics. */
  readonly cluster: readonly string[];
  readonly rewrites: number;
}

/** What a format makes of the groups: one document. */
export type WriteRules = (groups: readonly RuleGroup[]) => Plain;
