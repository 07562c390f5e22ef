// /d-solo/:uid?panelId=N&width=700&height=334: one panel and nothing else, for screenshots at a given size.
import { EventBusSrv } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import { useMemo } from 'react';
import { useLocation, useParams } from 'react-router-dom-v5-compat';
import type { DashboardPanel } from '../dashboard/model';
import { PanelFrame } from '../dashboard/PanelFrame';
import { useAnnotations } from '../dashboard/useAnnotations';
import { useDashboard } from '../dashboard/useDashboard';

export function SoloPanelPage() {
  const styles = useStyles2(getStyles);
  const { uid = '' } = useParams();
  const { search } = useLocation();
  const state = useDashboard(uid);
  const bus = useMemo(() => new EventBusSrv(), []);
  const query = new URLSearchParams(search);
  const { dashboard, variables, error } = state;
  const annotations = useAnnotations(dashboard, state);
  const wanted = query.get('panelId')?.replace('panel-', '');
  const panel = dashboard?.panels
    ?.flatMap((one): DashboardPanel[] => [one, ...(one.panels ?? [])])
    .find((one) => String(one.id) === wanted);
  const width = Number(query.get('width') ?? window.innerWidth);
  const height = Number(query.get('height') ?? window.innerHeight);
  if (error || (dashboard && !panel)) {
    return <p role="alert">{error ?? `No panel ${wanted} in dashboard ${uid}`}</p>;
  }
  return (
    <div
      className={styles.panel}
      style={{ width, height }}
      data-testid="solo-panel"
      data-viz-panel-key={`panel-${wanted}`}
    >
      {dashboard && panel && variables && (
        <PanelFrame
          panel={panel}
          dashboard={dashboard}
          state={state}
          variables={variables}
          bus={bus}
          annotations={annotations}
          width={width}
          height={height}
          menu={false}
        />
      )}
    </div>
  );
}

const getStyles = () => ({ panel: css({ position: 'relative', overflow: 'hidden' }) });
