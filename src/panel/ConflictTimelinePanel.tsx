// The panel: frames -> series -> report -> verdict and timeline, at every size a dashboard can give it.
import React, { useCallback, useMemo, useState } from 'react';
import type { PanelProps } from '@grafana/data';
import type { Interval } from '../kit/interval';
import { formatAllTimes } from '../kit/times';
import type { Finding } from '../model/finding';
import { densityOf, findingById, type TimelineModel } from '../timeline';
import { timesOf, TimesProvider } from '../views/time/times';
import { TimelineView } from '../views/timeline/TimelineView';
import { pageHref } from './links';
import { DEFAULT_OPTIONS, type PanelOptions } from './options';
import { PanelDrawer } from './PanelDrawer';
import { headerHeight, PanelHeader } from './PanelHeader';
import { NoEngine } from './NoEngine';
import { PanelStates } from './PanelStates';
import { PROBLEM_HEIGHT, ProblemLine } from './ProblemLine';
import { readPanel, type ReadyState } from './readPanel';
import { useEngine } from './useEngine';
import { WordsOnly } from './WordsOnly';

/** Border and padding of the panel, and its title bar, around the size that the panel is told. */
const FRAME = 18;
const TITLE = 32;

type Props = PanelProps<PanelOptions>;

function useRange({ timeRange }: Props): Interval {
  const from = timeRange.from.valueOf();
  const to = timeRange.to.valueOf();
  return useMemo(() => ({ from, to }), [from, to]);
}

export function ConflictTimelinePanel(props: Props) {
  const { data, height } = props;
  const options = { ...DEFAULT_OPTIONS, ...props.options };
  const range = useRange(props);
  // The one place where the moments of a report become words: nothing behind it knows of zones.
  const times = useMemo(() => timesOf(props.timeZone, range), [props.timeZone, range]);
  const { analyze, failed, retry } = useEngine();
  const { clusterLabel } = options;
  const workload = props.replaceVariables(options.workload, undefined, 'csv');
  const state = useMemo(
    () => readPanel(data, range, { workload, clusterLabel }, analyze && ((set) => formatAllTimes(analyze(set), times))),
    [data, range, workload, clusterLabel, analyze, times]
  );
  if (failed) {
    return <NoEngine onRetry={retry} />;
  }
  return state.kind === 'ready' ? (
    <TimesProvider value={times}>
      <Ready {...props} options={options} state={state} range={range} />
    </TimesProvider>
  ) : (
    <PanelStates state={state} height={height} />
  );
}

interface ReadyProps extends Props {
  readonly state: ReadyState;
  readonly range: Interval;
}

/** What is open over the dashboard: a finding by id, and an action. */
interface Opened {
  readonly finding?: string;
  readonly action?: string;
  readonly drawer: boolean;
}

function sourceOf({ data }: Props): string {
  return data.request?.targets.find((target) => target.datasource?.uid)?.datasource?.uid ?? '';
}

function Ready(props: ReadyProps) {
  const { state, range, width, height, options, title, onChangeTimeRange } = props;
  const [opened, setOpened] = useState<Opened>({ drawer: false });
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const density = densityOf(width + FRAME, height + FRAME + (title === '' ? 0 : TITLE));
  const finding = opened.finding === undefined ? state.findings[0] : findingById(state.findings, opened.finding);
  const href = pageHref(state.history.workload, range, sourceOf(props), props.timeZone, finding?.id);
  const open = useCallback((next: Finding) => setOpened((old) => ({ ...old, finding: next.id, drawer: true })), []);
  const choose = useCallback((action: string) => setOpened((old) => ({ ...old, action })), []);
  const onLayout = useCallback(
    (model: TimelineModel) => setHidden((old) => (same(old, model.hidden) ? old : model.hidden)),
    []
  );
  const onChangeRange = useCallback((next: Interval) => onChangeTimeRange(next), [onChangeTimeRange]);
  const openDrawer = (): void => setOpened({ ...opened, drawer: true });
  const head = options.header || density === 'sketch' ? headerHeight(density) : 0;
  const alarm = state.problems.length > 0 && density === 'full' ? PROBLEM_HEIGHT : 0;
  return (
    <div data-testid="conflict-timeline">
      {density === 'sentence' || density === 'count' ? (
        <WordsOnly state={state} density={density} href={href} onOpen={openDrawer} />
      ) : (
        <>
          {head > 0 && (
            <PanelHeader
              state={state}
              density={density}
              width={width}
              hidden={hidden}
              href={href}
              onOpen={openDrawer}
            />
          )}
          {alarm > 0 && <ProblemLine problems={state.problems} />}
          <TimelineView
            history={state.history}
            findings={state.findings}
            range={range}
            width={width}
            height={height - head - alarm}
            frame="panel"
            density={density}
            product={options.productAxis}
            selected={opened}
            onSelectFinding={open}
            onSelectAction={choose}
            onChangeRange={onChangeRange}
            onLayout={onLayout}
          />
        </>
      )}
      {opened.drawer && (
        <PanelDrawer
          state={state}
          finding={finding}
          selectedAction={opened.action}
          href={href}
          onSelectFinding={open}
          onSelectAction={choose}
          onClose={() => setOpened({ drawer: false })}
        />
      )}
    </div>
  );
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
