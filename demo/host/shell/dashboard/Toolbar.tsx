// Time range and refresh pickers of a dashboard, from @grafana/ui.
import { RefreshPicker, TimeRangePicker } from '@grafana/ui';
import { useState } from 'react';
import { shifted, toRawTimes, zoomedOut } from './timeRange';
import type { DashboardState } from './useDashboard';

interface Props {
  state: Pick<DashboardState, 'range' | 'timeZone' | 'refresh' | 'setRange' | 'setRefresh' | 'setTimeZone' | 'reload'>;
  intervals?: string[];
}

const INTERVALS = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h'];

export function Toolbar({ state, intervals = INTERVALS }: Props) {
  const { range, timeZone, refresh, setRange, setRefresh, setTimeZone, reload } = state;
  const [fiscalMonth, setFiscalMonth] = useState(0);
  return (
    <>
      <TimeRangePicker
        value={range}
        timeZone={timeZone}
        fiscalYearStartMonth={fiscalMonth}
        isOnCanvas
        onChange={(next) => setRange(toRawTimes(next.raw))}
        onChangeTimeZone={setTimeZone}
        onChangeFiscalYearStartMonth={setFiscalMonth}
        onMoveBackward={() => setRange(shifted(range, -1))}
        onMoveForward={() => setRange(shifted(range, 1))}
        onZoom={() => setRange(zoomedOut(range))}
      />
      <RefreshPicker
        value={refresh}
        intervals={intervals}
        isOnCanvas
        onRefresh={reload}
        onIntervalChanged={setRefresh}
      />
    </>
  );
}
