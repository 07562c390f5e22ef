// The fleets of several data sources as one list, and a line for each of them: one that failed, waits or has holes takes
// nothing from the others, and keeps the whole from being called calm.
import React, { useEffect, useMemo } from 'react';
import { Button, Icon } from '@grafana/ui';

import { remembered } from '../../kit/remembered';
import { sum } from '../../kit/stats';
import type { UsableSource } from '../../sources/grafana/dataSourceList';
import type { FleetRead } from '../../model/fleetRead';
import { scopeFleet } from '../../views/fleet/fleetFilters';
import { toFleet, type Fleet, type Unheard } from '../../views/fleet/fleetRows';
import { FleetView } from '../../views/fleet/FleetView';
import { joinFleets } from '../../views/fleet/joinFleets';
import { SourceList } from '../../views/fleet/SourceLine';
import { twinSources } from '../../views/fleet/twinSources';
import { StateFrame } from '../../views/states/StateFrame';
import { timesOf, TimesProvider, type Times } from '../../views/time/times';
import { reportTeller } from '../frame/tellReport';
import { useOldest } from '../frame/useOldest';
import { withFirst } from '../frame/useSource';
import { InToolbar } from '../frame/Toolbar';
import { useZone } from '../frame/useZone';
import { covers, questionOf, type Answer } from '../sweep/question';
import type { FleetState } from '../url/fleetUrl';
import type { ChangeUrl } from '../url/useUrlState';
import { isEmpty } from './isEmpty';
import { GoneItem, SourceItem } from './SourceItem';
import { twinsText } from './twinsText';
import { useFleetProps } from './useFleetProps';
import type { Reading } from './useReadings';
import { useSame } from './useSame';

interface SeveralSourcesProps {
  readonly readings: readonly Reading[];
  /** What else was chosen, and cannot be asked. */
  readonly gone: readonly string[];
  readonly state: FleetState;
  readonly change: ChangeUrl<FleetState>;
  readonly picker: React.ReactNode;
}

/** A data source with what it told. */
interface Part {
  readonly reading: Reading;
  readonly answer: Answer;
  readonly fleet: Fleet;
}

/** The words of the reader's zone, for the span of all reports. */
function useTimesOf(readings: readonly Reading[]): Times {
  const zone = useZone();
  const ranges = readings.flatMap(({ sweep }) => sweep.answer?.report.range ?? []);
  const from = Math.min(...ranges.map((range) => range.from));
  const to = Math.max(...ranges.map((range) => range.to));
  return useMemo(() => timesOf(zone, from < to ? { from, to } : { from: 0, to: 1 }), [zone, from, to]);
}

/** Puts answers into words, each once, and reads each as the fleet of its data source. */
function telling(times: Times, sources: readonly UsableSource[]) {
  const inWords = reportTeller(times);
  const fleets = new Map<string, Fleet>();
  return remembered((answer: Answer) => {
    const { ds } = answer.question;
    const report = inWords(answer.report);
    const source = sources.find(({ uid }) => uid === ds);
    const fleet = toFleet(report, { source, before: fleets.get(ds) });
    fleets.set(ds, fleet);
    return { answer: { ...answer, report }, fleet };
  });
}

function useParts(readings: readonly Reading[], times: Times): Part[] {
  const sources = useSame(readings.map(({ source }) => source));
  const tell = useMemo(() => telling(times, sources), [times, sources]);
  return readings.flatMap((reading) => {
    const { answer } = reading.sweep;
    return answer ? [{ reading, ...tell(answer) }] : [];
  });
}

/** How far large fleets are that are read right now, or were stopped: all together. */
function readIn(parts: readonly Part[]): FleetRead | undefined {
  const reads = parts.flatMap(({ answer }) => answer.soFar ?? []);
  const total = (of: (read: FleetRead) => number): number => sum(reads.map(of));
  return reads.length === 0
    ? undefined
    : { done: total(({ done }) => done), of: total(({ of }) => of), unnamed: total(({ unnamed }) => unnamed) };
}

/** Who has not told yet what is asked: an older answer to a narrower or another question is shown and proves nothing. */
function unheardIn({ readings, gone, state }: SeveralSourcesProps, parts: readonly Part[]): Unheard[] {
  const own = readings.flatMap(({ source: { name, uid }, sweep }): Unheard[] => {
    const part = parts.find(({ reading }) => reading.source.uid === uid);
    if (part && covers(part.answer.question, questionOf(state, uid))) {
      return isEmpty(part.answer.report) ? [{ name, state: 'empty' }] : [];
    }
    return [{ name, state: sweep.phase === 'failed' || sweep.phase === 'cancelled' ? 'unread' : 'reading' }];
  });
  return [...own, ...gone.map((name): Unheard => ({ name, state: 'unread' }))];
}

/** The page of several data sources. */
export function SeveralSources(props: SeveralSourcesProps) {
  const { readings } = props;
  const times = useTimesOf(readings);
  const parts = useParts(readings, times);
  const unheard = unheardIn(props, parts);
  const shown = useSame(readings.flatMap(({ sweep }) => [sweep.answer, sweep.soFar]));
  const drawn = useSame(readings.map(({ sweep }) => sweep.drawn));
  useEffect(() => drawn.forEach((tell) => tell()), [shown, drawn]);
  return (
    <TimesProvider value={times}>
      <Content {...props} parts={parts} unheard={unheard} />
    </TimesProvider>
  );
}

interface ContentProps extends SeveralSourcesProps {
  readonly parts: readonly Part[];
  readonly unheard: readonly Unheard[];
}

/** Nobody told of a workload: they were not read, or hold none here. */
function NobodyTold({ readings, unheard, state, change }: ContentProps) {
  const { filters } = state;
  const isScoped = filters.cluster !== '' || filters.namespaces.length > 0;
  const isRead = unheard.every(({ state: one }) => one === 'empty');
  return (
    <StateFrame
      role="alert"
      icon={<Icon name="question-circle" size="xxxl" />}
      heading="No data source told of any workload"
      text={
        isRead
          ? 'All of them answered, and none of them holds a workload here.'
          : 'What was not read is not judged: this is not a calm fleet.'
      }
      actions={
        isRead && isScoped ? (
          <Button onClick={() => change({ filters: { ...filters, cluster: '', namespaces: [] } })}>
            Show all clusters and namespaces
          </Button>
        ) : (
          <Button onClick={() => readings.forEach(({ sweep }) => sweep.refresh())}>Try again</Button>
        )
      }
    />
  );
}

function Content(props: ContentProps) {
  const { parts, unheard, state, change, picker } = props;
  const { pageLinks: _, ...shared } = useFleetProps(state, change, picker);
  const fleets = parts.filter(({ answer }) => !isEmpty(answer.report)).map(({ fleet }) => fleet);
  const fleet = useJoined(fleets, unheard);
  // Each was read at a time of its own, which its line tells.
  const asOf = useOldest(parts.map(({ answer }) => answer)) === undefined ? undefined : 'when last read';
  const lines = <Lines {...props} />;
  if (fleet) {
    const unassessed = parts.flatMap(({ answer }) => answer.report.unassessed);
    return (
      <FleetView {...shared} fleet={fleet} read={readIn(parts)} asOf={asOf} unassessed={unassessed} coverage={lines} />
    );
  }
  return (
    <>
      <InToolbar>{picker}</InToolbar>
      {lines}
      {unheard.every(({ state: one }) => one !== 'reading') && <NobodyTold {...props} />}
    </>
  );
}

/** One fleet, made anew only when one of its parts or its gaps is another. */
function useJoined(fleets: readonly Fleet[], unheard: readonly Unheard[]): Fleet | undefined {
  const parts = useSame(fleets);
  const gaps = JSON.stringify(unheard);
  return useMemo(() => {
    const [first, ...others] = parts;
    return first && joinFleets([first, ...others], JSON.parse(gaps) as Unheard[]);
  }, [parts, gaps]);
}

function useTwins(parts: readonly Part[]): string[] {
  const fleets = useSame(parts.map(({ fleet }) => fleet));
  const sources = useSame(parts.map(({ reading }) => reading.source));
  return useMemo(
    () =>
      twinSources(
        sources.flatMap((source, i) => {
          const fleet = fleets[i];
          return fleet ? [{ source, fleet }] : [];
        })
      ).map(twinsText),
    [fleets, sources]
  );
}

function Lines({ readings, gone, parts, state, change, picker }: ContentProps) {
  const { pageLinks } = useFleetProps(state, change, picker);
  return (
    <SourceList remarks={useTwins(parts)}>
      {readings.map((reading) => {
        const { uid } = reading.source;
        const part = parts.find((one) => one.reading.source.uid === uid);
        return (
          <SourceItem
            key={uid}
            reading={reading}
            telling={part && { answer: part.answer, scope: scopeFleet(part.fleet, state.filters) }}
            onBy={(by) => change({ by })}
            {...pageLinks(withFirst(state.ds, uid))}
          />
        );
      })}
      {gone.map((name) => (
        <GoneItem key={name} name={name} onRemove={() => change({ ds: state.ds.filter((one) => one !== name) })} />
      ))}
    </SourceList>
  );
}
