// State of an open dashboard: its JSON, the time range (in the URL), the refresh beat, the variables (in the URL).
import { rangeUtil, type TimeRange } from '@grafana/data';
import { config, isFetchError, locationService } from '@grafana/runtime';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { templateSrv, type VariableValue } from '../services/templateSrv';
import { loadDashboard, newDashboard } from './loadDashboard';
import type { Dashboard } from './model';
import { toTimeRange, type RawTimes } from './timeRange';
import { resolveVariables, type VariableState } from './variables';

export interface DashboardState {
  dashboard?: Dashboard;
  error?: string;
  timeZone: string;
  range: TimeRange;
  refresh: string;
  /** Undefined until the first resolution is through: panels wait for it. */
  variables?: VariableState[];
  /** Grows with each refresh, so that panels query again. */
  beat: number;
  setRange: (raw: RawTimes) => void;
  setRefresh: (interval: string) => void;
  setTimeZone: (timeZone: string) => void;
  setVariable: (name: string, value: VariableValue) => void;
  reload: () => void;
}

const FALLBACK: RawTimes = { from: 'now-1h', to: 'now' };

export function useDashboard(uid: string | undefined): DashboardState {
  const { dashboard, error } = useDashboardJson(uid);
  const { search } = useLocation();
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const [beat, setBeat] = useState(0);

  const timeZone = query.get('timezone') ?? (dashboard?.timezone || config.bootData.user.timezone);
  const preview = window.grafanaBootData.preview;
  const from = query.get('from') ?? preview.from ?? dashboard?.time?.from ?? FALLBACK.from;
  const to = query.get('to') ?? preview.to ?? dashboard?.time?.to ?? FALLBACK.to;
  const range = useMemo(() => {
    const made = toTimeRange({ from, to }, timeZone);
    templateSrv.updateTimeRange(made);
    return made;
    // `beat` moves a relative range on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [from, to, timeZone, beat]);

  const refresh = query.get('refresh') ?? (dashboard?.refresh || '');
  const reload = useCallback(() => setBeat((before) => before + 1), []);
  useEffect(() => {
    const every = refresh === '' ? 0 : rangeUtil.intervalToMs(refresh);
    const timer =
      every > 0 ? window.setInterval(() => document.visibilityState === 'visible' && reload(), every) : undefined;
    return () => window.clearInterval(timer);
  }, [refresh, reload]);

  const variables = useVariables(dashboard, query, range);
  return {
    dashboard,
    error,
    timeZone,
    range,
    refresh,
    variables,
    beat,
    reload,
    setRange: useCallback((raw: RawTimes) => locationService.partial({ ...raw }), []),
    setRefresh: useCallback((interval: string) => locationService.partial({ refresh: interval }, true), []),
    setTimeZone: useCallback((zone: string) => locationService.partial({ timezone: zone }, true), []),
    setVariable: useCallback(
      (name: string, value: VariableValue) => locationService.partial({ [`var-${name}`]: value }),
      []
    ),
  };
}

/** Without a uid: a new one. */
function useDashboardJson(uid: string | undefined): { dashboard?: Dashboard; error?: string } {
  const [result, setResult] = useState<{ dashboard?: Dashboard; error?: string }>({});
  useEffect(() => {
    let current = true;
    if (uid === undefined) {
      setResult({ dashboard: newDashboard() });
      return undefined;
    }
    setResult({});
    loadDashboard(uid).then(
      (dashboard) => current && setResult({ dashboard }),
      (cause: unknown) =>
        current &&
        setResult({
          error: isFetchError<{ message?: string }>(cause)
            ? (cause.data.message ?? cause.statusText ?? 'failed')
            : String(cause),
        })
    );
    return () => {
      current = false;
    };
  }, [uid]);
  return result;
}

function useVariables(
  dashboard: Dashboard | undefined,
  query: URLSearchParams,
  range: TimeRange
): VariableState[] | undefined {
  const [states, setStates] = useState<VariableState[]>();
  const asked = [...query]
    .filter(([key]) => key.startsWith('var-'))
    .map((pair) => pair.join('='))
    .join('&');
  useEffect(() => {
    if (!dashboard) {
      return undefined;
    }
    let current = true;
    const chosen = new Map<string, VariableValue>();
    for (const model of dashboard.templating?.list ?? []) {
      const values = query.getAll(`var-${model.name}`);
      if (values.length > 0) {
        chosen.set(model.name, model.multi ? values : values[0]);
      }
    }
    void resolveVariables(dashboard.templating?.list ?? [], chosen, range).then(
      (resolved) => current && setStates((before) => (same(before, resolved) ? before : resolved))
    );
    return () => {
      current = false;
    };
    // `asked` stands for the part of `query` that matters.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [dashboard, asked, range]);
  return states;
}

/** Keeps the old object if a refresh brought nothing new, so that nothing redraws. */
function same(before: VariableState[] | undefined, after: VariableState[]): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after);
}
