// The panel's menu: what the preview can do, and the links the app adds at Grafana's panel menu extension point.
import { PluginExtensionPoints, type PluginExtensionPanelContext } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Menu, toIconName } from '@grafana/ui';
import { useMemo } from 'react';
import { useExtensionLinks } from '../extensions/links';
import { templateSrv } from '../services/templateSrv';
import { datasourceUid, exploreUrl } from './links';
import type { Dashboard, DashboardPanel } from './model';
import { toRawTimes } from './timeRange';
import type { DashboardState } from './useDashboard';

interface Props {
  panel: DashboardPanel;
  dashboard: Dashboard;
  state: DashboardState;
}

export function PanelMenu({ panel, dashboard, state: { range, timeZone } }: Props) {
  const context = useMemo<PluginExtensionPanelContext>(
    () => ({
      pluginId: panel.type,
      id: panel.id,
      title: panel.title ?? '',
      timeRange: toRawTimes(range.raw),
      timeZone,
      targets: panel.targets ?? [],
      dashboard: {
        uid: dashboard.uid,
        title: dashboard.title,
        tags: dashboard.tags ?? [],
      } as PluginExtensionPanelContext['dashboard'],
      scopedVars: Object.fromEntries(
        templateSrv
          .getVariables()
          .map(({ name }) => [
            name,
            { text: templateSrv.replace(`\${${name}:text}`), value: templateSrv.replace(`$${name}`) },
          ])
      ),
    }),
    [panel, dashboard, range, timeZone]
  );
  const { links } = useExtensionLinks({ extensionPointId: PluginExtensionPoints.DashboardPanelMenu, context });
  const viewed = new URLSearchParams(window.location.search).get('viewPanel') === String(panel.id);
  const hasQueries = (panel.targets ?? []).length > 0;
  return (
    <Menu>
      <Menu.Item
        label={viewed ? 'Back to dashboard' : 'View'}
        icon="eye"
        onClick={() => locationService.partial({ viewPanel: viewed ? null : panel.id })}
      />
      {hasQueries && (
        <Menu.Item
          label="Explore"
          icon="compass"
          url={exploreUrl(datasourceUid(panel), panel.targets ?? [], toRawTimes(range.raw))}
        />
      )}
      <Menu.Item
        label="Panel alone"
        icon="external-link-alt"
        target="_blank"
        url={`/d-solo/${dashboard.uid}${window.location.search || '?'}&panelId=${panel.id}`}
      />
      {links.length > 0 && <Menu.Divider />}
      {links.map((link) => (
        <Menu.Item
          key={link.id}
          label={link.title}
          icon={toIconName(link.icon ?? '') ?? 'plug'}
          url={link.path}
          target={link.openInNewTab ? '_blank' : undefined}
          onClick={link.onClick}
        />
      ))}
    </Menu>
  );
}
