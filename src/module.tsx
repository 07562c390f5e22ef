// The app plugin: its pages under /a/<id>, its configuration tab, and its links on other pages. Grafana loads this file
// for each of them, so it stays small.
import { AppPlugin } from '@grafana/data';

import { ADDED_LINKS } from './app/doors/addedLinks';
import { App, ConfigPage } from './app/lazyPages';

export const plugin = new AppPlugin<object>().setRootPage(App).addConfigPage({
  title: 'Configuration',
  icon: 'cog',
  body: ConfigPage,
  id: 'configuration',
});

ADDED_LINKS.forEach((link) => plugin.addLink(link));
