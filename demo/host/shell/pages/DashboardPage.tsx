// /d/:uid and /dashboard/new: a dashboard on Grafana's grid, with variables, time range and refresh. No editing, except
// that panels which an app sent here can be saved.
import { css } from '@emotion/css';
import { EventBusSrv, type GrafanaTheme2, type NavModelItem } from '@grafana/data';
import { Icon, LinkButton, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { useLocation, useParams } from 'react-router-dom-v5-compat';
import { HEADER_HEIGHT } from '../chrome/layout';
import { usePlace } from '../chrome/PluginPage';
import { placePanels, withRows } from '../dashboard/grid';
import type { Dashboard, DashboardPanel } from '../dashboard/model';
import { PanelFrame } from '../dashboard/PanelFrame';
import { SaveDashboard } from '../dashboard/SaveDashboard';
import { Toolbar } from '../dashboard/Toolbar';
import { useDashboard, type DashboardState } from '../dashboard/useDashboard';
import { useDraft } from '../dashboard/useDraft';
import { useWidth } from '../dashboard/useWidth';
import { VariableBar } from '../dashboard/VariableBar';
import type { VariableState } from '../dashboard/variables';
import { NotFoundPage } from './NotFoundPage';

export function DashboardPage() {
  const { uid } = useParams();
  const state = useDashboard(uid);
  if (state.error) {
    return <NotFoundPage what={`The dashboard ${uid}`} />;
  }
  if (!state.dashboard || !state.variables) {
    return <LoadingPlaceholder text="Loading dashboard" />;
  }
  return <OpenDashboard key={uid ?? 'new'} stored={state.dashboard} state={state} variables={state.variables} />;
}

function OpenDashboard({
  stored,
  state,
  variables,
}: {
  stored: Dashboard;
  state: DashboardState;
  variables: VariableState[];
}) {
  const styles = useStyles2(getStyles);
  const { dashboard, isChanged } = useDraft(stored);
  const place = useMemo<NavModelItem>(
    () => ({ text: dashboard.title, url: `/d/${dashboard.uid}`, parentItem: { text: 'Dashboards' } }),
    [dashboard]
  );
  usePlace(place);
  const links = (dashboard.links ?? []).filter((link) => link.type === 'link' && link.url);
  return (
    <div className={styles.page} data-testid="data-testid Dashboard canvas scroll container">
      <div className={styles.controls} data-testid="data-testid dashboard controls">
        <div className={styles.left}>
          <VariableBar variables={variables} onChange={state.setVariable} />
        </div>
        {links.map((link) => (
          <LinkButton
            key={link.title}
            href={link.url}
            target={link.targetBlank ? '_blank' : undefined}
            variant="secondary"
            icon="external-link-alt"
          >
            {link.title}
          </LinkButton>
        ))}
        {isChanged && <SaveDashboard dashboard={dashboard} />}
        {!dashboard.timepicker?.hidden && (
          <div className={styles.right}>
            <Toolbar state={state} intervals={dashboard.timepicker?.refresh_intervals} />
          </div>
        )}
      </div>
      <Panels dashboard={dashboard} state={state} variables={variables} />
    </div>
  );
}

function Panels({
  dashboard,
  state,
  variables,
}: {
  dashboard: Dashboard;
  state: DashboardState;
  variables: VariableState[];
}) {
  const styles = useStyles2(getStyles);
  const bus = useMemo(() => new EventBusSrv(), []);
  const { ref, width } = useWidth();
  const { search } = useLocation();
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  const viewed = new URLSearchParams(search).get('viewPanel')?.replace('panel-', '');
  const panels = useMemo(() => withRows(dashboard.panels ?? [], toggled), [dashboard, toggled]);
  const { placed, height } = useMemo(() => {
    const one = panels.find((panel) => String(panel.id) === viewed);
    const rows = Math.max(8, Math.floor((window.innerHeight - HEADER_HEIGHT - 130) / 38));
    return placePanels(one ? [{ ...one, gridPos: { x: 0, y: 0, w: 24, h: rows } }] : panels, width);
  }, [panels, viewed, width]);
  const toggle = (row: DashboardPanel) =>
    setToggled(
      (before) => new Set(before.has(row.id) ? [...before].filter((id) => id !== row.id) : [...before, row.id])
    );
  return (
    <div ref={ref} className={styles.grid} style={{ height }}>
      {width > 0 &&
        placed.map(({ panel, box }) => (
          <div
            key={panel.id}
            className={styles.cell}
            style={box}
            data-viz-panel-key={`panel-${panel.id}`}
            data-panelid={panel.id}
          >
            {panel.type === 'row' ? (
              <button
                type="button"
                className={styles.row}
                aria-expanded={!panel.collapsed}
                onClick={() => toggle(panel)}
              >
                <Icon name={panel.collapsed ? 'angle-right' : 'angle-down'} /> {panel.title}
              </button>
            ) : (
              <PanelFrame
                panel={panel}
                dashboard={dashboard}
                state={state}
                variables={variables}
                bus={bus}
                width={box.width}
                height={box.height}
              />
            )}
          </div>
        ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ padding: theme.spacing(2), flex: 1, background: theme.colors.background.canvas }),
  controls: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1.5),
  }),
  left: css({ flex: '1 1 auto' }),
  right: css({ display: 'flex', gap: theme.spacing(1), marginLeft: 'auto' }),
  grid: css({ position: 'relative' }),
  cell: css({ position: 'absolute' }),
  row: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    height: '100%',
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.primary,
    fontSize: theme.typography.h5.fontSize,
  }),
});
