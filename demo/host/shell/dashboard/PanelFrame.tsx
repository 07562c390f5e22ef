// One panel in its chrome: loads the plugin, gives options and field config their defaults, runs its queries and hands
// the panel what Grafana would: a scoped event bus, cursor sync, zooming into a range.
import {
  CoreApp,
  getPanelOptionsWithDefaults,
  PluginContextProvider,
  type AbsoluteTimeRange,
  type DataFrame,
  type DashboardCursorSync,
  type EventBus,
  type EventBusSrv,
  type FieldConfigSource,
  type InterpolateFunction,
  type PanelPlugin,
  type ScopedVars,
} from '@grafana/data';
import { ErrorBoundaryAlert, PanelChrome, PanelContextProvider, useTheme2, type PanelContext } from '@grafana/ui';
import { useEffect, useMemo, useState } from 'react';
import { importPanelPlugin } from '../services/pluginLoader';
import { templateSrv } from '../services/templateSrv';
import { PanelMenu } from './PanelMenu';
import type { Dashboard, DashboardPanel } from './model';
import type { DashboardState } from './useDashboard';
import { useFieldConfig, usePanelData } from './usePanelData';
import type { VariableState } from './variables';

/** What all panels of a dashboard are given. */
export interface FrameProps {
  dashboard: Dashboard;
  state: DashboardState;
  variables: VariableState[];
  bus: EventBusSrv;
  /** Regions over graphs; none where nobody asked for any. */
  annotations?: DataFrame[];
}

interface Props extends FrameProps {
  panel: DashboardPanel;
  width: number;
  height: number;
  menu?: boolean;
}

const NO_FIELD_CONFIG: FieldConfigSource = { defaults: {}, overrides: [] };

export function PanelFrame({
  panel,
  dashboard,
  state,
  variables,
  bus,
  annotations,
  width,
  height,
  menu = true,
}: Props) {
  const plugin = usePanelPlugin(panel.type);
  const { range, timeZone, beat, setRange } = state;
  const { data, ready, cancel } = usePanelData({
    panel,
    dashboardUid: dashboard.uid,
    range,
    timeZone,
    width,
    beat,
    variables,
  });
  const [options, setOptions] = useState<Record<string, unknown>>(panel.options ?? {});
  const [fieldConfig, setFieldConfig] = useState<FieldConfigSource>(panel.fieldConfig ?? NO_FIELD_CONFIG);
  const full = useMemo(
    () =>
      plugin &&
      getPanelOptionsWithDefaults({
        plugin,
        currentOptions: options,
        currentFieldConfig: fieldConfig,
        isAfterPluginChange: false,
      }),
    [plugin, options, fieldConfig]
  );
  const replace = useMemo<InterpolateFunction>(
    () => (value: string, scoped?: ScopedVars, format?: string | Function) =>
      templateSrv.replace(value, { ...data.request?.scopedVars, ...panel.scopedVars, ...scoped }, format),
    // `variables` and `range` live in templateSrv: a new function tells panels to interpolate anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [data.request, panel.scopedVars, variables, range]
  );
  const configured = useFieldConfig(data, plugin, full?.fieldConfig ?? NO_FIELD_CONFIG, useTheme2(), timeZone, replace);
  const shown = useMemo(() => ({ ...configured, annotations }), [configured, annotations]);
  const { context, eventBus } = usePanelContext(panel, bus, dashboard);
  const zoom = useMemo(
    () => (to: AbsoluteTimeRange) => setRange({ from: String(Math.round(to.from)), to: String(Math.round(to.to)) }),
    [setRange]
  );
  const Panel = plugin?.panel;

  return (
    <PanelContextProvider value={context}>
      <PanelChrome
        width={width}
        height={height}
        padding={plugin?.noPadding ? 'none' : 'md'}
        title={templateSrv.replace(panel.title, panel.scopedVars, 'text')}
        description={panel.description ? () => templateSrv.replace(panel.description) : undefined}
        displayMode={panel.transparent ? 'transparent' : 'default'}
        loadingState={data.state}
        statusMessage={data.error ? (data.error.message ?? data.error.statusText ?? 'The query failed') : undefined}
        onCancelQuery={cancel}
        menu={menu ? () => <PanelMenu panel={panel} dashboard={dashboard} state={state} data={shown} /> : undefined}
      >
        {(innerWidth, innerHeight) =>
          Panel && full && innerWidth > 0 && innerHeight > 0 && ready ? (
            <ErrorBoundaryAlert boundaryName="panel" dependencies={[data, plugin]}>
              <PluginContextProvider meta={plugin.meta}>
                <Panel
                  id={panel.id}
                  data={shown}
                  timeRange={data.request?.range ?? range}
                  timeZone={timeZone}
                  options={full.options}
                  fieldConfig={full.fieldConfig}
                  width={innerWidth}
                  height={innerHeight}
                  title={panel.title ?? ''}
                  transparent={panel.transparent ?? false}
                  renderCounter={beat}
                  eventBus={eventBus}
                  replaceVariables={replace}
                  onChangeTimeRange={zoom}
                  onOptionsChange={setOptions}
                  onFieldConfigChange={setFieldConfig}
                />
              </PluginContextProvider>
            </ErrorBoundaryAlert>
          ) : (
            <div />
          )
        }
      </PanelChrome>
    </PanelContextProvider>
  );
}

function usePanelPlugin(id: string): PanelPlugin | undefined {
  const [plugin, setPlugin] = useState<PanelPlugin>();
  useEffect(() => {
    let current = true;
    void importPanelPlugin(id).then((loaded) => current && setPlugin(loaded));
    return () => {
      current = false;
    };
  }, [id]);
  return plugin;
}

/** Panels of a dashboard share one bus; each speaks on a scope of its own and hears all. */
function usePanelContext(
  panel: DashboardPanel,
  bus: EventBusSrv,
  dashboard: Dashboard
): { context: PanelContext; eventBus: EventBus } {
  return useMemo(() => {
    const eventBus: EventBus = bus.newScopedBus(`panel-${panel.id}`, { onlyLocal: false });
    const sync = (dashboard.graphTooltip ?? 0) as DashboardCursorSync;
    const context: PanelContext = {
      eventsScope: '__global_',
      eventBus,
      sync: () => sync,
      app: CoreApp.Dashboard,
      canAddAnnotations: () => false,
      canEditAnnotations: () => false,
      canDeleteAnnotations: () => false,
    };
    return { context, eventBus };
  }, [panel.id, bus, dashboard.graphTooltip]);
}
