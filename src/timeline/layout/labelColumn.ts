// The column of lane names: as wide as its names need, within limits, and what each lane says in it. Names that are still
// too long lose their middle, never what tells two of them apart.
import type { Measure } from '../paint/surface';
import type { Density, LaneDraft, LaneText, Viewport } from './model';
import { shortenedName } from './shortenedName';

const TITLE_SIZE = 12;
const NOTE_SIZE = 11;
const LINE = 15;
/** Above and below the lines of a label together. */
const PADDING = 9;
/** A badge with the gap after it. */
const BADGE = 30;
/** Right of the text: numbers of the value axis, or just air. */
const TICKS = 34;
const AIR = 14;
/** From this width on a label has notes and starts further in. */
const ROOMY = 130;
/** Notes may widen the column up to here; names further. */
const NOTES_UP_TO = 192;

/** A rough width of text where nobody measures. */
const roughly: Measure = (text, size) => text.length * size * 0.56;

/** Where the text of a label starts without a badge. */
export function labelEdge(width: number): number {
  return width < ROOMY ? 8 : 12;
}

function hasTicks(lane: LaneDraft): boolean {
  return lane.kind !== 'actor' && lane.kind !== 'fights' && lane.kind !== 'pods';
}

/** Pixels of a label that are not text. */
function taken(lane: LaneDraft, width: number): number {
  return labelEdge(width) + (lane.badge ? BADGE : 0) + (hasTicks(lane) ? TICKS : AIR);
}

interface Limits {
  readonly least: number;
  readonly most: number;
  /** Full names; otherwise an actor goes by its family, and only twins by their names. */
  readonly isLong: boolean;
}

/** The plot has the first right to the room: the column takes a quarter of it, in narrow places a third. */
function limitsOf(density: Density, { width, frame }: Viewport): Limits {
  if (width < 500) {
    return { least: 92, most: Math.max(92, Math.min(128, width / 3)), isLong: false };
  }
  if (frame === 'panel') {
    const least = density === 'full' ? 108 : 96;
    return { least, most: Math.max(least, Math.min(200, width / 4)), isLong: false };
  }
  return { least: width >= 760 ? 160 : 108, most: Math.min(300, width / 4), isLong: true };
}

/** The width of the column for these lanes. */
export function labelWidthFor(
  drafts: readonly LaneDraft[],
  density: Density,
  viewport: Viewport,
  measure: Measure = roughly
): number {
  const { least, most, isLong } = limitsOf(density, viewport);
  const told = drafts.filter((draft) => draft.kind !== 'folded');
  const names = told.map((d) => taken(d, least) + measure(isLong ? d.title : d.short, TITLE_SIZE, false));
  const notes = told.flatMap((d) => d.notes.map((note) => taken(d, least) + measure(note, NOTE_SIZE, false)));
  const wanted = Math.max(0, ...names, ...(isLong ? notes.map((width) => Math.min(width, NOTES_UP_TO)) : []));
  return Math.floor(Math.min(most, Math.max(least, Math.ceil(wanted))));
}

/** A note in as many lines as it needs, broken between words. */
function linesOf(note: string, room: number, measure: Measure): string[] {
  const lines: string[] = [];
  for (const word of note.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`, NOTE_SIZE, false) <= room) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/** What stands behind the last comma: of a list that goes on, an item that may be cut. */
const LAST_ITEM = /[,;:·][^,;:·]*$/;
const HANGING = /[\s,;:·]+$/;

/**
 * A line that more follows: whole items of a list, whole words, and a sign that there is more.
 * @param isEnd what follows is another note
 */
function cut(line: string, isEnd: boolean, fits: (text: string) => boolean): string {
  const words = (isEnd ? line : line.replace(LAST_ITEM, '')).split(' ');
  while (words.length > 1 && !fits(`${words.join(' ')}…`)) {
    words.pop();
  }
  return `${words.join(' ').replace(HANGING, '')}…`;
}

/** The first lines of notes; the last of them says that there are more. */
function firstOf(notes: ReadonlyArray<readonly string[]>, count: number, fits: (text: string) => boolean): string[] {
  const lines = notes.flatMap((note) => note.map((text, i) => ({ text, isEnd: i === note.length - 1 })));
  return lines
    .slice(0, count)
    .map(({ text, isEnd }, i) => (i === count - 1 && lines.length > count ? cut(text, isEnd, fits) : text));
}

function notesOf(lane: LaneDraft, width: number, room: number, measure: Measure): string[] {
  const fits = (text: string): boolean => measure(text, NOTE_SIZE, false) <= room;
  const notes = lane.notes.map((note) => linesOf(note, room, measure));
  if (width >= ROOMY) {
    return firstOf(notes, Math.max(0, Math.floor((lane.height - PADDING) / LINE) - 1), fits);
  }
  return lane.kind === 'replicas' && lane.height >= 80 && width > 100 ? firstOf(notes.slice(0, 1), 1, fits) : [];
}

/** What a lane says in a column of that width; `others` are the names it must not be mistaken for. */
export function laneText(
  lane: LaneDraft,
  width: number,
  others: readonly string[],
  measure: Measure = roughly
): LaneText {
  if (lane.kind === 'folded') {
    return { title: lane.title, notes: [] };
  }
  const room = width - taken(lane, width);
  const fits = (text: string): boolean => measure(text, TITLE_SIZE, false) <= room;
  const title = [lane.title, lane.short].find(fits) ?? shortenedName(lane.short, others, fits);
  return { title, notes: notesOf(lane, width, room, measure) };
}
