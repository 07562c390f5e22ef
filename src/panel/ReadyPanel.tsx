// The panel once everything is read: verdict and timeline at every size a dashboard can give, proof and fix in a drawer.
import React, { useCallback, useState } from 'react';
import type { PanelProps } from '@grafana/data';
import type { Interval } from '../kit/interval';
import { count } from '../kit/text';
import type { Finding } from '../model/finding';
import { densityOf, findingById, type TimelineModel } from '../timeline';
import { TimelineView } from '../views/timeline/TimelineView';
import { useTimes } from '../views/time/times';
import { useMeasure } from '../views/useMeasure';
import { planHeader, type HeaderPart } from './headerPlan';
import { pageHref } from './links';
import type { PanelOptions } from './options';
import { usePageDoor } from './pageDoor';
import { linkText } from './PageLink';
import { PanelDrawer } from './PanelDrawer';
import { PanelHeader } from './PanelHeader';
import { PROBLEM_HEIGHT, ProblemLine } from './ProblemLine';
import type { ReadyState } from './readPanel';
import { verdictOfPanel } from './verdict';
import { WordsOnly } from './WordsOnly';

/** Border and padding of the panel, and its title bar, around the size that the panel is told. */
const FRAME = 18;
const TITLE = 32;

export interface ReadyPanelProps extends PanelProps<PanelOptions> {
  readonly state: ReadyState;
  readonly range: Interval;
}

/** What is open over the dashboard: a finding by id, and an action. */
interface Opened {
  readonly finding?: string;
  readonly action?: string;
  readonly drawer: boolean;
}

/** Where the frames come from; '' for a snapshot, or for what another panel read: Grafana's own sources (`grafana`, `-- …`). */
function sourceOf({ data }: ReadyPanelProps): string {
  const uids = data.request?.targets.map((target) => target.datasource?.uid ?? '') ?? [];
  return uids.find((uid) => uid !== '' && uid !== 'grafana' && !uid.startsWith('-- ')) ?? '';
}

/** The workload's name, unless the panel's title says it already. */
function nameOf({ state, title, replaceVariables }: ReadyPanelProps): string {
  const { namespace, name } = state.history.workload;
  const said = replaceVariables(title, undefined, 'text').split(/[\s/:,]+/);
  return said.includes(namespace) && said.includes(name) ? '' : `${namespace} / ${name}`;
}

function hiddenText(hidden: readonly string[]): string {
  return hidden.length === 1
    ? `${hidden[0]} hidden`
    : hidden.length > 1
      ? `${count(hidden.length, 'lane')} hidden`
      : '';
}

/** What must be known of the reading beside failed queries: what was left out of answers, and what does not fit. */
function remarksOf({ report, problems }: ReadyState): string[] {
  const failed = problems.map(({ message }) => message);
  return report.diagnostics
    .filter(({ severity, message }) => severity !== 'info' && !failed.includes(message))
    .map(({ message }) => message);
}

export function ReadyPanel(props: ReadyPanelProps) {
  const { state, range, width, height, options, title, onChangeTimeRange } = props;
  const measure = useMeasure();
  const times = useTimes();
  const door = usePageDoor();
  const [opened, setOpened] = useState<Opened>({ drawer: false });
  const [hiddenLanes, setHidden] = useState<readonly string[]>([]);
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
  const verdict = verdictOfPanel(state, times);
  const hidden = hiddenText(hiddenLanes);
  const parts: HeaderPart[] = [
    { id: 'name', text: nameOf(props), isNeeded: true },
    { id: 'state', text: verdict.state, isNeeded: verdict.isOver },
    { id: 'others', text: state.workloads > 1 ? `worst of ${count(state.workloads, 'workload')}` : '' },
    { id: 'link', text: linkText(door, hidden) },
  ];
  const plan = planHeader({ sentence: verdict.sentence, parts, width, height, density }, measure);
  const head = options.header || density === 'sketch' ? plan.height : 0;
  const remarks = remarksOf(state);
  const isTold = state.problems.length + remarks.length > 0;
  const alarm = isTold && density === 'full' ? PROBLEM_HEIGHT : 0;
  const shared = { verdict, door, href, onOpen: () => setOpened({ ...opened, drawer: true }) };
  const words = wordsDensity(options.show, density);
  return (
    <div data-testid="conflict-timeline">
      {words ? (
        <WordsOnly {...shared} name={nameOf(props)} density={words} height={height} />
      ) : (
        <>
          {head > 0 && <PanelHeader {...shared} plan={plan} hidden={hidden} hiddenLanes={hiddenLanes} />}
          {alarm > 0 && <ProblemLine problems={state.problems} remarks={remarks} />}
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
          verdict={verdict}
          finding={finding}
          selectedAction={opened.action}
          door={door}
          href={href}
          onSelectFinding={open}
          onSelectAction={choose}
          onClose={() => setOpened({ drawer: false })}
        />
      )}
    </div>
  );
}

/** How few words there are, where no timeline is drawn; undefined where one is. */
function wordsDensity(
  show: PanelOptions['show'],
  density: ReturnType<typeof densityOf>
): 'sentence' | 'count' | undefined {
  const isSmall = density === 'sentence' || density === 'count';
  return isSmall ? density : show === 'words' ? 'sentence' : undefined;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
