// Adds panels to a dashboard in its own kind. A classic one as Grafana does: ids that no other panel has, also inside
// collapsed rows, and a place of the usual size below or beside the last panel, whatever place the panel asked for.
import { addElement } from '../../schema/addElement.mjs';
import { dynamicDashboard } from './loadDashboard';
import type { Dashboard, DashboardPanel, GridPos } from './model';

const SIZE = { w: 12, h: 8 };

export function addPanels(dashboard: Dashboard, added: readonly DashboardPanel[]): Dashboard {
  return added.reduce((before, panel) => {
    if (before.dynamic) {
      const { schema, spec, resourceVersion } = before.dynamic;
      return dynamicDashboard(before.uid, schema, addElement(spec, panel, schema), resourceVersion);
    }
    const panels = before.panels ?? [];
    return { ...before, panels: [...panels, { ...panel, id: nextId(panels), gridPos: freePlace(panels) }] };
  }, dashboard);
}

function nextId(panels: readonly DashboardPanel[]): number {
  return 1 + Math.max(0, ...panels.flatMap((one) => [one, ...(one.panels ?? [])]).map((one) => one.id ?? 0));
}

function freePlace(panels: readonly DashboardPanel[]): GridPos {
  const placed = panels.flatMap((one) => one.gridPos ?? []);
  const bottom = Math.max(0, ...placed.map((one) => one.y + one.h));
  const last = placed.find((one) => one.y + one.h === bottom && one.h >= SIZE.h);
  const right = last && Math.max(...placed.filter((one) => one.y + one.h > last.y).map((one) => one.x + one.w));
  return last && right !== undefined && right + SIZE.w <= 24
    ? { x: right, y: last.y, ...SIZE }
    : { x: 0, y: bottom, ...SIZE };
}
