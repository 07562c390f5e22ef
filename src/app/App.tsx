// The app's root: shared things once, then one page per route, each inside its own error boundary.
import React, { lazy, Suspense, useEffect, useMemo } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import type { AppRootProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';

import { RULES } from '../engine';
import { parseSettings } from '../settings/parseSettings';
import { dataSourceTransport } from '../sources/grafana/dataSourceTransport';
import { usableSources } from '../sources/grafana/dataSourceList';
import { Gate } from '../sources/gate';
import { inTurn, SWEEPS_AT_ONCE } from '../sources/inTurn';
import { rememberingTransport } from '../sources/memory/rememberingTransport';
import { sweepSource } from '../sources/sweep';
import { AppContextProvider, type AppContextValue } from './appContext';
import { RouteBoundary } from './frame/RouteBoundary';
import { FleetPage } from './pages/FleetPage';
import { NoSuchPage } from './pages/NoSuchPage';
import { AnswerStore } from './sweep/answerStore';
import { PAGE_JUDGE } from './sweep/pageJudge';
import { PAGE_MEMORY } from './sweep/pageMemory';
import type { SweepTools } from './sweep/runSweep';
import { SweepsUnderWay } from './sweep/sweepsUnderWay';
import { seenTransport } from './sweep/whenSeen';

// The first page is the fleet; what it does not need comes when it is asked for.
const WorkloadPage = lazy(() => import('./pages/WorkloadPage').then((page) => ({ default: page.WorkloadPage })));
const PolicyPage = lazy(() => import('./pages/PolicyPage').then((page) => ({ default: page.PolicyPage })));
const RulesPage = lazy(() => import('./pages/RulesPage').then((page) => ({ default: page.RulesPage })));

const SWEEPS = new Gate(SWEEPS_AT_ONCE);

function useShared(jsonData: unknown): AppContextValue {
  return useMemo(() => {
    const { settings, problems } = parseSettings(jsonData, RULES);
    const { clusterLabel, deadlineSeconds, thresholds } = settings;
    const tools: SweepTools = {
      open: (uid) => inTurn(sweepSource(rememberingTransport(dataSourceTransport(uid), PAGE_MEMORY, uid)), SWEEPS),
      transport: (uid) => seenTransport(dataSourceTransport(uid)),
      judge: PAGE_JUDGE,
      clusterLabel,
      thresholds,
      deadline: deadlineSeconds * 1000,
      now: Date.now,
    };
    const store = new AnswerStore();
    return {
      settings,
      settingsProblems: problems,
      sources: usableSources(settings),
      tools,
      store,
      underWay: new SweepsUnderWay(tools, store),
      probes: new Map(),
    };
  }, [jsonData]);
}

/** Everything under /a/truce-autoscaling-app. */
export function App({ meta }: AppRootProps) {
  const shared = useShared(meta.jsonData);
  const { pathname, search } = useLocation();
  const { underWay } = shared;
  useEffect(() => () => underWay.leave(), [underWay]);
  useEffect(() => () => PAGE_MEMORY.clear(), []);
  const guarded = (page: React.ReactElement) => (
    <RouteBoundary resetKey={`${pathname}?${search}`}>
      <Suspense fallback={<LoadingPlaceholder text="Loading the page" />}>{page}</Suspense>
    </RouteBoundary>
  );
  return (
    <AppContextProvider value={shared}>
      <Routes>
        <Route path="fleet" element={guarded(<FleetPage />)} />
        <Route path="workload" element={guarded(<WorkloadPage />)} />
        <Route path="policy" element={guarded(<PolicyPage />)} />
        <Route path="rules" element={guarded(<RulesPage />)} />
        <Route path="" element={<Navigate to={{ pathname: 'fleet', search }} replace />} />
        <Route path="*" element={guarded(<NoSuchPage />)} />
      </Routes>
    </AppContextProvider>
  );
}
