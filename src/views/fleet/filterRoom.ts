// Whether the filters of the fleet fit into two rows: the first beside the time range. By names and widths, never by what was chosen: a choice
// that made its own filter fold away would take the focus with it.

/** Pixels of one letter of a label, of its padding, of the least box that shows a choice, of the search, between two. */
const LETTER = 7.2;
const PADDING = 20;
export const BOX = 126;
export const SEARCH = 150;
const GAP = 8;
/** Pixels of the first row: the choice of data sources and what is new; Grafana's pickers of time and refresh. */
export const FIRST = 430;
const TIME = 560;

/**
 * True where the first row has room, and filters with these labels and the search in the second one.
 * @param width of both rows, pixels; 0 = not known yet.
 */
export function fitsRows(width: number, labels: readonly string[]): boolean {
  const needed = labels.map((label) => label.length * LETTER + PADDING + BOX + GAP);
  const second = needed.reduce((sum, one) => sum + one, SEARCH);
  return width === 0 || Math.max(second, FIRST + TIME) <= width;
}
