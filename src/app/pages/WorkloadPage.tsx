// One workload: the verdict, who did what on one time axis, what to do, and the proof.
import React, { useMemo } from 'react';
import { Icon, LinkButton } from '@grafana/ui';

import { NO_FILTERS } from '../../views/fleet/fleetFilters';
import { StateFrame } from '../../views/states/StateFrame';
import { PageFrame } from '../frame/PageFrame';
import { SourceGate } from '../frame/SourceGate';
import { SourcePicker } from '../frame/SourcePicker';
import { TimeControls } from '../frame/TimeControls';
import { InToolbar } from '../frame/Toolbar';
import { useSource } from '../frame/useSource';
import { fleetPath } from '../links';
import { useRefresh } from '../sweep/useRefresh';
import { isSick } from '../sweep/sweepState';
import { useOnlyOf } from '../sweep/useOnlyOf';
import { useSweep } from '../sweep/useSweep';
import { readWorkloadUrl, writeWorkloadUrl, type WorkloadState } from '../url/workloadUrl';
import { useUrlState } from '../url/useUrlState';
import { useLinkTo } from '../useLinkTo';
import { WorkloadAnswer } from '../workload/WorkloadAnswer';

/** Only the namespace of the workload is read. */
function useWorkloadSweep({ ds, workload, time, refresh }: WorkloadState, uid: string | undefined) {
  const { cluster, namespace } = workload;
  const question = useMemo(
    () => (uid === undefined ? undefined : { ds: uid, time, cluster, namespaces: [namespace], isOpened: true }),
    [uid, time, cluster, namespace]
  );
  const sweep = useSweep(question);
  useOnlyOf(uid === undefined ? ds : [uid, ...ds]);
  useRefresh(refresh, { isReading: sweep.phase === 'loading', isSick: isSick(sweep) }, sweep.refresh);
  return sweep;
}

/** The way back: to the fleet, and to the fleet of this namespace. A Deployment is what one expects; other kinds say so. */
function useTrail({ ds, time, refresh, workload }: WorkloadState) {
  const linkTo = useLinkTo();
  return useMemo(() => {
    const { cluster, namespace, kind, name } = workload;
    const fleet = { ds, time, refresh, filters: NO_FILTERS, flipped: [] };
    const inNamespace = { ...fleet, filters: { ...NO_FILTERS, cluster, namespaces: [namespace] } };
    const place = {
      text: cluster ? `${cluster} / ${namespace}` : namespace,
      href: linkTo(fleetPath(inNamespace)).href,
    };
    return [
      { text: 'Fleet', href: linkTo(fleetPath(fleet)).href },
      ...(namespace === '' ? [] : [place]),
      { text: kind === 'Deployment' ? name : [kind, name].filter((part) => part !== '').join(' ') },
    ];
  }, [linkTo, ds, time, refresh, workload]);
}

/** Page of one workload. */
export function WorkloadPage() {
  const { read, change } = useUrlState(readWorkloadUrl, writeWorkloadUrl);
  const { state, isComplete, problems } = read;
  const chosen = useSource(state.ds, (ds) => change({ ds }, 'replace'));
  const uid = chosen.state === 'chosen' && isComplete ? chosen.source.uid : undefined;
  const sweep = useWorkloadSweep(state, uid);
  const trail = useTrail(state);
  const picker = <SourcePicker ds={state.ds} onChange={(ds) => change({ ds })} />;
  const actions = (
    <TimeControls
      time={state.time}
      refresh={state.refresh}
      isReading={sweep.phase === 'loading'}
      onChange={(part) => change({ ...part, zoom: undefined })}
      onRefresh={sweep.refresh}
    />
  );
  return (
    <PageFrame trail={trail} actions={actions} problems={problems}>
      {uid !== undefined && <InToolbar>{picker}</InToolbar>}
      {isComplete ? (
        <SourceGate chosen={chosen} sweep={sweep} picker={uid === undefined ? picker : null}>
          {(answer, notices) => (
            <>
              {notices}
              {chosen.state === 'chosen' && (
                <WorkloadAnswer answer={answer} source={chosen.source} state={state} change={change} />
              )}
            </>
          )}
        </SourceGate>
      ) : (
        <StateFrame
          role="alert"
          icon={<Icon name="link-broken" size="xxl" />}
          heading="This address names no workload"
          text="It needs the parameters namespace and name, and kind unless it is a Deployment."
          actions={<LinkButton href={trail[0]?.href}>Choose one in the fleet</LinkButton>}
        />
      )}
    </PageFrame>
  );
}
