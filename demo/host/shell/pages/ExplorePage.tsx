// /explore: shows and runs the query of an Explore link (schemaVersion 1 panes, or the older left=). A stand-in.
import { css } from '@emotion/css';
import {
  EventBusSrv,
  getTimeZone,
  LoadingState,
  PluginExtensionPoints,
  type DataSourceInstanceSettings,
  type GrafanaTheme2,
  type TimeRange,
} from '@grafana/data';
import { config, DataSourcePicker, getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { Alert, Button, Field, TextArea, useStyles2 } from '@grafana/ui';
import { useEffect, useMemo, useState } from 'react';
import { Navigate, useLocation } from 'react-router-dom-v5-compat';
import { usePlace } from '../chrome/PluginPage';
import type { Dashboard, DashboardPanel } from '../dashboard/model';
import { PanelFrame } from '../dashboard/PanelFrame';
import { toTimeRange, type RawTimes } from '../dashboard/timeRange';
import { Toolbar } from '../dashboard/Toolbar';
import type { DashboardState } from '../dashboard/useDashboard';
import { useWidth } from '../dashboard/useWidth';
import { useExtensionLinks } from '../extensions/links';
import { LinksMenu } from '../extensions/LinksMenu';

interface Pane {
  datasource?: string;
  queries?: Array<DataQuery & { expr?: string; instant?: boolean; range?: boolean }>;
  range?: { from: string; to: string };
}

const PLACE = { text: 'Explore (stand-in)' };
const DASHBOARD: Dashboard = { uid: '', title: 'Explore', graphTooltip: 1 };
const NO_VARIABLES: [] = [];

/** Explore is not for everybody: Grafana sends whoever lacks the permission home. */
export function ExplorePage() {
  return config.bootData.user.permissions?.['datasources:explore'] ? <Explore /> : <Navigate to="/" replace />;
}

function Explore() {
  const styles = useStyles2(getStyles);
  usePlace(PLACE);
  const { search } = useLocation();
  const pane = useMemo(() => readPane(search), [search]);
  const [datasource, setDatasource] = useState(datasourceOf(pane));
  const [expr, setExpr] = useState('');
  const [run, setRun] = useState({ expr: '', beat: 0 });
  const [refresh, setRefresh] = useState('');
  const [times, setTimes] = useState<RawTimes>(timesOf(pane));
  const timeZone = config.bootData.user.timezone;
  useEffect(() => {
    const text = pane.queries?.map((query) => query.expr ?? '').join('\n') ?? '';
    setDatasource(datasourceOf(pane));
    setExpr(text);
    setRun((before) => ({ expr: text, beat: before.beat + 1 }));
    setTimes(timesOf(pane));
  }, [pane]);
  const range = useMemo(() => toTimeRange(times, timeZone), [times, timeZone, run.beat]); // eslint-disable-line react-hooks/exhaustive-deps
  const again = () => setRun((before) => ({ expr, beat: before.beat + 1 }));
  const state: DashboardState = {
    timeZone,
    range,
    refresh,
    beat: run.beat,
    setRange: setTimes,
    setRefresh,
    setTimeZone: () => undefined,
    setVariable: () => undefined,
    reload: again,
  };
  const known = getDataSourceSrv().getInstanceSettings(datasource);
  const panels = useMemo(() => panelsFor(run.expr, known?.uid ?? ''), [run.expr, known?.uid]);
  const bus = useMemo(() => new EventBusSrv(), []);
  const { ref: box, width } = useWidth();
  const links = useExploreLinks(panels, known, range, timeZone);
  return (
    <div className={styles.page}>
      <Alert severity="info" title="This is a stand-in for Grafana's Explore">
        It shows the query and the data source of the link it received, and what they return.
      </Alert>
      <div className={styles.controls}>
        <DataSourcePicker current={datasource} metrics noDefault onChange={(picked) => setDatasource(picked.uid)} />
        <LinksMenu links={links} label="Add" />
        <div className={styles.right}>
          <Toolbar state={state} />
        </div>
      </div>
      <Field label="Query (one per line)" noMargin>
        <TextArea
          value={expr}
          rows={Math.max(2, expr.split('\n').length)}
          className={styles.query}
          data-testid="explore-query"
          onChange={(event) => setExpr(event.currentTarget.value)}
        />
      </Field>
      <Button icon="sync" onClick={again} className={styles.run}>
        Run query
      </Button>
      <div ref={box} className={styles.results}>
        {width > 0 &&
          run.expr !== '' &&
          panels.map((panel) => (
            <PanelFrame
              key={panel.id}
              panel={panel}
              dashboard={DASHBOARD}
              state={state}
              variables={NO_VARIABLES}
              bus={bus}
              width={width}
              height={panel.gridPos?.h ?? 300}
              menu={false}
            />
          ))}
      </div>
    </div>
  );
}

/** The context of Grafana's `PluginExtensionExploreContext`; of the data it says only that the queries ran. */
function useExploreLinks(
  panels: DashboardPanel[],
  datasource: DataSourceInstanceSettings | undefined,
  range: TimeRange,
  timeZone: string
) {
  const context = useMemo(
    () => ({
      exploreId: 'a',
      targets: (panels[0]?.targets ?? []).map((target) => ({
        ...target,
        datasource: { type: datasource?.type, uid: datasource?.uid },
      })),
      data: { state: LoadingState.Done, series: [], timeRange: range },
      timeRange: range.raw,
      timeZone: getTimeZone({ timeZone }),
      shouldShowAddCorrelation: false,
    }),
    [panels, datasource, range, timeZone]
  );
  const extensionPointId = PluginExtensionPoints.ExploreToolbarAction;
  return useExtensionLinks({ extensionPointId, context, limitPerPlugin: 3 }).links;
}

function datasourceOf(pane: Pane): string | null {
  return pane.datasource ?? getDataSourceSrv().getInstanceSettings(null)?.uid ?? null;
}

function timesOf(pane: Pane): RawTimes {
  const { from, to } = window.grafanaBootData.preview;
  return pane.range
    ? { from: String(pane.range.from), to: String(pane.range.to) }
    : { from: from ?? 'now-1h', to: to ?? 'now' };
}

function readPane(search: string): Pane {
  const query = new URLSearchParams(search);
  try {
    const panes: Record<string, Pane> = JSON.parse(query.get('panes') ?? '{}');
    return Object.values(panes)[0] ?? JSON.parse(query.get('left') ?? '{}');
  } catch {
    return {};
  }
}

/** Range selectors and instant values as a table, everything also as a graph. */
function panelsFor(expr: string, uid: string): DashboardPanel[] {
  const lines = expr.split('\n').filter((line) => line.trim() !== '');
  const isRaw = (line: string) => /\[[^\]:]+\]\s*(offset\s+\S+)?$/.test(line.trim());
  const target = (line: string, index: number, instant: boolean) => ({
    refId: String.fromCharCode(65 + index),
    expr: line,
    instant,
    range: !instant,
    format: 'time_series',
  });
  const datasource = { uid };
  return [
    {
      id: 1,
      type: 'timeseries',
      title: 'Graph',
      datasource,
      gridPos: { x: 0, y: 0, w: 24, h: 320 },
      targets: lines.map((line, index) => target(line, index, isRaw(line))),
    },
    {
      id: 2,
      type: 'table',
      title: 'Last value',
      datasource,
      gridPos: { x: 0, y: 0, w: 24, h: 360 },
      targets: lines.map((line, index) => target(isRaw(line) ? line.replace(/\[[^\]:]+\]/, '') : line, index, true)),
    },
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ padding: theme.spacing(3), background: theme.colors.background.canvas, flex: 1 }),
  controls: css({
    display: 'flex',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
    '> :first-child': { width: 320 },
  }),
  right: css({ display: 'flex', gap: theme.spacing(1), marginLeft: 'auto' }),
  query: css({ fontFamily: theme.typography.fontFamilyMonospace }),
  run: css({ margin: theme.spacing(1, 0) }),
  results: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
});
