// Grafana's own time and refresh pickers, tied to the address.
import React from 'react';
import type { TimeRange } from '@grafana/data';
import { RefreshPicker, TimeRangePicker } from '@grafana/ui';
import { useLocation, useNavigate } from 'react-router-dom';

import { refreshChoices } from '../url/refresh';
import { fromTimeRange, pinned, toInterval, toTimeRange, type TimeText } from '../url/timeText';
import { withZone } from '../url/zone';
import { useZone } from './useZone';

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

/** Time range and refresh interval. */
export function TimeControls({ time, refresh, isReading, onChange, onRefresh }: TimeControlsProps) {
  const zone = useZone();
  const { search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <TimeRangePicker
        value={toTimeRange(time, zone)}
        timeZone={zone}
        onChange={(range: TimeRange) => onChange({ time: fromTimeRange(range) })}
        onChangeTimeZone={(next) => navigate({ search: withZone(search, next) })}
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
