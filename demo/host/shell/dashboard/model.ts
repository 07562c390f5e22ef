// The classic dashboard JSON, as far as the preview reads it; a dynamic dashboard is read into it.
import type { DataSourceRef, DataTransformerConfig, FieldConfigSource, ScopedVars } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import type { DynamicSpec } from '../../schema/types.d.mts';

export interface GridPos {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface DashboardPanel {
  id: number;
  type: string;
  title?: string;
  description?: string;
  transparent?: boolean;
  gridPos?: GridPos;
  datasource?: DataSourceRef | string | null;
  targets?: Array<DataQuery & { datasource?: DataSourceRef | null }>;
  interval?: string | null;
  maxDataPoints?: number | null;
  options?: Record<string, unknown>;
  fieldConfig?: FieldConfigSource;
  transformations?: DataTransformerConfig[];
  pluginVersion?: string;
  /** Name of the variable whose values give a copy each; `h` side by side, `v` one below the other. */
  repeat?: string | null;
  repeatDirection?: 'h' | 'v' | null;
  maxPerRow?: number | null;
  /** The value of a copy; not stored. */
  scopedVars?: ScopedVars;
  /** Rows hold their panels here while collapsed. */
  collapsed?: boolean;
  panels?: DashboardPanel[];
}

export interface VariableOption {
  text: string | string[];
  value: string | string[];
}

export interface VariableModel {
  name: string;
  type: 'query' | 'datasource' | 'constant' | 'custom' | 'textbox' | 'interval' | string;
  label?: string | null;
  /** 0 shown, 1 without label, 2 hidden. */
  hide?: number;
  query?: string | { query?: string };
  definition?: string;
  datasource?: DataSourceRef | string | null;
  regex?: string;
  /** 0 as they come, 1/2 alphabetical up/down, 3/4 numerical up/down, 5/6 alphabetical without case. */
  sort?: number;
  multi?: boolean;
  includeAll?: boolean;
  allValue?: string | null;
  current?: Partial<VariableOption>;
  options?: VariableOption[];
}

/** An annotation query of the Prometheus kind, as classic dashboards store it. */
export interface AnnotationModel {
  name: string;
  enable?: boolean;
  iconColor?: string;
  datasource?: DataSourceRef | string | null;
  expr?: string;
  step?: string;
  titleFormat?: string;
}

export interface Dashboard {
  /** Empty for one that is not stored yet. */
  uid: string;
  title: string;
  version?: number;
  schemaVersion?: number;
  description?: string;
  tags?: string[];
  time?: { from: string; to: string };
  timezone?: string;
  refresh?: string | false;
  /** 0 off, 1 shared crosshair, 2 shared tooltip. */
  graphTooltip?: number;
  templating?: { list?: VariableModel[] };
  annotations?: { list?: AnnotationModel[] };
  panels?: DashboardPanel[];
  timepicker?: { refresh_intervals?: string[]; hidden?: boolean };
  links?: Array<{ title: string; url?: string; type?: string; targetBlank?: boolean }>;
  /** The dashboard itself, if it is a dynamic one: everything else here is read out of it. */
  dynamic?: { schema: string; spec: DynamicSpec; resourceVersion?: string };
}
