// The fleet: who fights now, who did, who is quiet.
import React, { useMemo } from 'react';

import { distinct } from '../../kit/array';
import { lacksOf } from '../../queries/lacks';
import { FleetView } from '../../views/fleet/FleetView';
import { NoWorkloads } from '../../views/states/NoWorkloads';
import { WhoJudged } from '../../views/states/WhoJudged';
import { useTimes } from '../../views/time/times';
import { fixText } from '../fixText';
import { PageFrame } from '../frame/PageFrame';
import { SourceGate } from '../frame/SourceGate';
import { SourcePicker } from '../frame/SourcePicker';
import { TimeControls } from '../frame/TimeControls';
import { InToolbar } from '../frame/Toolbar';
import { useSource } from '../frame/useSource';
import { policyPath, rulesPath, workloadPath } from '../links';
import { remarksOf, type Answer } from '../sweep/question';
import { useRefresh } from '../sweep/useRefresh';
import { isSick } from '../sweep/sweepState';
import { useSweep } from '../sweep/useSweep';
import { asSweep, shownBy, useWatcher, type Watching } from '../sweep/useWatcher';
import { readFleetUrl, writeFleetUrl, type FleetState, type ShownBy } from '../url/fleetUrl';
import { useUrlState } from '../url/useUrlState';
import { useLinkTo } from '../useLinkTo';

/** Cluster and namespaces narrow the sweep itself; everything else only the table. */
function useFleet(state: FleetState, uid: string | undefined) {
  const { time, filters, by } = state;
  const { cluster, namespaces } = filters;
  const question = useMemo(
    () => (uid === undefined ? undefined : { ds: uid, time, cluster, namespaces }),
    [uid, time, cluster, namespaces]
  );
  const watching = useWatcher(question);
  const shown = shownBy(by, watching);
  const live = useSweep(shown === 'page' ? question : undefined);
  const sweep = shown === 'watcher' ? asSweep(watching, question) : live;
  useRefresh(state.refresh, { isReading: live.phase === 'loading', isSick: isSick(live) }, sweep.refresh);
  return { sweep, watching, shown };
}

/** Page of the whole fleet. */
export function FleetPage() {
  const { read, change } = useUrlState(readFleetUrl, writeFleetUrl);
  const { state } = read;
  const chosen = useSource(state.ds, (ds) => change({ ds }, 'replace'));
  const { sweep, watching, shown } = useFleet(state, chosen.state === 'chosen' ? chosen.source.uid : undefined);
  const picker = <SourcePicker ds={state.ds} onChange={(ds) => change({ ds })} />;
  const controls = (
    <TimeControls
      time={state.time}
      refresh={state.refresh}
      isReading={sweep.phase === 'loading'}
      onChange={(part) => change(part)}
      onRefresh={sweep.refresh}
    />
  );
  return (
    <PageFrame actions={controls} problems={read.problems}>
      <SourceGate chosen={chosen} sweep={sweep} picker={picker}>
        {(answer, notices) => (
          <FleetAnswer
            answer={answer}
            notices={
              <>
                {shown && <WhoTold watching={watching} shown={shown} onChange={(by) => change({ by })} />}
                {notices}
              </>
            }
            state={state}
            change={change}
            picker={picker}
          />
        )}
      </SourceGate>
    </PageFrame>
  );
}

interface WhoToldProps {
  readonly watching: Watching;
  readonly shown: ShownBy;
  readonly onChange: (by: ShownBy) => void;
}

/** Nothing where there is no watcher: then nobody has a choice. */
function WhoTold({ watching: { watched, askedAt }, shown, onChange }: WhoToldProps) {
  if (!watched) {
    return null;
  }
  const oldest = Math.min(...watched.sweeps.map(({ last }) => last));
  const { from, to } = watched.report.range;
  return (
    <WhoJudged
      by={shown}
      sources={distinct(watched.sweeps.map(({ source }) => source))}
      last={oldest}
      age={askedAt - oldest}
      window={to - from}
      onChange={onChange}
    />
  );
}

interface FleetAnswerProps {
  readonly answer: Answer;
  readonly notices: React.ReactNode;
  readonly state: FleetState;
  readonly change: (change: Partial<FleetState>, how?: 'push' | 'replace') => void;
  readonly picker: React.ReactNode;
}

function FleetAnswer({ answer, notices, state, change, picker }: FleetAnswerProps) {
  const linkTo = useLinkTo();
  const { clock } = useTimes();
  const { filters, ds, time, refresh } = state;
  const { report } = answer;
  const lacks = useMemo(() => lacksOf(report), [report]);
  const rulesLink = linkTo(rulesPath({ ds, time, refresh, cluster: filters.cluster }));
  const policyLink = linkTo(
    policyPath({
      ds,
      time,
      refresh,
      filters: { cluster: filters.cluster, namespaces: filters.namespaces, verdicts: [], text: '' },
    })
  );
  if (report.workloads.length === 0 && report.findings.length === 0 && report.tally === undefined) {
    const isScoped = filters.cluster !== '' || filters.namespaces.length > 0;
    return (
      <>
        {notices}
        <InToolbar>{picker}</InToolbar>
        <NoWorkloads
          source={ds}
          span={`${clock(report.range.from, false)} and ${clock(report.range.to, false)}`}
          isScoped={isScoped}
          onClearScope={() => change({ filters: { ...filters, cluster: '', namespaces: [] } })}
          rulesLink={rulesLink}
        />
      </>
    );
  }
  return (
    <FleetView
      report={report}
      read={answer.soFar}
      lacks={lacks}
      failed={answer.failed.length}
      asked={answer.asked}
      remarks={remarksOf(answer)}
      filters={filters}
      onFilters={(part) => change({ filters: { ...filters, ...part } }, part.text === undefined ? 'push' : 'replace')}
      sort={state.sort}
      onSort={(sort) => change({ sort })}
      flipped={state.flipped}
      onFlip={(flipped) => change({ flipped }, 'replace')}
      linkTo={(workload, finding) =>
        linkTo(workloadPath({ ds, time, refresh, workload, finding: finding?.id ?? '', action: '' }))
      }
      rulesLink={rulesLink}
      policyLink={policyLink}
      fixText={fixText}
      sourcePicker={picker}
      placeFilters={(filters) => <InToolbar>{filters}</InToolbar>}
    >
      {notices}
    </FleetView>
  );
}
