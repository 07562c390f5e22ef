// Shown in place of a panel that does not exist here or did not load.
import { PanelPlugin } from '@grafana/data';
import { Alert } from '@grafana/ui';
import { metaOf } from './corePanels';

export function missingPanel(id: string, message: string): PanelPlugin {
  const plugin = new PanelPlugin(() => <Alert severity="error" title={message} />);
  plugin.meta = metaOf(id);
  plugin.loadError = true;
  return plugin;
}
