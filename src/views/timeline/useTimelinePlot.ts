// Ties the scene to uPlot: configuration, data, redraws, and what the pointer does over the plot.
import { useLayoutEffect, useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import { useTheme2 } from '@grafana/ui';
import type { Interval } from '../../kit/interval';
import type { ZoneId } from '../../kit/times';
import { findingById, findingOfAction, pick, type Mark } from '../../timeline';
import { zoomed } from './keys';
import { plotConfig, type PlotNeeds } from './plotConfig';
import { drawScene, lensHeight, type Scene } from './scene';
import type { ViewStore } from './store';
import type { TimelineViewProps } from './props';

export interface PlotInput {
  readonly props: TimelineViewProps;
  readonly scene: Scene;
  readonly store: ViewStore;
  readonly range: Interval;
  readonly change: (range: Interval) => void;
  readonly timeZone: ZoneId;
  readonly syncKey: string | undefined;
  /** Another panel's crosshair opens our tooltip too. */
  readonly tellsSynced: boolean;
}

const REACH_PIXELS = 6;

/** Opens what a mark belongs to. */
export function openMark(mark: Mark, props: TimelineViewProps): void {
  const [actionId] = mark.about?.actions ?? [];
  const action = props.history.actions.find((a) => a.id === actionId);
  const byId = mark.about?.finding === undefined ? undefined : findingById(props.findings, mark.about.finding);
  const finding = byId ?? (action && findingOfAction(props.findings, action));
  if (action) {
    props.onSelectAction?.(action.id);
  }
  if (finding) {
    props.onSelectFinding?.(finding);
  }
}

function pointerMoved(u: uPlot, input: PlotInput): void {
  const { left = -10, top = -10 } = u.cursor;
  const viaSync = u.cursor.event == null;
  if (left < 0 || top < 0 || (viaSync && !input.tellsSynced)) {
    input.store.set({ hover: undefined });
    u.over.classList.remove('is-telling');
    return;
  }
  const mark = viaSync ? undefined : pick(input.scene.marks, left, top + input.store.get().scrollTop);
  const canOpen = mark?.about && (mark.about.finding !== undefined || mark.about.actions.length > 0);
  u.over.classList.toggle('is-telling', canOpen === true);
  const at = u.posToVal(left, 'x');
  const { left: x, top: y } = u.over.getBoundingClientRect();
  input.store.set({ hover: { at, ...(mark ? { mark } : {}), clientX: x + left, clientY: y + top, viaSync } });
}

/** A click that was no drag opens the mark under it. */
function listenForClicks(u: uPlot, latest: { current: PlotInput }): void {
  let downX = 0;
  u.over.addEventListener('mousedown', (event) => {
    downX = event.clientX;
  });
  u.over.addEventListener('click', (event) => {
    const mark = latest.current.store.get().hover?.mark;
    if (mark && Math.abs(event.clientX - downX) < 4) {
      openMark(mark, latest.current.props);
    }
  });
}

function needsOf(latest: { current: PlotInput }): PlotNeeds {
  return {
    range: () => latest.current.range,
    padding: () => {
      const { model } = latest.current.scene;
      return [0, model.endWidth, lensHeight(model), model.labelWidth];
    },
    draw: (u) => drawScene(u, latest.current.scene, latest.current.store.get().scrollTop),
    moved: (u) => pointerMoved(u, latest.current),
    ready: (u) => listenForClicks(u, latest),
    selected: (range) => latest.current.change(range),
    zoomedOut: () => latest.current.change(zoomed(latest.current.range, 2)),
  };
}

/** Times for the cursor to snap its shared value to; the series itself is invisible. */
function dataOf(scene: Scene): uPlot.AlignedData {
  const spec = scene.model.history.curves.find((c) => c.times.length > 1);
  const times = spec ? [...spec.times] : [scene.model.range.from, scene.model.range.to];
  return [times, times.map(() => 0)];
}

export function useTimelinePlot(input: PlotInput) {
  const theme = useTheme2();
  const latest = useRef(input);
  latest.current = input;
  const plot = useRef<uPlot>();
  const { axisHeight } = input.scene.model;
  const hasAxis = axisHeight > 0;
  const { syncKey, timeZone } = input;
  const config = useMemo(
    () => plotConfig(theme, needsOf(latest), { hasAxis, axisHeight, timeZone, syncKey }),
    [theme, hasAxis, axisHeight, timeZone, syncKey]
  );
  const { history } = input.scene.model;
  const data = useMemo(() => dataOf(latest.current.scene), [history]); // eslint-disable-line react-hooks/exhaustive-deps -- the times change with the history alone
  useLayoutEffect(() => {
    const u = plot.current;
    if (u && u.status === 1) {
      u.batch(() => {
        u.setScale('x', { min: input.range.from, max: input.range.to });
        u.redraw(false, true);
      });
    }
  }, [input.scene, input.range.from, input.range.to]);
  const perPixel = (input.range.to - input.range.from) / input.scene.model.plotWidth;
  return {
    key: config.uid,
    config,
    data,
    plotRef: (u: uPlot) => {
      plot.current = u;
    },
    redraw: () => plot.current?.redraw(false, false),
    reach: Math.max(history.scrape / 2, REACH_PIXELS * perPixel),
  };
}
