// uPlot configuration of the time series stand-in: axes, one scale per unit, a line per field, threshold lines.
import { formattedValueToString, ThresholdsMode, type DataFrame, type Field, type GrafanaTheme2 } from '@grafana/data';
import {
  AxisPlacement,
  GraphDrawStyle,
  GraphThresholdsStyleMode,
  LineInterpolation,
  ScaleDirection,
  ScaleOrientation,
  VisibilityMode,
} from '@grafana/schema';
import { UPlotConfigBuilder } from '@grafana/ui';
import { colorOf, type TimeSeriesFieldConfig } from './fieldConfig';

/** Room for the last label of the time axis. */
const RIGHT_PADDING = 18;

interface Options {
  frame: DataFrame;
  theme: GrafanaTheme2;
  timeZone: string;
  range: () => [number, number];
  syncKey: string | undefined;
}

export function plotConfig({ frame, theme, timeZone, range, syncKey }: Options): UPlotConfigBuilder {
  const builder = new UPlotConfigBuilder(timeZone);
  builder.addScale({
    scaleKey: 'x',
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    isTime: true,
    range,
  });
  builder.addAxis({
    scaleKey: 'x',
    isTime: true,
    placement: AxisPlacement.Bottom,
    timeZone,
    theme,
    grid: { show: true },
  });
  const fields = frame.fields.slice(1);
  const scales = [...new Set(fields.map(scaleOf))];
  scales.forEach((scaleKey, index) => {
    const own = fields.filter((field) => scaleOf(field) === scaleKey);
    addScale(builder, scaleKey, own, index, theme);
  });
  fields.forEach((field) => addSeries(builder, field, frame, theme));
  builder.setPadding([null, RIGHT_PADDING, null, null]);
  builder.setCursor({ ...(syncKey ? { sync: { key: syncKey, scales: ['x', null] } } : {}) });
  return builder;
}

function scaleOf(field: Field): string {
  return field.config.unit ?? '__fixed';
}

function custom(field: Field): TimeSeriesFieldConfig {
  return field.config.custom ?? {};
}

function addScale(
  builder: UPlotConfigBuilder,
  scaleKey: string,
  fields: Field[],
  index: number,
  theme: GrafanaTheme2
): void {
  const [{ config, display }] = fields;
  builder.addScale({
    scaleKey,
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    min: config.min,
    max: config.max,
    softMin: custom(fields[0]).axisSoftMin,
    decimals: config.decimals,
  });
  builder.addAxis({
    scaleKey,
    theme,
    placement: index === 0 ? AxisPlacement.Left : AxisPlacement.Right,
    label: custom(fields[0]).axisLabel,
    grid: { show: index === 0 },
    formatValue: (value, decimals) => (display ? formattedValueToString(display(value, decimals)) : String(value)),
  });
  const mode = custom(fields[0]).thresholdsStyle?.mode;
  if (config.thresholds && mode && mode !== 'off') {
    builder.addThresholds({
      scaleKey,
      theme,
      thresholds: config.thresholds,
      hardMin: config.min,
      hardMax: config.max,
      config: {
        mode:
          mode === 'dashed' || config.thresholds.mode === ThresholdsMode.Percentage
            ? GraphThresholdsStyleMode.Dashed
            : GraphThresholdsStyleMode.Line,
      },
    });
  }
}

function addSeries(builder: UPlotConfigBuilder, field: Field, frame: DataFrame, theme: GrafanaTheme2): void {
  const {
    drawStyle = GraphDrawStyle.Line,
    lineInterpolation = LineInterpolation.Linear,
    lineWidth = 1,
    fillOpacity = 0,
    spanNulls,
    lineStyle,
  } = custom(field);
  builder.addSeries({
    scaleKey: scaleOf(field),
    theme,
    pxAlign: false,
    drawStyle,
    lineInterpolation,
    lineWidth,
    fillOpacity,
    spanNulls,
    lineStyle,
    lineColor: colorOf(field, theme),
    showPoints: drawStyle === GraphDrawStyle.Points ? VisibilityMode.Always : VisibilityMode.Never,
    pointSize: 5,
    dataFrameFieldIndex: { frameIndex: 0, fieldIndex: frame.fields.indexOf(field) },
  });
}
