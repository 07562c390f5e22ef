// Components that Grafana exposes to plugins, as stand-ins with its contract. A preview can be run without one of them
// (`--without`), which is what a Grafana that never had it looks like to an app.
import { PluginExtensionExposedComponents, usePluginContext } from '@grafana/data';
import type { UsePluginComponentResult } from '@grafana/runtime';
import { useMemo, type ComponentType } from 'react';
import { AddToDashboardForm } from './AddToDashboardForm';
import { CreateAlertFromPanel } from './CreateAlertFromPanel';

const EXPOSED: Record<string, ComponentType<never>> = {
  [PluginExtensionExposedComponents.AddToDashboardFormV1]: AddToDashboardForm,
  [PluginExtensionExposedComponents.CreateAlertFromPanelV1]: CreateAlertFromPanel,
};

/** As a Grafana in development mode: a plugin gets only what its own plugin.json says it depends on. */
export function useExposedComponent<Props extends object = {}>(id: string): UsePluginComponentResult<Props> {
  const plugin = usePluginContext();
  return useMemo(() => {
    const known = window.grafanaBootData.preview.without.includes(id) ? undefined : EXPOSED[id];
    const declared = plugin?.meta.dependencies?.extensions?.exposedComponents ?? [];
    const isMissing = known !== undefined && plugin !== null && !declared.includes(id);
    if (isMissing) {
      console.error(
        `[Plugin Extensions] ${plugin.meta.id} uses "${id}": name it in plugin.json, dependencies.extensions.exposedComponents`
      );
    }
    const component = known === undefined || isMissing ? null : (known as ComponentType<Props>);
    return { component, isLoading: false };
  }, [id, plugin]);
}

export function useAddedComponents() {
  return useMemo(() => ({ components: [], isLoading: false }), []);
}
