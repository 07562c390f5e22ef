// The fleet: who fights now, who did, who is quiet; of one data source, or of several side by side.
import React, { useMemo } from 'react';

import type { UsableSource } from '../../sources/grafana/dataSourceList';
import { OneSource } from '../fleet/OneSource';
import { SeveralSources } from '../fleet/SeveralSources';
import { useReadings } from '../fleet/useReadings';
import { WhoTold } from '../fleet/WhoTold';
import { PageFrame } from '../frame/PageFrame';
import { NoSource, SourceGate } from '../frame/SourceGate';
import { SourcesPicker } from '../frame/SourcePicker';
import { TimeControls } from '../frame/TimeControls';
import { useSources } from '../frame/useSource';
import { readFleetUrl, writeFleetUrl } from '../url/fleetUrl';
import { useUrlState } from '../url/useUrlState';

const NONE: readonly UsableSource[] = [];
const NOBODY: readonly string[] = [];

/** Page of the whole fleet. */
export function FleetPage() {
  const { read, change } = useUrlState(readFleetUrl, writeFleetUrl);
  const { state } = read;
  const chosen = useSources(state.ds, (ds) => change({ ds }, 'replace'));
  const { readings, readers } = useReadings(chosen.state === 'chosen' ? chosen.sources : NONE, state);
  const [first, ...others] = readings;
  const isSeveral = chosen.state === 'chosen' && others.length + chosen.gone.length > 0;
  const named = chosen.state === 'chosen' ? state.ds : NOBODY;
  const picker = useMemo(() => <SourcesPicker ds={named} onChange={(ds) => change({ ds })} />, [named, change]);
  const controls = (
    <TimeControls
      time={state.time}
      refresh={state.refresh}
      isReading={readings.some(({ sweep }) => sweep.phase === 'loading')}
      onChange={(part) => change(part)}
      onRefresh={() => readings.forEach(({ sweep }) => sweep.refresh())}
    />
  );
  const shared = { state, change, picker };
  return (
    <>
      {readers}
      <PageFrame actions={controls} problems={read.problems}>
        {chosen.state !== 'chosen' && <NoSource state={chosen.state} picker={picker} />}
        {chosen.state === 'chosen' && isSeveral && (
          <SeveralSources {...shared} readings={readings} gone={chosen.gone} />
        )}
        {first && !isSeveral && (
          <SourceGate chosen={{ state: 'chosen', source: first.source }} sweep={first.sweep} picker={picker}>
            {(answer, notices) => (
              <OneSource
                {...shared}
                source={first.source}
                answer={answer}
                notices={
                  <>
                    <WhoTold watching={first.watching} shown={first.shown} onChange={(by) => change({ by })} />
                    {notices}
                  </>
                }
              />
            )}
          </SourceGate>
        )}
      </PageFrame>
    </>
  );
}
