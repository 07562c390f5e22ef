// Which columns of the fleet stand at which width. Widths follow the content; where there is no room, columns of low
// priority share a place, then fold into the row's second line, and at last every row becomes a card. What is left over
// goes to the sentence until it fits two lines, then to the curve.
import { sum } from '../../kit/stats';
import type { Column } from './fleetOrder';

/** Columns that stand one above the other in one place, and its width in pixels. */
export interface Slot {
  readonly columns: readonly Column[];
  readonly width: number;
}

export interface FleetLayout {
  readonly kind: 'table' | 'cards';
  /** Places from left to right; a card has one. */
  readonly slots: readonly Slot[];
  /** Told in words inside the row. */
  readonly folded: readonly Column[];
}

/** Widest content of each column in pixels, padding included; of the sentence, in one line. */
export type ContentWidths = Readonly<Record<Column, number>>;

/** Below this a table would be columns of single words. */
const CARDS_BELOW = 760;
const SENTENCE = { least: 230, good: 360, most: 760 };
const CURVE = { least: 136, fair: 180, good: 320, most: 640 };
/** What lines lose where words break, and the mark of further findings. */
const BREAKING = 48;

type Plan = Pick<FleetLayout, 'folded'> & { readonly places: ReadonlyArray<readonly Column[]> };

/** One step of making room: the columns that get one place together, or that leave the table. */
type Step = { readonly stack: readonly [Column, Column] } | { readonly fold: readonly Column[] };

/** What gives way, first to last: sharing a place for a sentence of two lines, leaving it only where nothing else fits. */
const STEPS: readonly Step[] = [
  { stack: ['pods', 'hidden'] },
  { stack: ['replicasOwner', 'sizeOwner'] },
  { fold: ['source'] },
  { fold: ['actors'] },
  { fold: ['replicasOwner', 'sizeOwner'] },
  { fold: ['pods', 'hidden'] },
  { fold: ['short'] },
];

function take(plan: Plan, step: Step): Plan {
  if ('fold' in step) {
    const stays = plan.places.map((place) => place.filter((column) => !step.fold.includes(column)));
    const gone = plan.places.flat().filter((column) => step.fold.includes(column));
    return { places: stays.filter((place) => place.length > 0), folded: [...plan.folded, ...gone] };
  }
  const [first, second] = step.stack;
  const places = plan.places
    .filter((place) => place[0] !== second)
    .map((place) => (place[0] === first ? step.stack : place));
  return { ...plan, places };
}

function leastOf(column: Column, content: ContentWidths): number {
  switch (column) {
    case 'what':
      return SENTENCE.least;
    case 'replicas':
      return Math.max(CURVE.least, content.replicas);
    default:
      return content[column];
  }
}

/** The sentence in two lines. */
const twoLines = (content: ContentWidths) => content.what / 2 + BREAKING;

const widthOf = (place: readonly Column[], content: ContentWidths) =>
  Math.max(...place.map((column) => leastOf(column, content)));

/** Spare pixels, poured into each wish in turn; what no wish takes goes to the sentence. */
function pour(spare: number, content: ContentWidths): { readonly what: number; readonly replicas: number } {
  const grown = { what: SENTENCE.least, replicas: leastOf('replicas', content) };
  const wishes: ReadonlyArray<readonly ['what' | 'replicas', number]> = [
    ['what', Math.min(SENTENCE.most, twoLines(content))],
    ['replicas', CURVE.good],
    ['what', Math.min(SENTENCE.most, twoLines(content) + 2 * BREAKING)],
    ['replicas', CURVE.most],
    ['what', Infinity],
  ];
  let left = Math.max(0, spare);
  for (const [column, wish] of wishes) {
    const more = Math.min(left, Math.max(0, wish - grown[column]));
    grown[column] += more;
    left -= more;
  }
  return grown;
}

/**
 * The layout for a table of this width.
 * @param columns those that have something to say, in their order
 */
export function fleetLayout(width: number, content: ContentWidths, columns: readonly Column[]): FleetLayout {
  if (width < CARDS_BELOW) {
    const inCard: readonly Column[] = ['severity', 'workload', 'what', 'since', 'replicas'];
    return {
      kind: 'cards',
      slots: [{ columns: inCard, width }],
      folded: columns.filter((column) => !inCard.includes(column)),
    };
  }
  const needs = (plan: Plan) => sum(plan.places.map((place) => widthOf(place, content)));
  const comfort = Math.min(SENTENCE.good, twoLines(content)) - SENTENCE.least + CURVE.fair - CURVE.least;
  let plan: Plan = { places: columns.map((column) => [column]), folded: [] };
  for (const step of STEPS) {
    if (needs(plan) + ('stack' in step ? Math.max(0, comfort) : 0) > width) {
      plan = take(plan, step);
    }
  }
  const grown = pour(width - needs(plan), content);
  const slots = plan.places.map((columns): Slot => {
    const [first] = columns;
    const isGrowing = first === 'what' || first === 'replicas';
    return { columns, width: Math.floor(isGrowing ? grown[first] : widthOf(columns, content)) };
  });
  return { kind: 'table', slots, folded: plan.folded };
}

/** All columns of a layout, whether they have a place or not. */
export function columnsIn({ slots, folded }: FleetLayout): Column[] {
  return [...slots.flatMap((slot) => slot.columns), ...folded];
}

/** Pixels of one column's place; 0 where it has none of its own. */
export function slotWidth(layout: FleetLayout, column: Column): number {
  return layout.slots.find((slot) => slot.columns.includes(column))?.width ?? 0;
}
