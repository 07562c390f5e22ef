// Renders a page of the app at an address, with a made-up source of series. For tests only.
import React from 'react';
import { MemoryRouter, Route, Routes, useLocation, useNavigate } from 'react-router-dom';
import { configure, render } from '@testing-library/react';
import {
  setDataSourceSrv,
  setPluginComponentHook,
  type DataSourceSrv,
  type UsePluginComponentResult,
} from '@grafana/runtime';

import { analyze } from '../../src/engine';
import { DEFAULT_SETTINGS } from '../../src/settings/settings';
import type { FailedQuery, SeriesSet } from '../../src/model/series';
import type { SeriesSource } from '../../src/sources/seriesSource';
import type { UsableSource } from '../../src/sources/grafana/dataSourceList';
import type { Transport, TransportQuery } from '../../src/sources/transport';
import { AppContextProvider, type AppContextValue } from '../../src/app/appContext';
import { AnswerStore } from '../../src/app/sweep/answerStore';
import type { SweepTools } from '../../src/app/sweep/runSweep';
import { SweepsUnderWay } from '../../src/app/sweep/sweepsUnderWay';
import { EDITOR, grant } from './grafana';

// Looking up roles without asking what is hidden is many times faster; a busy machine gets time.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);
// Grafana's pickers ask for the style of every ancestor, again and again; jsdom matches all rules each time and needs seconds.
window.getComputedStyle = (element) => (element as HTMLElement).style;

// Grafana without anything that other plugins expose, seen by an Editor; a test may say otherwise.
setPluginComponentHook(<Props extends object>(): UsePluginComponentResult<Props> => ({
  component: null,
  isLoading: false,
}));
beforeEach(() => grant(...EDITOR));

/** Silences the router's notes on its next version. */
export const FUTURE = { v7_startTransition: true, v7_relativeSplatPath: true };

const PROM: UsableSource = { uid: 'prom', name: 'Prometheus', type: 'prometheus', isDefault: true };
const VM: UsableSource = {
  uid: 'vm',
  name: 'Victoria',
  type: 'victoriametrics-metrics-datasource',
  isDefault: false,
};

export const RANGE_SEARCH = 'ds=prom&from=2026-11-23T01:28:21.000Z&to=2026-11-23T02:43:21.000Z';

/** A sweep's answer without series; the reports of page tests come from a stand-in for the engine. */
export function seriesSet(failed: readonly FailedQuery[] = []): SeriesSet {
  return { range: { from: 0, to: 1 }, series: [], asked: [], failed, notices: [] };
}

export const FAILED: FailedQuery = { kinds: ['vpa.target'], query: 'vpa_query', message: 'query timed out' };

/** A source that answers at once, after one progress report of three queries. */
export function readySource(set: SeriesSet = seriesSet()): SeriesSource {
  return {
    fetch: async (_, options) => {
      options?.onProgress?.({ answered: 3, total: 3, waitingFor: 'hpa' });
      return set;
    },
  };
}

/** A source that never answers, after `answered` of ten queries. */
export function stuckSource(answered: number): SeriesSource {
  return {
    fetch: (_, options) => {
      options?.onProgress?.({ answered, total: 10, waitingFor: 'hpa-0-1' });
      return new Promise(() => undefined);
    },
  };
}

/** A database that knows nothing. */
function silentTransport(): Transport {
  const nothing = async (queries: readonly TransportQuery[]) =>
    queries.map(({ id }) => ({ id, series: [], notices: [] }));
  return { instant: nothing, range: nothing };
}

interface TestApp {
  readonly context: AppContextValue;
  /** Path and query string of the current address. */
  readonly address: () => string;
  readonly back: () => void;
  readonly go: (to: string) => void;
}

/** Grafana's own pickers ask this service for data sources. */
function offerSources(sources: readonly UsableSource[]): void {
  const all = sources.map((source) => ({ ...source, meta: { id: source.type, info: { logos: { small: '' } } } }));
  const find = (ref: unknown) => all.find(({ uid, name }) => uid === ref || name === ref);
  setDataSourceSrv({ getList: () => all, getInstanceSettings: find } as unknown as DataSourceSrv);
}

/** What sweeps of a page work with; by a clock that stands still unless a test moves it. */
export function toolsOf(open: (uid: string) => SeriesSource, now = () => Date.UTC(2026, 10, 23, 3)): SweepTools {
  return {
    judge: (set, options) => Promise.resolve(analyze(set, options)),
    open,
    transport: silentTransport,
    clusterLabel: 'auto',
    thresholds: {},
    now,
  };
}

/** Renders `page` at `address`; `open` is asked for a source at each sweep. */
export function renderPage(
  page: React.ReactElement,
  address: string,
  open: (uid: string) => SeriesSource,
  more: Partial<AppContextValue> = {}
): TestApp {
  const { tools = toolsOf(open), store = new AnswerStore() } = more;
  const context: AppContextValue = {
    settings: DEFAULT_SETTINGS,
    settingsProblems: [],
    sources: [PROM, VM],
    probes: new Map(),
    underWay: new SweepsUnderWay(tools, store),
    ...more,
    tools,
    store,
  };
  offerSources(context.sources);
  let current = '';
  let goBack = () => undefined as void;
  let goTo = (_: string) => undefined as void;
  function Watch() {
    const { pathname, search } = useLocation();
    const navigate = useNavigate();
    current = pathname + search;
    goBack = () => navigate(-1);
    goTo = (to) => navigate(to);
    return null;
  }
  render(
    <MemoryRouter future={FUTURE} initialEntries={[address]}>
      <Watch />
      <AppContextProvider value={context}>
        <Routes>
          <Route path="*" element={page} />
        </Routes>
      </AppContextProvider>
    </MemoryRouter>
  );
  return { context, address: () => current, back: () => goBack(), go: (to) => goTo(to) };
}
