// Grafana's dashboard grid: 24 columns, rows of 30 px, 8 px between panels; one column below 769 px.
import type { DashboardPanel, GridPos } from './model';

const COLUMNS = 24;
const CELL_HEIGHT = 30;
const GAP = 8;
const ONE_COLUMN_BELOW = 769;

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface PlacedPanel {
  panel: DashboardPanel;
  box: Box;
}

export function placePanels(panels: DashboardPanel[], width: number): { placed: PlacedPanel[]; height: number } {
  const placed =
    width < ONE_COLUMN_BELOW
      ? stacked(panels, width)
      : panels.map((panel) => ({ panel, box: boxOf(position(panel), width) }));
  return { placed, height: Math.max(0, ...placed.map(({ box }) => box.top + box.height)) };
}

function position(panel: DashboardPanel): GridPos {
  return {
    x: 0,
    y: 0,
    w: COLUMNS / 2,
    h: 8,
    ...panel.gridPos,
    ...(panel.type === 'row' ? { x: 0, w: COLUMNS, h: 1 } : {}),
  };
}

function heightOf(rows: number): number {
  return rows * CELL_HEIGHT + (rows - 1) * GAP;
}

function boxOf({ x, y, w, h }: GridPos, width: number): Box {
  const column = (width - GAP * (COLUMNS - 1)) / COLUMNS;
  return {
    left: Math.round(x * (column + GAP)),
    top: y * (CELL_HEIGHT + GAP),
    width: Math.round(w * column + (w - 1) * GAP),
    height: heightOf(h),
  };
}

function stacked(panels: DashboardPanel[], width: number): PlacedPanel[] {
  let top = 0;
  return [...panels]
    .sort((a, b) => position(a).y - position(b).y || position(a).x - position(b).x)
    .map((panel) => {
      const height = heightOf(position(panel).h);
      const box = { left: 0, top, width, height };
      top += height + GAP;
      return { panel, box };
    });
}

/** Opens the rows in `open`, closes the others, and moves what is below up or down. */
export function withRows(panels: DashboardPanel[], toggled: ReadonlySet<number>): DashboardPanel[] {
  const result: DashboardPanel[] = [];
  let shift = 0;
  let hiding: DashboardPanel | undefined;
  const inOrder = [...panels].sort((a, b) => position(a).y - position(b).y || position(a).x - position(b).x);
  const moved = (panel: DashboardPanel) => ({
    ...panel,
    gridPos: { ...position(panel), y: position(panel).y + shift },
  });
  for (const panel of inOrder) {
    if (panel.type === 'row') {
      hiding = undefined;
      const inside = panel.panels ?? [];
      const collapsed = (panel.collapsed === true) !== toggled.has(panel.id);
      result.push({ ...moved(panel), collapsed });
      if (!collapsed && panel.collapsed && inside.length > 0) {
        const bottom = Math.max(...inside.map((one) => position(one).y + position(one).h));
        result.push(...inside.map(moved));
        shift += bottom - position(panel).y - 1;
      } else if (collapsed && !panel.collapsed) {
        hiding = panel;
      }
    } else if (!hiding) {
      result.push(moved(panel));
    } else {
      shift = position(hiding).y + 1 - position(panel).y - position(panel).h;
    }
  }
  return result;
}
