// What uPlot does for us: time axis, grid, cursor, drag-zoom, shared crosshair, device pixels. What we draw comes in
// through the draw hook.
import type uPlot from 'uplot';
import type { GrafanaTheme2 } from '@grafana/data';
import {
  AxisPlacement,
  DrawStyle,
  PointVisibility,
  ScaleDirection,
  ScaleOrientation,
  UPlotConfigBuilder,
} from '@grafana/ui';
import type { Interval } from '../../kit/interval';
import type { ZoneId } from '../../kit/times';

/** What the plot asks for while it draws; read anew each time, so the configuration can stay. */
export interface PlotNeeds {
  range(): Interval;
  /** top, right, bottom, left. */
  padding(): readonly [number, number, number, number];
  draw(u: uPlot): void;
  moved(u: uPlot): void;
  ready(u: uPlot): void;
  selected(range: Interval): void;
  zoomedOut(): void;
}

const SHORTEST_DRAG = 5;
/** Pixels that a time label and its grid line get at least. */
const TICK_SPACE = 76;
/** Shorter ranges hold no sample. */
const SHORTEST_RANGE = 1000;

function addScales(builder: UPlotConfigBuilder, needs: PlotNeeds): void {
  const horizontal = { orientation: ScaleOrientation.Horizontal, direction: ScaleDirection.Right };
  builder.addScale({
    scaleKey: 'x',
    isTime: true,
    ...horizontal,
    range: () => [needs.range().from, needs.range().to],
  });
  builder.addScale({
    scaleKey: 'lanes',
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    range: () => [0, 1],
  });
}

function addCursor(builder: UPlotConfigBuilder, needs: PlotNeeds, syncKey: string | undefined): void {
  builder.setCursor({
    y: false,
    points: { show: false },
    drag: { x: true, y: false, setScale: false },
    bind: {
      dblclick: () => () => {
        needs.zoomedOut();
        return null;
      },
    },
    ...(syncKey === undefined ? {} : { sync: { key: syncKey, scales: ['x', null] } }),
  });
  builder.addHook('setSelect', (u) => {
    const { left, width } = u.select;
    const isOurs = u.cursor.event != null;
    if (isOurs && width >= SHORTEST_DRAG) {
      const range = { from: u.posToVal(left, 'x'), to: u.posToVal(left + width, 'x') };
      if (range.to - range.from >= SHORTEST_RANGE) {
        needs.selected(range);
      }
    }
    if (width > 0) {
      u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    }
  });
}

/** The configuration of one timeline; it changes only with theme, axis, time zone or crosshair. */
export function plotConfig(
  theme: GrafanaTheme2,
  needs: PlotNeeds,
  options: { hasAxis: boolean; axisHeight: number; timeZone: ZoneId; syncKey: string | undefined }
): UPlotConfigBuilder {
  const builder = new UPlotConfigBuilder(options.timeZone);
  addScales(builder, needs);
  builder.addAxis({
    scaleKey: 'x',
    isTime: true,
    placement: AxisPlacement.Bottom,
    show: options.hasAxis,
    timeZone: options.timeZone,
    theme,
    grid: { show: true },
    ticks: { show: false },
    border: { show: false },
    size: options.hasAxis ? options.axisHeight : 0,
    gap: 6,
    space: () => TICK_SPACE,
    color: theme.colors.text.secondary,
  });
  builder.addAxis({ scaleKey: 'lanes', theme, show: false });
  builder.addSeries({
    scaleKey: 'lanes',
    theme,
    pathBuilder: () => null,
    drawStyle: DrawStyle.Line,
    showPoints: PointVisibility.Never,
    lineColor: 'transparent',
    lineWidth: 0,
  });
  addCursor(builder, needs, options.syncKey);
  const side = (i: 0 | 1 | 2 | 3) => (): number => needs.padding()[i];
  builder.setPadding([side(0), side(1), side(2), side(3)]);
  builder.addHook('draw', needs.draw);
  builder.addHook('setCursor', needs.moved);
  builder.addHook('ready', needs.ready);
  return builder;
}
