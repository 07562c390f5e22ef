// /d/:uid and /dashboard/new: a dashboard on Grafana's grid, with variables, time range and refresh. No editing, except
// that panels which an app sent here can be saved.
import { css } from '@emotion/css';
import { EventBusSrv, type GrafanaTheme2, type NavModelItem } from '@grafana/data';
import { LinkButton, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';
import { useParams } from 'react-router-dom-v5-compat';
import { usePlace } from '../chrome/PluginPage';
import { ClassicGrid } from '../dashboard/ClassicGrid';
import { DynamicLayout } from '../dashboard/DynamicLayout';
import type { Dashboard } from '../dashboard/model';
import type { FrameProps } from '../dashboard/PanelFrame';
import { useAnnotations } from '../dashboard/useAnnotations';
import { SaveDashboard } from '../dashboard/SaveDashboard';
import { Toolbar } from '../dashboard/Toolbar';
import { useDashboard, type DashboardState } from '../dashboard/useDashboard';
import { useDraft } from '../dashboard/useDraft';
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

function Panels(own: Omit<FrameProps, 'bus' | 'annotations'>) {
  const bus = useMemo(() => new EventBusSrv(), []);
  const props = { ...own, annotations: useAnnotations(own.dashboard, own.state) };
  const { dynamic, panels = [] } = own.dashboard;
  return dynamic ? (
    <DynamicLayout {...props} bus={bus} layout={dynamic.spec.layout} elements={dynamic.spec.elements} />
  ) : (
    <ClassicGrid {...props} bus={bus} panels={panels} />
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
});
