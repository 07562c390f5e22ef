// Grafana's own time and refresh pickers, tied to the address.
import React from 'react';
import { AppEvents, type TimeRange } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { RefreshPicker, TimeRangePicker } from '@grafana/ui';

import { refreshChoices } from '../url/refresh';
import { fromTimeRange, pinned, toInterval, toTimeRange, type TimeText } from '../url/timeText';

interface TimeControlsProps {
  readonly time: TimeText;
  readonly refresh: string;
  readonly isReading: boolean;
  readonly onChange: (change: { time?: TimeText; refresh?: string }) => void;
  readonly onRefresh: () => void;
}

/** Moves the range by half its length, or doubles it around its middle. */
function moved(time: TimeText, from: number, to: number): TimeText {
  const range = toInterval(time);
  const length = range.to - range.from;
  return pinned({ from: range.from + from * length, to: range.to + to * length });
}

/** Verdicts name times of day, in UTC for everyone: another zone in the picker would contradict them. */
function tellUtc(): void {
  getAppEvents().publish({
    type: AppEvents.alertInfo.name,
    payload: ['Truce shows UTC everywhere, so that everyone reads the same times.'],
  });
}

/** Time range and refresh interval. */
export function TimeControls({ time, refresh, isReading, onChange, onRefresh }: TimeControlsProps) {
  return (
    <>
      <TimeRangePicker
        value={toTimeRange(time)}
        timeZone="utc"
        onChange={(range: TimeRange) => onChange({ time: fromTimeRange(range) })}
        onChangeTimeZone={tellUtc}
        onMoveBackward={() => onChange({ time: moved(time, -0.5, -0.5) })}
        onMoveForward={() => onChange({ time: moved(time, 0.5, 0.5) })}
        onZoom={() => onChange({ time: moved(time, -0.5, 0.5) })}
        isOnCanvas
      />
      <RefreshPicker
        value={refresh}
        intervals={refreshChoices(refresh)}
        isLoading={isReading}
        onIntervalChanged={(interval) => onChange({ refresh: interval })}
        onRefresh={onRefresh}
        tooltip="Read again"
        isOnCanvas
      />
    </>
  );
}
