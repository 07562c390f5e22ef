// Stand-in for @grafana/runtime's PanelRenderer: a panel by id with data and options, outside of any dashboard.
import {
  EventBusSrv,
  getDefaultTimeRange,
  getPanelOptionsWithDefaults,
  LoadingState,
  type FieldConfigSource,
  type PanelData,
  type PanelPlugin,
} from '@grafana/data';
import { type PanelRendererProps } from '@grafana/runtime';
import { useTheme2 } from '@grafana/ui';
import { useEffect, useMemo, useState } from 'react';
import { useFieldConfig } from '../dashboard/usePanelData';
import { importPanelPlugin } from '../services/pluginLoader';
import { templateSrv } from '../services/templateSrv';

const NO_FIELD_CONFIG: FieldConfigSource = { defaults: {}, overrides: [] };
const bus = new EventBusSrv();
const replace = templateSrv.replace.bind(templateSrv);

export function PanelRenderer<P extends object, F extends object>({
  pluginId,
  title,
  data,
  options,
  fieldConfig,
  timeZone = 'browser',
  width,
  height,
  onOptionsChange,
  onFieldConfigChange,
  onChangeTimeRange,
}: PanelRendererProps<P, F>) {
  const [plugin, setPlugin] = useState<PanelPlugin>();
  useEffect(() => {
    void importPanelPlugin(pluginId).then(setPlugin);
  }, [pluginId]);
  const full = useMemo(
    () =>
      plugin &&
      getPanelOptionsWithDefaults({
        plugin,
        currentOptions: { ...options },
        currentFieldConfig: fieldConfig ?? NO_FIELD_CONFIG,
        isAfterPluginChange: false,
      }),
    [plugin, options, fieldConfig]
  );
  const given: PanelData = useMemo(
    () => data ?? { state: LoadingState.Done, series: [], timeRange: getDefaultTimeRange() },
    [data]
  );
  const shown = useFieldConfig(given, plugin, full?.fieldConfig ?? NO_FIELD_CONFIG, useTheme2(), timeZone, replace);
  const Panel = plugin?.panel;
  return Panel && full ? (
    <Panel
      id={1}
      title={title}
      data={shown}
      timeRange={given.timeRange}
      timeZone={timeZone}
      options={full.options}
      fieldConfig={full.fieldConfig}
      width={width}
      height={height}
      transparent={false}
      renderCounter={0}
      eventBus={bus}
      replaceVariables={replace}
      onOptionsChange={onOptionsChange ?? (() => undefined)}
      onFieldConfigChange={onFieldConfigChange ?? (() => undefined)}
      onChangeTimeRange={onChangeTimeRange ?? (() => undefined)}
    />
  ) : null;
}
