// What a field of the time series stand-in is told: the shape of its line, and its colour.
import { getFieldSeriesColor, type Field, type GrafanaTheme2 } from '@grafana/data';
import type { GraphDrawStyle, LineInterpolation } from '@grafana/schema';

export interface TimeSeriesFieldConfig {
  drawStyle?: GraphDrawStyle;
  lineInterpolation?: LineInterpolation;
  lineWidth?: number;
  fillOpacity?: number;
  axisSoftMin?: number;
  axisLabel?: string;
  spanNulls?: boolean;
  thresholdsStyle?: { mode?: string };
  lineStyle?: { fill?: 'solid' | 'dash' | 'dot'; dash?: number[] };
}

export function colorOf(field: Field, theme: GrafanaTheme2): string {
  return getFieldSeriesColor(field, theme).color;
}
