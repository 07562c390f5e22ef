// Lets a page through only with a data source and a report; otherwise shows which of the states it is in.
import React, { useEffect, useMemo } from 'react';
import { Icon } from '@grafana/ui';

import { CancelledState } from '../../views/states/CancelledState';
import { FailedState } from '../../views/states/FailedState';
import { KeptNotice } from '../../views/states/KeptNotice';
import { LeftOutNotice } from '../../views/states/LeftOutNotice';
import { LoadingState, RefreshState } from '../../views/states/LoadingState';
import { NoDataSource } from '../../views/states/NoDataSource';
import { PartialNotice } from '../../views/states/PartialNotice';
import { SoFarNotice } from '../../views/states/SoFarNotice';
import { StaleNotice } from '../../views/states/StaleNotice';
import { StateFrame } from '../../views/states/StateFrame';
import { mayEnter } from '../../sources/grafana/permissions';
import { timesOf, TimesProvider } from '../../views/time/times';
import { useAppContext } from '../appContext';
import { ADD_SOURCE_PATH, href, SETTINGS_PATH, sourceSettingsPath } from '../links';
import { leftOutOf, type Answer } from '../sweep/question';
import type { Sweep } from '../sweep/useSweep';
import { AsOf } from './AsOf';
import { reportTeller } from './tellReport';
import { InToolbar } from './Toolbar';
import type { ChosenSource } from './useSource';
import { useZone } from './useZone';

interface SourceGateProps {
  readonly chosen: ChosenSource;
  readonly sweep: Sweep;
  /** Where a source can be chosen while there is no report. */
  readonly picker: React.ReactNode;
  readonly children: (answer: Answer, notices: React.ReactNode) => React.ReactNode;
}

/** The page's content, or the state it is in. */
export function SourceGate({ chosen, sweep, picker, children }: SourceGateProps) {
  if (chosen.state !== 'chosen') {
    return <NoSource state={chosen.state} picker={picker} />;
  }
  if (sweep.answer) {
    return (
      <Told answer={sweep.answer} sweep={sweep}>
        {children}
      </Told>
    );
  }
  return (
    <>
      <InToolbar>{picker}</InToolbar>
      <WithoutReport sweep={sweep} name={chosen.source.name} uid={chosen.source.uid} />
    </>
  );
}

interface NoSourceProps {
  /** none = there is none at all. unknown = the address names only such as cannot be asked. */
  readonly state: 'none' | 'unknown';
  readonly picker: React.ReactNode;
}

/** There is nobody to ask. */
export function NoSource({ state, picker }: NoSourceProps) {
  const { settings } = useAppContext();
  return state === 'none' ? (
    <NoDataSource
      addHref={mayEnter('addDataSource') ? href(ADD_SOURCE_PATH) : undefined}
      isNarrowed={settings.dataSources.length > 0}
      settingsHref={mayEnter('appSettings') ? href(SETTINGS_PATH) : undefined}
    />
  ) : (
    <StateFrame
      role="alert"
      icon={<Icon name="database" size="xxl" />}
      heading="This data source is not available"
      text="The address names one that is gone, that does not speak PromQL, or that you may not query. Choose another:"
      actions={picker}
    />
  );
}

interface ToldProps extends Pick<SourceGateProps, 'children'> {
  readonly answer: Answer;
  readonly sweep: Sweep;
}

/** The one place where the moments of a report become words: nothing behind it knows of zones. */
function Told({ answer, sweep, children }: ToldProps) {
  const zone = useZone();
  const { from, to } = answer.report.range;
  const times = useMemo(() => timesOf(zone, { from, to }), [zone, from, to]);
  const tell = useMemo(() => reportTeller(times), [times]);
  const told = useMemo(() => ({ ...answer, report: tell(answer.report) }), [answer, tell]);
  const { drawn, soFar } = sweep;
  useEffect(() => drawn(), [answer, soFar, drawn]);
  return <TimesProvider value={times}>{children(told, <Notices sweep={sweep} answer={told} />)}</TimesProvider>;
}

function WithoutReport({ sweep, name, uid }: { readonly sweep: Sweep; readonly name: string; readonly uid: string }) {
  switch (sweep.phase) {
    case 'failed':
      return (
        <FailedState
          source={name}
          failed={sweep.failed}
          onRetry={sweep.refresh}
          settingsHref={mayEnter('dataSourceSettings') ? href(sourceSettingsPath(uid)) : undefined}
        />
      );
    case 'cancelled':
      return <CancelledState onRetry={sweep.refresh} />;
    default:
      return <LoadingState progress={sweep.progress} onCancel={sweep.cancel} />;
  }
}

interface NoticesProps {
  readonly sweep: Sweep;
  readonly answer: Answer;
  /** Progress is told elsewhere: in the line of a data source among several. */
  readonly isInLine?: boolean;
}

/** What must be said above a report: a newer one is being read, could not be read, or this one has holes. */
export function Notices({ sweep, answer, isInLine = false }: NoticesProps) {
  const isReading = sweep.phase === 'loading';
  return (
    <>
      <AsOf answer={answer} />
      {isReading && !isInLine && (
        <RefreshState progress={sweep.progress} isFirst={answer.soFar !== undefined} onCancel={sweep.cancel} />
      )}
      {!isReading && <Ended sweep={sweep} answer={answer} />}
      {sweep.aside && (
        <KeptNotice keptAt={answer.readAt} newer={sweep.aside} onRetry={sweep.refresh} onShowNewer={sweep.accept} />
      )}
      <LeftOutNotice items={leftOutOf(answer)} />
      {answer.failed.length > 0 && (
        <PartialNotice failed={answer.failed} asked={answer.asked} onRetry={sweep.refresh} />
      )}
    </>
  );
}

/** A sweep that did not come to its end. */
function Ended({ sweep, answer }: { readonly sweep: Sweep; readonly answer: Answer }) {
  const { phase, failed, aside, refresh } = sweep;
  const why = failed[0]?.message ?? '';
  if (phase === 'idle') {
    return null;
  }
  if (answer.soFar) {
    return <SoFarNotice read={answer.soFar} reason={why} onRetry={refresh} />;
  }
  // What was set aside by a Cancel is told below, with what can be done.
  const isTold = phase === 'cancelled' && aside !== undefined;
  const reason = phase === 'cancelled' ? 'You cancelled the newer read.' : why;
  return (phase === 'failed' || phase === 'cancelled') && !isTold ? (
    <StaleNotice reason={reason} readAt={answer.readAt} onRetry={refresh} />
  ) : null;
}
