// Grafana's own time and refresh pickers, tied to the address.
import React from 'react';
import { AppEvents, type TimeRange } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { RefreshPicker, TimeRangePicker } from '@grafana/ui';

import { fromTimeRange, pinned, toInterval, toTimeRange, type TimeText } from '../url/timeText';

interface TimeControlsProps {
  readonly time: TimeText;
  readonly refresh: string;
  readonly isReading: boolean;
  readonly onChange: (change: { time?: TimeText; refresh?: string }) => void;
  readonly onRefresh: () => void;
}

const INTERVALS = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h'];

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
        // An interval in the address that the list does not offer would read as 'turned off'.
        intervals={refresh === '' || INTERVALS.includes(refresh) ? INTERVALS : [refresh, ...INTERVALS]}
        isLoading={isReading}
        onIntervalChanged={(interval) => onChange({ refresh: interval })}
        onRefresh={onRefresh}
        tooltip="Read again"
        isOnCanvas
      />
    </>
  );
}
