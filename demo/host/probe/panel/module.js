// A panel that says where its module came from: a chunk of a bundle is looked for beside it.
/* global define */
define(['@grafana/data', 'module', 'react'], (data, module, React) => ({
  plugin: new data.PanelPlugin(() => React.createElement('div', { 'data-testid': 'probe-panel' }, module.uri)),
}));
