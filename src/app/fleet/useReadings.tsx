// The sweeps of a fleet page: each data source that was chosen has its own, with its own progress, failure and refresh. A
// component for each holds its hooks, so that one can come or go while the others read on.
import React, { memo, startTransition, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';

import type { UsableSource } from '../../sources/grafana/dataSourceList';
import { isSick, NO_SWEEP } from '../sweep/sweepState';
import { useOnlyOf } from '../sweep/useOnlyOf';
import { useRefresh } from '../sweep/useRefresh';
import { useSweep, type Sweep } from '../sweep/useSweep';
import { asSweep, shownBy, useWatcher, type Watching } from '../sweep/useWatcher';
import type { FleetState, ShownBy } from '../url/fleetUrl';
import { useSame } from './useSame';

/** What the page knows of one data source. */
export interface Reading {
  readonly source: UsableSource;
  readonly sweep: Sweep;
  readonly watching: Watching;
  /** Whom the page shows; undefined while that is not known. */
  readonly shown: ShownBy | undefined;
}

type Tell = (uid: string, reading: Reading | undefined) => void;

const nothing = () => undefined;
const NOT_YET = {
  sweep: { ...NO_SWEEP, refresh: nothing, cancel: nothing, accept: nothing, drawn: nothing },
  watching: { state: 'asking', askedAt: 0, refresh: nothing },
  shown: undefined,
} as const;

/** Cluster and namespaces narrow the sweep itself; everything else only the table. */
function useFleet(state: FleetState, uid: string): Omit<Reading, 'source'> {
  const { time, filters, by } = state;
  const { cluster, namespaces } = filters;
  const question = useMemo(() => ({ ds: uid, time, cluster, namespaces }), [uid, time, cluster, namespaces]);
  const watching = useSame(useWatcher(question));
  const shown = shownBy(by, watching);
  const live = useSame(useSweep(shown === 'page' ? question : undefined));
  const told = useMemo(() => asSweep(watching, question), [watching, question]);
  const sweep = shown === 'watcher' ? told : live;
  useRefresh(state.refresh, { isReading: sweep.phase === 'loading', isSick: isSick(sweep) }, sweep.refresh);
  return useSame({ sweep, watching, shown });
}

interface ReaderProps {
  readonly source: UsableSource;
  readonly state: FleetState;
  readonly tell: Tell;
}

const Reader = memo(function Reader({ source, state, tell }: ReaderProps) {
  const reading = useFleet(state, source.uid);
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    const say = () => tell(source.uid, { source, ...reading });
    // What is known from before stands there at once; later filters and clicks go first.
    if (isFirst.current) {
      isFirst.current = false;
      say();
    } else {
      startTransition(say);
    }
  }, [source, reading, tell]);
  useLayoutEffect(() => () => tell(source.uid, undefined), [source.uid, tell]);
  return null;
});

interface Readings {
  /** One for each data source, in their order. */
  readonly readings: readonly Reading[];
  /** To be rendered: they read. */
  readonly readers: React.ReactNode;
}

/** Reads data sources side by side. Nothing is asked of any other one. */
export function useReadings(sources: readonly UsableSource[], state: FleetState): Readings {
  const [known, setKnown] = useState<ReadonlyMap<string, Reading>>(new Map());
  const tell = useCallback<Tell>(
    (uid, reading) =>
      setKnown((before) => {
        const others = [...before].filter(([other]) => other !== uid);
        return new Map(reading ? [...others, [uid, reading]] : others);
      }),
    []
  );
  const read = sources.filter(({ uid }) => known.get(uid)?.shown !== 'watcher');
  useOnlyOf(read.map(({ uid }) => uid));
  return {
    readings: sources.map((source) => known.get(source.uid) ?? { source, ...NOT_YET }),
    readers: sources.map((source) => <Reader key={source.uid} source={source} state={state} tell={tell} />),
  };
}
