// The panel's menu: what the preview can do, and the links the app adds at Grafana's panel menu extension point.
import {
  getTimeZone,
  PluginExtensionPoints,
  type PanelData,
  type PluginExtensionLink,
  type PluginExtensionPanelContext,
} from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Menu } from '@grafana/ui';
import { useMemo } from 'react';
import { useExtensionLinks } from '../extensions/links';
import { datasourceUid, exploreUrl } from './links';
import type { Dashboard, DashboardPanel } from './model';
import { toRawTimes } from './timeRange';
import type { DashboardState } from './useDashboard';

interface Props {
  panel: DashboardPanel;
  dashboard: Dashboard;
  state: DashboardState;
  data: PanelData;
}

/** Grafana cuts a longer title. */
const LONGEST_TITLE = 25;

export function PanelMenu({ panel, dashboard, state: { range, timeZone }, data }: Props) {
  const context = useMemo<PluginExtensionPanelContext>(
    () => ({
      pluginId: panel.type,
      id: panel.id,
      title: panel.title ?? '',
      timeRange: range.raw,
      timeZone: getTimeZone({ timeZone }),
      targets: panel.targets ?? [],
      dashboard: {
        uid: dashboard.uid,
        title: dashboard.title,
        tags: dashboard.tags ?? [],
      } as PluginExtensionPanelContext['dashboard'],
      // Only what repeats give a panel of its own: other variables stand in the targets by name.
      scopedVars: panel.scopedVars ?? {},
      data,
    }),
    [panel, dashboard, range, timeZone, data]
  );
  const { links } = useExtensionLinks({
    extensionPointId: PluginExtensionPoints.DashboardPanelMenu,
    context,
    limitPerPlugin: 3,
  });
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
      {links.length > 0 && (
        <Menu.Item
          label="Extensions"
          icon="plug"
          childItems={links.map((link) => (
            <LinkItem key={link.id} link={link} />
          ))}
        />
      )}
    </Menu>
  );
}

function LinkItem({ link: { title, path, onClick } }: { link: PluginExtensionLink }) {
  const isLong = title.length >= LONGEST_TITLE;
  const label = isLong ? `${title.slice(0, LONGEST_TITLE - 3).trimEnd()}...` : title;
  return <Menu.Item label={label} url={path} onClick={onClick} />;
}
