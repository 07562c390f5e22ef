// The fleet of one data source.
import React, { useMemo, useRef } from 'react';

import type { Report } from '../../model/report';
import type { UsableSource } from '../../sources/grafana/dataSourceList';
import { toFleet, type Fleet } from '../../views/fleet/fleetRows';
import { FleetView } from '../../views/fleet/FleetView';
import { NoWorkloads } from '../../views/states/NoWorkloads';
import { asOfText } from '../../views/time/asOfText';
import { useTimes } from '../../views/time/times';
import { InToolbar } from '../frame/Toolbar';
import { useOldest } from '../frame/useOldest';
import { covers, questionOf, type Answer } from '../sweep/question';
import type { FleetState } from '../url/fleetUrl';
import type { ChangeUrl } from '../url/useUrlState';
import { Coverage } from './Coverage';
import { isEmpty } from './isEmpty';
import { useFleetProps } from './useFleetProps';

interface OneSourceProps {
  readonly source: UsableSource;
  readonly answer: Answer;
  readonly notices: React.ReactNode;
  readonly state: FleetState;
  readonly change: ChangeUrl<FleetState>;
  readonly picker: React.ReactNode;
}

/** What was read of reports before: who comes back to the page finds the same rows. */
const FLEETS = new WeakMap<Report, Fleet>();

/** The answer of one data source. */
export function OneSource({ source, answer, notices, state, change, picker }: OneSourceProps) {
  const times = useTimes();
  const asOf = asOfText(useOldest([answer]), times);
  const { filters, ds } = state;
  const { report } = answer;
  const before = useRef<Fleet>();
  const told = useMemo(() => {
    const fleet = FLEETS.get(report) ?? toFleet(report, { before: before.current });
    FLEETS.set(report, fleet);
    return fleet;
  }, [report]);
  before.current = told;
  // The last answer stays while another question is asked, and proves nothing of it.
  const isAnswer = covers(answer.question, questionOf(state, source.uid));
  const fleet = useMemo(() => (isAnswer ? told : { ...told, isWhole: false }), [told, isAnswer]);
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
          span={`${times.clock(report.range.from, false)} and ${times.clock(report.range.to, false)}`}
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
      asOf={asOf}
      unassessed={report.unassessed}
      coverage={<Coverage answer={answer} rulesLink={rulesLink} />}
      policyLink={policyLink}
    >
      {notices}
    </FleetView>
  );
}
