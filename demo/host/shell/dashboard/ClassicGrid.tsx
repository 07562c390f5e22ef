// The panels of a classic dashboard: Grafana's grid, and rows that open and close.
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { HEADER_HEIGHT } from '../chrome/layout';
import { placePanels, withRows } from './grid';
import type { DashboardPanel } from './model';
import { PanelFrame, type FrameProps } from './PanelFrame';
import { withRepeats } from './repeated';
import { useWidth } from './useWidth';

export function ClassicGrid({ panels: all, ...frame }: FrameProps & { panels: DashboardPanel[] }) {
  const styles = useStyles2(getStyles);
  const { ref, width } = useWidth();
  const { search } = useLocation();
  const { variables } = frame;
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  const viewed = new URLSearchParams(search).get('viewPanel')?.replace('panel-', '');
  const panels = useMemo(() => withRows(withRepeats(all, variables), toggled), [all, variables, toggled]);
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
              <PanelFrame {...frame} panel={panel} width={box.width} height={box.height} />
            )}
          </div>
        ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
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
