// The timeline: history and findings in, events out. uPlot keeps time axis, cursor and drag; lanes and marks are ours.
import React, { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { DashboardCursorSync, type GrafanaTheme2 } from '@grafana/data';
import { EventBusPlugin, UPlotChart, usePanelContext, useStyles2, useTheme2 } from '@grafana/ui';
import type { Interval } from '../../kit/interval';
import { layout, timeScale, toMarks, type Mark } from '../../timeline';
import { useTimes, type Times } from '../time/times';
import { FocusMark } from './FocusMark';
import { KeyHelp } from './KeyHelp';
import { movedInto } from './keys';
import { LaneLabels } from './LaneLabels';
import { LanesBelow } from './LanesBelow';
import type { TimelineSelection, TimelineViewProps } from './props';
import { lensHeight, visibleBody, type Scene } from './scene';
import { createViewStore } from './store';
import { paletteOf } from './themePalette';
import { TimelineTooltip } from './TimelineTooltip';
import { useFontEpoch } from './useFontEpoch';
import { useTimelineKeys } from './useTimelineKeys';
import { useTimelinePlot } from './useTimelinePlot';

const SCROLLBAR = 10;

/** Changes of the window show at once and are told a moment later, so that keys can be held down. */
function useWindow({ range, bounds, onChangeRange }: TimelineViewProps) {
  const [shown, setShown] = useState(range);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    clearTimeout(timer.current);
    setShown(range);
    return () => clearTimeout(timer.current);
  }, [range.from, range.to]); // eslint-disable-line react-hooks/exhaustive-deps -- a new object with the same times is no news
  const change = (wanted: Interval): void => {
    const next = bounds ? movedInto(wanted, bounds) : wanted;
    setShown(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChangeRange?.(next), 350);
  };
  return { shown, change };
}

function useScene(props: TimelineViewProps, range: Interval, times: Times): Scene {
  const theme = useTheme2();
  const epoch = useFontEpoch(theme.typography.fontFamily);
  const palette = useMemo(() => paletteOf(theme), [theme, epoch]); // eslint-disable-line react-hooks/exhaustive-deps -- texts are measured anew with the real font
  const { history, findings, width, height, frame = 'page', density, product } = props;
  return useMemo(() => {
    const room = {
      range,
      width,
      height: height ?? 0,
      frame,
      measure: palette.measure,
      words: times,
      ...(density ? { density } : {}),
      ...(product ? { product } : {}),
    };
    const first = layout(history, findings, room);
    const needed = first.bodyHeight + first.axisHeight + lensHeight(first);
    const scrolls = height !== undefined && needed > height;
    const model = scrolls ? layout(history, findings, { ...room, width: width - SCROLLBAR }) : first;
    const marks = toMarks(model, timeScale(range, model.plotWidth), palette);
    return { model, marks, palette, fontFamily: theme.typography.fontFamily, zoneName: times.zoneName };
  }, [history, findings, range, width, height, frame, density, product, palette, theme, times]);
}

/** The mark of a chosen action or finding. */
function chosenMark(scene: Scene, selected: TimelineSelection | undefined): Mark | undefined {
  const { action, finding } = selected ?? {};
  const byAction = action === undefined ? undefined : scene.marks.find((m) => m.about?.actions.includes(action));
  return (
    byAction ??
    (finding === undefined ? undefined : scene.marks.find((m) => m.kind === 'bracket' && m.about?.finding === finding))
  );
}

export function TimelineView(props: TimelineViewProps) {
  const { height, onLayout, selected } = props;
  const styles = useStyles2(getStyles);
  const { shown, change } = useWindow(props);
  const times = useTimes();
  const scene = useScene(props, shown, times);
  const [store] = useState(createViewStore);
  const { model } = scene;
  const total = model.bodyHeight + model.axisHeight + lensHeight(model);
  const visible = Math.min(height ?? total, total);
  const body = visibleBody(model, visible);
  const labels = useRef<HTMLDivElement>(null);
  const { sync, eventBus, eventsScope } = usePanelContext();
  const syncMode = sync?.() ?? DashboardCursorSync.Off;
  const plot = useTimelinePlot({
    props,
    scene,
    store,
    range: shown,
    change,
    timeZone: times.timeZone,
    syncKey: syncMode === DashboardCursorSync.Off ? undefined : eventsScope,
    tellsSynced: syncMode === DashboardCursorSync.Tooltip,
  });
  const keys = useTimelineKeys({ props, scene, store, range: shown, change });
  useLayoutEffect(() => onLayout?.(model), [model, onLayout]);
  const width = model.labelWidth + model.plotWidth + model.endWidth;
  const onScroll = (event: React.UIEvent<HTMLDivElement>): void => {
    const { scrollTop } = event.currentTarget;
    store.set({ scrollTop, hover: undefined });
    if (labels.current) {
      labels.current.style.transform = `translateY(${-scrollTop}px)`;
    }
    plot.redraw();
  };
  const scrollBox = useRef<HTMLDivElement>(null);
  useRevealFocus(store, scene, scrollBox, body);
  const scrollTo = (top: number): void => scrollBox.current?.scrollTo({ top });
  return (
    <div
      className={styles.root}
      style={{ width: props.width, height: visible }}
      tabIndex={0}
      role="application"
      aria-label={`Timeline of ${props.history.workload.name}: arrow keys walk its marks, question mark shows all keys`}
      onKeyDown={keys.onKeyDown}
      onBlur={keys.onBlur}
    >
      <div
        ref={scrollBox}
        className={styles.scroll}
        style={{ height: visible, overflowY: total > visible ? 'auto' : 'hidden' }}
        onScroll={onScroll}
      >
        <div style={{ height: total }}>
          <div className={styles.sticky} style={{ height: visible, width }}>
            <UPlotChart
              key={plot.key}
              config={plot.config}
              data={plot.data}
              width={width}
              height={visible}
              plotRef={plot.plotRef}
            >
              {syncMode !== DashboardCursorSync.Off && <EventBusPlugin config={plot.config} eventBus={eventBus} />}
            </UPlotChart>
            <LaneLabels model={model} height={model.lens && total <= visible ? visible : body} columnRef={labels} />
            {total > visible && <LanesBelow model={model} store={store} body={body} onShow={scrollTo} />}
            <FocusMark store={store} scene={scene} chosen={chosenMark(scene, selected)} bodyHeight={body} />
          </div>
        </div>
      </div>
      {keys.helps && <KeyHelp />}
      <TimelineTooltip store={store} scene={scene} reach={plot.reach} />
    </div>
  );
}

/** Keeps the mark under the keyboard inside the visible part of the body. */
function useRevealFocus(
  store: ReturnType<typeof createViewStore>,
  scene: Scene,
  scrollBox: React.RefObject<HTMLDivElement>,
  body: number
): void {
  useEffect(() => {
    let last = store.get().focus;
    return store.subscribe(() => {
      const { focus, scrollTop } = store.get();
      const box = focus === last ? undefined : scene.marks.find((m) => m.id === focus)?.box;
      last = focus;
      if (box && scrollBox.current && (box.y < scrollTop || box.y + box.height > scrollTop + body)) {
        scrollBox.current.scrollTop = Math.max(0, box.y - body / 2);
      }
    });
  }, [store, scene, scrollBox, body]);
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      position: 'relative',
      fontVariantNumeric: 'tabular-nums',
      borderRadius: theme.shape.radius.default,
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 1 },
      '& .u-over': { cursor: 'crosshair' },
      '& .u-over.is-telling': { cursor: 'pointer' },
    }),
    scroll: css({ overflowX: 'hidden', scrollbarWidth: 'thin' }),
    sticky: css({ position: 'sticky', top: 0 }),
  };
}
