// The app plugin: its pages under /a/<id> and its configuration tab.
import { AppPlugin } from '@grafana/data';

import { App } from './app/App';
import { ConfigPage } from './app/config/ConfigPage';

export const plugin = new AppPlugin<object>().setRootPage(App).addConfigPage({
  title: 'Configuration',
  icon: 'cog',
  body: ConfigPage,
  id: 'configuration',
});
