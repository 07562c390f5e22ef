// Everything the report says of one workload.
import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { fitRange } from '../../timeline';
import type { UsableSource } from '../../sources/grafana/dataSourceList';
import { mayEnter } from '../../sources/grafana/permissions';
import { asOfText } from '../../views/time/asOfText';
import { useTimes } from '../../views/time/times';
import { useWidth } from '../../views/useWidth';
import { useAlertForm } from '../alert/useAlertForm';
import { AddToDashboard } from '../dashboard/AddToDashboard';
import { useOldest } from '../frame/useOldest';
import { absoluteUrl, workloadPath } from '../links';
import type { Answer } from '../sweep/question';
import { pinned } from '../url/timeText';
import type { ChangeUrl } from '../url/useUrlState';
import type { WorkloadState } from '../url/workloadUrl';
import { findStory } from './findStory';
import { Proof } from './Proof';
import { Remedies } from './Remedies';
import { TimelinePart } from './TimelinePart';
import { FindingSwitch } from './FindingSwitch';
import { LostParts } from './LostParts';
import { shownPart } from './shownPart';
import { WorkloadHeader } from './WorkloadHeader';

interface WorkloadAnswerProps {
  readonly answer: Answer;
  readonly source: UsableSource;
  readonly state: WorkloadState;
  readonly change: ChangeUrl<WorkloadState>;
}

/** From this width on the remedies stand beside the timeline; below it the timeline would be too narrow. */
const WIDE = 920;

/** The content of the workload page. */
export function WorkloadAnswer({ answer, source, state, change }: WorkloadAnswerProps) {
  const styles = useStyles2(getStyles);
  const [isAdding, setAdding] = useState(false);
  const [flow, width] = useWidth<HTMLDivElement>();
  const isWide = width === 0 || width >= WIDE;
  const { report } = answer;
  const { workload, time, zoom, action } = state;
  const story = useMemo(() => findStory(report, workload, state.finding), [report, workload, state.finding]);
  const { history, findings, finding } = story;
  const alert = useAlertForm(finding, source, report);
  const asOf = asOfText(useOldest([answer]), useTimes());
  const seen = { range: report.range, scrape: history?.scrape ?? report.swept.scrape, asOf };
  const select = (id: string) => change({ action: id === action ? '' : id }, 'replace');
  const part = useMemo(
    () => shownPart(report.range, zoom, history ? fitRange(history, finding, report.range) : report.range),
    [report.range, zoom, history, finding]
  );
  const share = () =>
    absoluteUrl(
      workloadPath({
        ...state,
        ds: [source.uid],
        time: pinned(report.range),
        refresh: '',
        finding: finding?.id ?? '',
        zoom: part.isWhole ? 'all' : part.shown,
      })
    );
  return (
    <>
      <LostParts
        state={state}
        range={report.range}
        history={history}
        isFindingLost={story.isLost}
        hasFinding={finding !== undefined}
      />
      <WorkloadHeader
        workload={workload}
        finding={finding}
        history={history}
        seen={seen}
        shareUrl={share}
        onCreateAlert={alert.open}
        onAddToDashboard={history && mayEnter('addToDashboard') ? () => setAdding(true) : undefined}
      />
      <FindingSwitch
        findings={findings}
        chosen={finding}
        onChoose={({ id }) => change({ finding: id, zoom: undefined })}
      />
      <div ref={flow} className={styles.flow}>
        {finding && (
          <aside className={isWide ? styles.side : styles.above}>
            <Remedies
              key={finding.id}
              finding={finding}
              history={history}
              seen={seen}
              isShort={!isWide && history !== undefined}
            />
          </aside>
        )}
        {history && (
          <TimelinePart
            history={history}
            findings={findings}
            range={report.range}
            part={part}
            onZoom={(next) => change({ zoom: next }, 'replace')}
            axis={state.axis ?? 'log'}
            onAxis={(axis) => change({ axis: axis === 'linear' ? axis : undefined }, 'replace')}
            finding={findings.length > 1 ? finding?.id : undefined}
            action={action === '' ? undefined : action}
            onSelectFinding={({ id }) => change({ finding: id, zoom: part.isWhole ? 'all' : part.shown })}
            onSelectAction={select}
          />
        )}
        <Proof
          workload={workload}
          history={history}
          findings={findings}
          finding={finding}
          range={report.range}
          time={pinned(report.range)}
          source={source}
          labels={report}
          action={action === '' ? undefined : action}
          onSelectAction={select}
        />
      </div>
      {alert.dialog}
      {isAdding && (
        <AddToDashboard
          workload={workload}
          source={source}
          labels={report}
          time={time}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    // The card floats: what follows stands beside it as long as it lasts, then takes the whole width. No holes.
    flow: css({ display: 'flow-root', '& > section': { display: 'flow-root', marginBottom: theme.spacing(1.5) } }),
    side: css({ float: 'right', width: 'clamp(340px, 33%, 380px)', margin: theme.spacing(0, 0, 1.5, 1.5) }),
    above: css({ marginBottom: theme.spacing(1.5) }),
  };
}
