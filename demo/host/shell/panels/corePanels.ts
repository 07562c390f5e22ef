// Stand-ins for those of Grafana's own panels that dashboards next to ours need: they are not in npm.
import { GraphDrawStyle, LineInterpolation } from '@grafana/schema';
import { PanelPlugin, type PanelPluginMeta, PluginType } from '@grafana/data';
import { TablePanel } from './TablePanel';
import { TextPanel, type TextOptions } from './TextPanel';
import type { TimeSeriesFieldConfig } from './fieldConfig';
import { TimeSeriesPanel, type TimeSeriesOptions } from './TimeSeriesPanel';

export function corePanel(id: string): PanelPlugin | undefined {
  const make = MAKERS[id];
  const plugin = make?.();
  if (plugin) {
    plugin.meta = metaOf(id);
  }
  return plugin;
}

const MAKERS: Record<string, (() => PanelPlugin) | undefined> = {
  timeseries: () =>
    new PanelPlugin<TimeSeriesOptions, TimeSeriesFieldConfig>(TimeSeriesPanel).useFieldConfig({
      useCustomConfig: (builder) =>
        builder
          .addSelect({ path: 'drawStyle', name: 'Style', defaultValue: GraphDrawStyle.Line, settings: { options: [] } })
          .addSelect({
            path: 'lineInterpolation',
            name: 'Line interpolation',
            defaultValue: LineInterpolation.Linear,
            settings: { options: [] },
          })
          .addNumberInput({ path: 'lineWidth', name: 'Line width', defaultValue: 1 })
          .addNumberInput({ path: 'fillOpacity', name: 'Fill opacity', defaultValue: 0 })
          .addNumberInput({ path: 'axisSoftMin', name: 'Soft min' })
          .addTextInput({ path: 'thresholdsStyle.mode', name: 'Show thresholds', defaultValue: 'off' })
          .addTextInput({ path: 'spanNulls', name: 'Connect null values' })
          .addTextInput({ path: 'lineStyle.fill', name: 'Line style', defaultValue: 'solid' })
          .addTextInput({ path: 'axisLabel', name: 'Axis label' }),
    }),
  text: () => new PanelPlugin<TextOptions>(TextPanel),
  table: () => new PanelPlugin(TablePanel).useFieldConfig(),
};

export function metaOf(id: string): PanelPluginMeta {
  return {
    id,
    name: id,
    type: PluginType.panel,
    module: '',
    baseUrl: '',
    sort: 100,
    info: {
      author: { name: '' },
      description: '',
      links: [],
      logos: { small: '', large: '' },
      screenshots: [],
      updated: '',
      version: '',
    },
  };
}
