// The fleet of one data source.
import React, { useMemo, useRef } from 'react';

import { lacksOf } from '../../queries/lacks';
import type { UsableSource } from '../../sources/grafana/dataSourceList';
import { CoverageLine } from '../../views/fleet/CoverageLine';
import { toFleet, type Fleet } from '../../views/fleet/fleetRows';
import { FleetView } from '../../views/fleet/FleetView';
import { NoWorkloads } from '../../views/states/NoWorkloads';
import { useTimes } from '../../views/time/times';
import { InToolbar } from '../frame/Toolbar';
import { covers, remarksOf, type Answer } from '../sweep/question';
import type { FleetState } from '../url/fleetUrl';
import { isEmpty } from './isEmpty';
import { useFleetProps } from './useFleetProps';

interface OneSourceProps {
  readonly source: UsableSource;
  readonly answer: Answer;
  readonly notices: React.ReactNode;
  readonly state: FleetState;
  readonly change: (change: Partial<FleetState>, how?: 'push' | 'replace') => void;
  readonly picker: React.ReactNode;
}

/** The answer of one data source. */
export function OneSource({ source, answer, notices, state, change, picker }: OneSourceProps) {
  const { clock } = useTimes();
  const { filters, ds } = state;
  const { report } = answer;
  const before = useRef<Fleet>();
  const told = useMemo(() => toFleet(report, { before: before.current }), [report]);
  before.current = told;
  // The last answer stays while another question is asked, and proves nothing of it.
  const { cluster, namespaces } = filters;
  const isAnswer = covers(answer.question, { ds: source.uid, time: state.time, cluster, namespaces });
  const fleet = useMemo(() => (isAnswer ? told : { ...told, isWhole: false }), [told, isAnswer]);
  const lacks = useMemo(() => lacksOf(report), [report]);
  const { pageLinks, ...shared } = useFleetProps(state, change, picker);
  const { rulesLink, policyLink } = pageLinks(ds);
  if (isEmpty(report)) {
    const isScoped = filters.cluster !== '' || filters.namespaces.length > 0;
    return (
      <>
        {notices}
        <InToolbar>{picker}</InToolbar>
        <NoWorkloads
          source={source.name}
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
      {...shared}
      fleet={fleet}
      read={answer.soFar}
      unassessed={report.unassessed}
      coverage={
        <CoverageLine
          report={report}
          lacks={lacks}
          failed={answer.failed.length}
          asked={answer.asked}
          remarks={remarksOf(answer)}
          rulesLink={rulesLink}
        />
      }
      policyLink={policyLink}
    >
      {notices}
    </FleetView>
  );
}
