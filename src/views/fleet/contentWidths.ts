// How wide the content of each column of the fleet is, so that columns follow what stands in them. Of many texts only
// the longest by letters are measured.
import type { Interval } from '../../kit/interval';
import type { Calendar } from '../../kit/times';
import type { Measure } from '../../timeline';
import { ownerText } from '../ownerText';
import { numberText, whereText } from './cellText';
import { COLUMN_TITLES } from './columnTitles';
import type { ContentWidths } from './fleetLayout';
import type { Column } from './fleetOrder';
import type { FleetRow } from './fleetRows';
import { sinceText } from './sinceText';

const SMALL = 12;
const NUMBER = 13;
const BODY = 14;
/** Left and right of what stands in a cell. */
const PADDING = 12;
/** The arrow of a sorted column. */
const ARROW = 16;
const BADGE = 22;
const DOT = 12;
/** A mark such as `new` beside its text. */
const MARK = 34;
/** Longer names are cut; their title tells them whole. */
const LONGEST_NAME = 176;
const MEASURED = 4;

/** A text with its font size and what stands beside it, both in pixels. */
type Piece = readonly [text: string, size: number, beside: number];

const small = (text: string, beside = 0): Piece => [text, SMALL, beside];

/** Everything that the cell of a row holds, line by line. */
const PIECES: Record<Column, (row: FleetRow, range: Interval, calendar: Calendar) => readonly Piece[]> = {
  severity: () => [],
  workload: ({ workload }) => [[workload.name, BODY, 0], small(whereText(workload))],
  source: ({ source }) => [small(source?.name ?? '')],
  what: ({ finding }) => [small(finding.summary)],
  actors: ({ finding }) => [small(finding.actors.length > 1 ? '×  ' : '', BADGE * Math.min(2, finding.actors.length))],
  replicas: () => [],
  since: (row, range, calendar) => {
    const { span, length, nth } = sinceText(row, range, calendar);
    return [small(span), small(length, nth || row.isNew ? MARK : 0)];
  },
  replicasOwner: ({ history }) => [small(ownerText(history?.replicasOwner), DOT)],
  sizeOwner: ({ history }) => [small(ownerText(history?.sizeOwner), DOT)],
  pods: (row) => [[numberText(row, 'pods'), NUMBER, 0]],
  hidden: (row) => [[numberText(row, 'hidden'), NUMBER, 0]],
  short: (row) => [[numberText(row, 'short'), NUMBER, 0]],
};

/** What a piece likely takes, in letters. */
const likely = ([text, , beside]: Piece): number => text.length + beside / 6;

/** The pieces that are likely the widest, a few: without putting thousands in order. */
function longest(pieces: Iterable<Piece>): Piece[] {
  const kept: Piece[] = [];
  for (const piece of pieces) {
    const last = kept.at(-1);
    if (kept.length === MEASURED && last && likely(piece) <= likely(last)) {
      continue;
    }
    kept.push(piece);
    kept.sort((a, b) => likely(b) - likely(a)).splice(MEASURED);
  }
  return kept;
}

function widest(pieces: Iterable<Piece>, measure: Measure): number {
  const widths = longest(pieces).map(([text, size, beside]) => measure(text, size, false) + beside);
  return Math.max(0, ...widths);
}

function* piecesOf(column: Column, rows: readonly FleetRow[], range: Interval, calendar: Calendar): Iterable<Piece> {
  for (const row of rows) {
    yield* PIECES[column](row, range, calendar);
  }
}

/** The widest content of a column with its heading. */
function widthOf(
  column: Column,
  rows: readonly FleetRow[],
  range: Interval,
  calendar: Calendar,
  measure: Measure
): number {
  if (column === 'severity') {
    return 36;
  }
  const heading = COLUMN_TITLES[column].map((line) => small(line ?? ''));
  const content = widest(piecesOf(column, rows, range, calendar), measure);
  const cut = column === 'workload' || column === 'source' ? Math.min(LONGEST_NAME, content) : content;
  return Math.ceil(Math.max(cut, widest(heading, measure) + ARROW) + PADDING);
}

/** Widths of all columns in pixels. */
export function contentWidths(
  rows: readonly FleetRow[],
  range: Interval,
  calendar: Calendar,
  measure: Measure
): ContentWidths {
  const of = (column: Column) => widthOf(column, rows, range, calendar, measure);
  return {
    severity: of('severity'),
    workload: of('workload'),
    source: of('source'),
    what: of('what'),
    actors: of('actors'),
    replicas: of('replicas'),
    since: of('since'),
    replicasOwner: of('replicasOwner'),
    sizeOwner: of('sizeOwner'),
    pods: of('pods'),
    hidden: of('hidden'),
    short: of('short'),
  };
}
