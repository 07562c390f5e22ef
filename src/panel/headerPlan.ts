// Who gets the room of the panel's header: first the verdict, then the name, then the rest. What does not fit is left out
// whole; only the verdict itself is ever shortened.
import type { Density, Measure } from '../timeline';

/** Pixels of the sign, the gaps and the padding beside the words. */
const SIGN = 17;
const GAP = 8;
const PADDING = 8;
/** Height of the first line with the space around it, and of each further one. */
const FIRST = 28;
const NEXT = 18;
/** From this height on a line for the rest costs no lane; what is needed and stands nowhere else is worth one. */
const TALL = 300;
const TALL_ENOUGH_FOR_NEEDED = 250;
/** The arrow of the link, which stays where its words have no room. */
const ARROW = 18;
const TEXT = 12;

/** One thing beside the verdict, most wanted first. */
export interface HeaderPart {
  readonly id: 'name' | 'state' | 'others' | 'link';
  readonly text: string;
  /** Worth a line of its own where the panel is tall enough: what would be taken for another, or for something that is on. */
  readonly isNeeded?: boolean;
}

export interface HeaderPlan {
  readonly height: number;
  /** Lines that the verdict may take. */
  readonly sentenceLines: 1 | 2;
  /** The rest stands on a line of its own. */
  readonly split: boolean;
  /** Parts that have room, in the order wanted. */
  readonly shown: readonly HeaderPart[];
}

export interface HeaderRoom {
  readonly sentence: string;
  readonly parts: readonly HeaderPart[];
  readonly width: number;
  /** Of the whole body of the panel. */
  readonly height: number;
  readonly density: Density;
}

function fitting(parts: readonly HeaderPart[], room: number, measure: Measure): HeaderPart[] {
  let left = room;
  return parts.filter((part) => {
    const width = measure(part.text, TEXT, part.id === 'name') + GAP;
    const fits = part.text !== '' && width <= left;
    left -= fits ? width : 0;
    return fits;
  });
}

/** Divides the header's room. */
export function planHeader({ sentence, parts, width, height, density }: HeaderRoom, measure: Measure): HeaderPlan {
  const arrow = parts.some((part) => part.id === 'link' && part.text !== '') ? ARROW : 0;
  const line = width - 2 * PADDING - SIGN - GAP;
  const words = measure(sentence, TEXT, false);
  const beside = fitting(parts, line - arrow - words - GAP, measure);
  const needed = parts.filter((part) => part.isNeeded && part.text !== '');
  const isWhole = words <= line - arrow && needed.every((part) => beside.includes(part));
  const isLong = words > line;
  const isFlat = height < (needed.length === 0 ? TALL : TALL_ENOUGH_FOR_NEEDED) && (density !== 'sketch' || isLong);
  if (isFlat || (isWhole && density !== 'sketch')) {
    const sentenceLines = words > line - arrow ? 2 : 1;
    return { height: FIRST + (sentenceLines - 1) * NEXT, sentenceLines, split: false, shown: beside };
  }
  const below = fitting(parts, line - arrow, measure);
  const lines = (isLong ? 1 : 0) + (below.length > 0 ? 1 : 0);
  return { height: FIRST + lines * NEXT, sentenceLines: isLong ? 2 : 1, split: true, shown: below };
}
