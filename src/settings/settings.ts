// What a user can set, with the defaults. Parsing of untrusted JSON is in parseSettings.ts.

/** Numbers of rules that differ from the defaults: rule id -> threshold key -> number. */
export type ThresholdTable = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Settings {
  /** Format of this object; raised when its meaning changes, so that older ones can be migrated. */
  readonly version: 1;
  /** Uids of the data sources to offer, in order; empty means all that can be read. */
  readonly dataSources: readonly string[];
  /** Ids of data source plugins that answer PromQL, besides the known ones. */
  readonly dataSourceTypes: readonly string[];
  /** `auto` or the labels that tell clusters apart (model/clusterLabel.ts). */
  readonly clusterLabel: string;
  /** Seconds for all the queries of one reading. */
  readonly deadlineSeconds: number;
  readonly thresholds: ThresholdTable;
}

/** What `deadlineSeconds` may be. */
export const DEADLINE_SECONDS = { min: 5, max: 3600 } as const;

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  dataSources: [],
  dataSourceTypes: [],
  clusterLabel: 'auto',
  deadlineSeconds: 60,
  thresholds: {},
};
