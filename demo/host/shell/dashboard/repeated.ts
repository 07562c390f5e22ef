// Panels repeated by a variable: one copy for each of its values, side by side or one below the other, each with the value
// as a variable of its own (Grafana's docs, "Configure repeating panels").
import type { DashboardPanel } from './model';
import { valuesOf, type VariableState } from './variables';

const COLUMNS = 24;
const MAX_PER_ROW = 4;
/** Room between the ids of two repeated panels. */
const IDS = 1000;

function copies(panel: DashboardPanel, variable: VariableState): DashboardPanel[] {
  const values = valuesOf(variable);
  const { x = 0, y = 0, w = COLUMNS, h = 8 } = panel.gridPos ?? {};
  const perRow = Math.min(values.length, panel.maxPerRow ?? MAX_PER_ROW);
  return values.map(({ text, value }, i) => ({
    ...panel,
    id: i === 0 ? panel.id : panel.id * IDS + i,
    gridPos:
      panel.repeatDirection === 'v'
        ? { x, y: y + i * h, w, h }
        : { x: (i % perRow) * (COLUMNS / perRow), y: y + Math.floor(i / perRow) * h, w: COLUMNS / perRow, h },
    scopedVars: { [variable.model.name]: { text, value } },
  }));
}

/** The panels of a dashboard with those that repeat multiplied; what stands below makes room. */
export function withRepeats(panels: DashboardPanel[], variables: VariableState[]): DashboardPanel[] {
  let shift = 0;
  return [...panels]
    .sort((a, b) => (a.gridPos?.y ?? 0) - (b.gridPos?.y ?? 0))
    .flatMap((panel) => {
      const here = panel.gridPos ? { ...panel, gridPos: { ...panel.gridPos, y: panel.gridPos.y + shift } } : panel;
      const variable = variables.find(({ model }) => model.name === panel.repeat);
      if (!variable) {
        return [here];
      }
      const all = copies(here, variable);
      const bottom = Math.max(...all.map(({ gridPos }) => (gridPos?.y ?? 0) + (gridPos?.h ?? 0)));
      shift += bottom - (here.gridPos?.y ?? 0) - (here.gridPos?.h ?? 8);
      return all;
    });
}
