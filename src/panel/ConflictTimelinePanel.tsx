// The panel: frames -> series -> report -> verdict and timeline. Everything comes from the frames, so that a snapshot or
// a public dashboard shows the same without asking anybody.
import React, { useCallback, useMemo } from 'react';
import type { PanelProps } from '@grafana/data';
import type { Interval } from '../kit/interval';
import type { Steps } from '../kit/steps';
import { formatAllTimes, type TimeWords } from '../kit/times';
import type { Report } from '../model/report';
import { timesOf, TimesProvider } from '../views/time/times';
import { NoEngine } from './NoEngine';
import { DEFAULT_OPTIONS, type PanelOptions } from './options';
import { PanelStates } from './PanelStates';
import { readPanel, type PanelState } from './readPanel';
import { ReadyPanel } from './ReadyPanel';
import { useEngine } from './useEngine';
import { useRenderHold } from './useRenderHold';
import { useSlices } from './useSlices';

type Props = PanelProps<PanelOptions>;

function useRange({ timeRange }: Props): Interval {
  const from = timeRange.from.valueOf();
  const to = timeRange.to.valueOf();
  return useMemo(() => ({ from, to }), [from, to]);
}

const READING: PanelState = { kind: 'loading' };

/** With the moments of the report in words. */
function* told(analysis: Steps<Report>, times: TimeWords): Steps<Report> {
  return formatAllTimes(yield* analysis, times);
}

export function ConflictTimelinePanel(props: Props) {
  const { data, width, height, replaceVariables } = props;
  const options = { ...DEFAULT_OPTIONS, ...props.options };
  const { clusterLabel } = options;
  const range = useRange(props);
  // The one place where the moments of a report become words: nothing behind it knows of zones.
  const times = useMemo(() => timesOf(props.timeZone, range), [props.timeZone, range]);
  const { analyze, failed, retry } = useEngine();
  const workload = replaceVariables(options.workload, undefined, 'csv');
  const read = useCallback(
    () => readPanel(data, range, { workload, clusterLabel }, analyze && ((set) => told(analyze(set, {}), times))),
    [data, range, workload, clusterLabel, analyze, times]
  );
  const { value: state = READING, isWorking } = useSlices(read);
  useRenderHold((analyze === undefined || isWorking) && !failed);
  if (failed) {
    return <NoEngine onRetry={retry} />;
  }
  return state.kind === 'ready' ? (
    <TimesProvider value={times}>
      <ReadyPanel {...props} options={options} state={state} range={range} />
    </TimesProvider>
  ) : (
    <PanelStates state={state} width={width} height={height} />
  );
}
