// The built form of an app that does nothing but use what the preview host stands in for.
/* global define, window */
define(['@grafana/data', '@grafana/runtime', '@grafana/ui', 'react'], (data, runtime, ui, React) => {
  const h = React.createElement;
  const targets = [
    'grafana/dashboard/panel/menu',
    'grafana/explore/toolbar/action',
    'grafana/alerting/instance/action',
    'grafana/alerting/alertingrule/action',
    'grafana/commandpalette/action',
  ];
  const panel = {
    type: 'text',
    title: 'Sent',
    targets: [{ refId: 'A', expr: 'up' }],
    options: { content: 'sent panel' },
  };

  function Root({ path }) {
    const [open, setOpen] = React.useState('');
    const form = runtime.usePluginComponent('grafana/add-to-dashboard-form/v1').component;
    const alert = runtime.usePluginComponent('grafana/alerting/create-alert-from-panel/v1').component;
    const close = () => setOpen('');
    const ds = runtime.config.defaultDatasource;
    const pageNav = path.endsWith('/deep')
      ? { text: 'Deep', parentItem: { text: 'Shop', url: '/a/probe-app/second' } }
      : undefined;
    return h(
      runtime.PluginPage,
      { pageNav },
      h('pre', { 'data-testid': 'permissions' }, Object.keys(runtime.config.bootData.user.permissions).join(' ')),
      h('pre', { 'data-testid': 'zone' }, data.dateTimeFormat(0, { timeZone: data.getTimeZone() })),
      form ? h(ui.Button, { onClick: () => setOpen('form') }, 'Add') : h('p', null, 'no form'),
      h(ui.Button, { onClick: () => setOpen('alert') }, 'Alert'),
      open === 'form' &&
        h(
          ui.Modal,
          { title: 'Add panel to dashboard', isOpen: true, onDismiss: close },
          h(form, { onClose: close, buildPanel: () => panel, options: { useAbsolutePath: true } })
        ),
      open === 'alert' &&
        h(alert, {
          panel: { ...panel, datasource: runtime.getDataSourceSrv().getInstanceSettings(ds) },
          onDismiss: close,
        })
    );
  }

  const plugin = new data.AppPlugin().setRootPage(Root).addLink({
    title: 'Probe link',
    description: 'Shows what it was given',
    targets,
    path: '/a/probe-app/second',
    configure: (context) => {
      window.probeContext = context;
      return { path: `/a/probe-app/second?keys=${Object.keys(context ?? {}).join('.')}` };
    },
  });
  return { plugin };
});
