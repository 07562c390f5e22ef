// Stand-in for Grafana's time series panel, on uPlot through @grafana/ui: lines, legend, tooltip, shared crosshair, drag
// to zoom. Cursor sync as Grafana's panel does it: uPlot's own sync between uPlot panels, DataHoverEvent for the others.
import { css } from '@emotion/css';
import {
  dateTimeFormat,
  FieldType,
  getFieldDisplayName,
  outerJoinDataFrames,
  type DataFrame,
  type GrafanaTheme2,
  type PanelProps,
  DashboardCursorSync,
} from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { LegendDisplayMode } from '@grafana/schema';
import {
  EventBusPlugin,
  SeriesIcon,
  TooltipPlugin2,
  UPlotChart,
  usePanelContext,
  useStyles2,
  useTheme2,
  VizLegend,
  VizLayout,
} from '@grafana/ui';
import { useMemo } from 'react';
import type uPlot from 'uplot';
import { colorOf } from './fieldConfig';
import { plotConfig } from './plotConfig';
import { addRegions } from './regions';

export interface TimeSeriesOptions {
  legend?: { showLegend?: boolean; displayMode?: string; placement?: 'bottom' | 'right' };
  tooltip?: { mode?: string };
}

/** TooltipHoverMode.xAll: a const enum that isolated modules cannot read. */
const HOVER_ALL = 1;

export function TimeSeriesPanel({
  id,
  data,
  timeRange,
  timeZone,
  options,
  width,
  height,
  fieldConfig,
  eventBus,
  onChangeTimeRange,
}: PanelProps<TimeSeriesOptions>) {
  const theme = useTheme2();
  const { sync, eventsScope } = usePanelContext();
  const frame = useMemo(() => joined(data.series), [data.series]);
  const syncMode = sync?.() ?? DashboardCursorSync.Off;
  const { annotations } = data;
  const config = useMemo(() => {
    const made =
      frame &&
      plotConfig({
        frame,
        theme,
        timeZone,
        range: () => [timeRange.from.valueOf(), timeRange.to.valueOf()],
        syncKey: syncMode === DashboardCursorSync.Off ? undefined : eventsScope,
      });
    if (made && annotations) {
      addRegions(made, annotations, theme);
    }
    return made;
  }, [frame, theme, timeZone, timeRange, syncMode, eventsScope, annotations]);
  if (!frame || !config) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} needsTimeField needsNumberField />;
  }
  const items = frame.fields
    .slice(1)
    .map((field) => ({ label: getFieldDisplayName(field, frame), color: colorOf(field, theme), yAxis: 1 }));
  const legend =
    options.legend?.showLegend === false ? null : (
      <VizLayout.Legend placement={options.legend?.placement ?? 'bottom'}>
        <VizLegend
          items={items}
          displayMode={LegendDisplayMode.List}
          placement={options.legend?.placement ?? 'bottom'}
        />
      </VizLayout.Legend>
    );
  return (
    <VizLayout width={width} height={height} legend={legend}>
      {(plotWidth: number, plotHeight: number) => (
        <UPlotChart
          config={config}
          data={frame.fields.map((field) => field.values) as uPlot.AlignedData}
          width={plotWidth}
          height={plotHeight}
        >
          {syncMode !== DashboardCursorSync.Off && <EventBusPlugin config={config} eventBus={eventBus} frame={frame} />}
          {options.tooltip?.mode !== 'none' && (
            <TooltipPlugin2
              config={config}
              hoverMode={HOVER_ALL}
              syncMode={syncMode}
              syncScope={eventsScope}
              queryZoom={onChangeTimeRange}
              render={(_plot, indices, nearest) => (
                <Values frame={frame} indices={indices} nearest={nearest} timeZone={timeZone} />
              )}
            />
          )}
        </UPlotChart>
      )}
    </VizLayout>
  );
}

/** One frame with a shared time field, or nothing to draw. */
function joined(series: DataFrame[]): DataFrame | undefined {
  const drawable = series.filter(
    (frame) =>
      frame.length > 0 &&
      frame.fields.some((field) => field.type === FieldType.time) &&
      frame.fields.some((field) => field.type === FieldType.number)
  );
  const frame = drawable.length === 0 ? undefined : outerJoinDataFrames({ frames: drawable, keepDisplayNames: true });
  return (
    frame && { ...frame, fields: frame.fields.filter((field, index) => index === 0 || field.type === FieldType.number) }
  );
}

interface ValuesProps {
  frame: DataFrame;
  indices: Array<number | null>;
  nearest: number | null;
  timeZone: string;
}

/** As many rows as fit without covering the graph. */
const MOST_VALUES = 12;

function Values({ frame, indices, nearest, timeZone }: ValuesProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const at = indices.find((index) => index !== null) ?? 0;
  const rows = frame.fields.flatMap((field, column) => {
    const index = indices[column];
    return column === 0 ||
      index === null ||
      index === undefined ||
      field.values[index] === null ||
      field.values[index] === undefined
      ? []
      : [{ field, column, index }];
  });
  return (
    <div className={styles.tooltip}>
      <div className={styles.time}>{dateTimeFormat(frame.fields[0].values[at], { timeZone })}</div>
      {rows.slice(0, MOST_VALUES).map(({ field, column, index }) => {
        const value = field.display?.(field.values[index]);
        return (
          <div
            key={column}
            className={styles.row}
            style={{ fontWeight: nearest === column ? theme.typography.fontWeightMedium : undefined }}
          >
            <SeriesIcon color={colorOf(field, theme)} />
            <span className={styles.name}>{getFieldDisplayName(field, frame)}</span>
            <span>{value ? `${value.text}${value.suffix ?? ''}` : String(field.values[index])}</span>
          </div>
        );
      })}
      {rows.length > MOST_VALUES && <div className={styles.time}>and {rows.length - MOST_VALUES} more</div>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tooltip: css({
    padding: theme.spacing(1),
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
  time: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(0.5) }),
  row: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  name: css({ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', maxWidth: 320 }),
});
