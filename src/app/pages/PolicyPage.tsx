// The policy check of the whole fleet: one owner per resource, shown even where nothing fights yet.
import React, { useMemo } from 'react';

import { distinct } from '../../kit/array';
import type { Quiet } from '../../model/report';
import { FilterPick } from '../../views/FilterPick';
import { PolicyView } from '../../views/policy/PolicyView';
import { VERDICT_NAMES, VERDICTS, type PolicyFilters } from '../../views/policy/policyRows';
import { OneOfSeveral } from '../frame/OneOfSeveral';
import { PageFrame } from '../frame/PageFrame';
import { SourceGate } from '../frame/SourceGate';
import { SourcePicker } from '../frame/SourcePicker';
import { TimeControls } from '../frame/TimeControls';
import { InToolbar } from '../frame/Toolbar';
import { useWholeSweep } from '../frame/useWholeSweep';
import { workloadPath } from '../links';
import type { Answer } from '../sweep/question';
import { readPolicyUrl, writePolicyUrl, type PolicyState } from '../url/policyUrl';
import { useUrlState, type ChangeUrl } from '../url/useUrlState';
import { useLinkTo } from '../useLinkTo';

/** Page of the policy. The whole source is swept: the choice of namespaces narrows the lines, not the question. */
export function PolicyPage() {
  const { read, change } = useUrlState(readPolicyUrl, writePolicyUrl);
  const { ds, time, refresh, filters } = read.state;
  const { chosen, sweep } = useWholeSweep(read.state, filters.cluster, (next) => change({ ds: next }, 'replace'));
  const picker = <SourcePicker ds={ds} onChange={(next) => change({ ds: next })} />;
  const controls = (
    <TimeControls
      time={time}
      refresh={refresh}
      isReading={sweep.phase === 'loading'}
      onChange={change}
      onRefresh={sweep.refresh}
    />
  );
  return (
    <PageFrame actions={controls} problems={read.problems}>
      <SourceGate chosen={chosen} sweep={sweep} picker={picker}>
        {(answer, notices) => (
          <>
            <OneOfSeveral ds={ds} onChange={(next) => change({ ds: next })} />
            {notices}
            <PolicyAnswer answer={answer} state={read.state} change={change} picker={picker} />
          </>
        )}
      </SourceGate>
    </PageFrame>
  );
}

interface PolicyAnswerProps {
  readonly answer: Answer;
  readonly state: PolicyState;
  readonly change: ChangeUrl<PolicyState>;
  readonly picker: React.ReactNode;
}

const NONE: readonly Quiet[] = [];

function PolicyAnswer({ answer, state, change, picker }: PolicyAnswerProps) {
  const linkTo = useLinkTo();
  const { filters, ds, time, refresh } = state;
  const workloads = useMemo(
    () => answer.report.workloads.filter(({ workload }) => workload.kind !== 'Cluster'),
    [answer.report]
  );
  const countOf = (test: (one: (typeof workloads)[number]) => boolean) => workloads.filter(test).length;
  const namespaces = distinct(workloads.map(({ workload }) => workload.namespace)).sort();
  const narrow = (part: Partial<PolicyFilters>) =>
    change((wanted) => ({ filters: { ...wanted.filters, ...part } }), part.text === undefined ? 'push' : 'replace');
  return (
    <PolicyView
      workloads={workloads}
      quiet={answer.report.quiet ?? NONE}
      isWhole={answer.report.unread === undefined}
      isSoFar={answer.soFar !== undefined}
      filters={filters}
      onFilters={narrow}
      placeFilters={(bar) => <InToolbar>{bar}</InToolbar>}
      findings={answer.report.findings}
      range={answer.report.range}
      linkTo={(workload, finding) =>
        linkTo(workloadPath({ ds, time, refresh, workload, finding: finding?.id ?? '', action: '' }))
      }
      sourcePicker={picker}
    >
      {filters.cluster !== '' && (
        <FilterPick
          label="Cluster"
          choices={[{ value: filters.cluster, label: filters.cluster, count: workloads.length }]}
          chosen={[filters.cluster]}
          onChange={([cluster = '']) => narrow({ cluster })}
        />
      )}
      <FilterPick
        label="Namespace"
        choices={namespaces.map((value) => ({
          value,
          label: value,
          count: countOf(({ workload }) => workload.namespace === value),
        }))}
        chosen={filters.namespaces}
        onChange={(chosen) => narrow({ namespaces: chosen })}
      />
      <FilterPick
        label="Verdict"
        choices={VERDICTS.map((value) => ({
          value,
          label: VERDICT_NAMES[value],
          count: countOf(({ policy }) => policy.verdict === value),
        }))}
        chosen={filters.verdicts}
        onChange={(verdicts) => narrow({ verdicts })}
      />
    </PolicyView>
  );
}
