// Brackets of the fights: as long as they lasted, an open arrow while on, thinner ones below for what they caused.
import { duration } from '../../kit/text';
import type { Interval } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { FightRow, FightSpan, FightsLane, Lane } from '../layout/model';
import { CONSEQUENCE_STEP, severityRank } from '../layout/fights';
import { hatchGap } from './gaps';
import { atLeast, millisPerPixel, spanX, type Drawing } from './drawing';
import type { Spot } from './labels';
import { RANK, type BracketMark } from './mark';

const ICON = 18;
/** Half the width of a long name, pixels. */
const NAME_REACH = 130;
/** A bracket that its name interrupts keeps so much of its line at both sides, pixels. */
const SHOWS_AS_LINE = 16;
/** Two brackets closer than this are one on the screen, pixels. */
const TOUCH = 3;
/** From a bracket to the middle of a name over it. */
const OVER = 9;

export function drawFights(d: Drawing, lane: FightsLane): void {
  drawFightRows(d, lane, lane.rows, lane.top + 4);
  d.model.history.gaps.forEach((gap, i) => hatchGap(d, lane, gap, i, false));
}

/** The rows of brackets from `top` down, as the fights lane and the replica lane of small panels draw them. */
export function drawFightRows(d: Drawing, lane: Lane, rows: readonly FightRow[], top: number): void {
  let y = top + 8;
  for (const row of rows) {
    seenApart(d, row.brackets).forEach((span, i) => addBracket(d, lane, span, y, i === 0, false));
    nameFight(d, lane, row, y);
    if (lane.kind === 'fights') {
      drawConsequences(d, lane, row, y + (leavesRoom(d, row) ? 14 : 26));
    }
    y += row.height;
  }
}

function drawConsequences(d: Drawing, lane: Lane, row: FightRow, top: number): void {
  row.consequences
    .map((spans) => seenApart(d, spans))
    .forEach((spans, i) => {
      const y = top + i * CONSEQUENCE_STEP;
      const lines = spans.map((span) => addBracket(d, lane, span, y, false, true));
      nameConsequence(d, lane, spans, lines[spans.indexOf(longestOf(spans))], y);
    });
}

/** The spans of one finding, joined where their brackets would touch. */
function seenApart(d: Drawing, spans: readonly FightSpan[]): FightSpan[] {
  const apart: FightSpan[] = [];
  for (const span of spans) {
    const last = apart.at(-1);
    if (last && span.interval.from - last.interval.to < TOUCH * millisPerPixel(d)) {
      apart[apart.length - 1] = { ...span, index: last.index, interval: { ...last.interval, to: span.interval.to } };
    } else {
      apart.push(span);
    }
  }
  return apart;
}

/** True when the consequences leave the middle under the bracket free for its name. */
function leavesRoom(d: Drawing, row: FightRow): boolean {
  const longest = longestOf(row.brackets);
  const middle = (longest.interval.from + longest.interval.to) / 2;
  const reach = (spanLength(d.model.range) / d.scale.width) * NAME_REACH;
  return row.consequences.flat().every((c) => c.interval.from > middle + reach || c.interval.to < middle - reach);
}

function longestOf(spans: readonly FightSpan[]): FightSpan {
  return spans.reduce((best, s) => (spanLength(s.interval) > spanLength(best.interval) ? s : best));
}

/** Draws one bracket; the answer is the line of a thin one, which its name may interrupt. */
function addBracket(
  d: Drawing,
  lane: Lane,
  span: FightSpan,
  y: number,
  withIcon: boolean,
  thin: boolean
): Float64Array | undefined {
  const xs = spanX(d, span.interval);
  if (!xs || (thin && d.model.density === 'sketch')) {
    return undefined;
  }
  const [x0, x1] = [xs[0], Math.max(xs[1], xs[0] + 4)];
  const { finding } = span;
  const iconX = x0 - ICON - 6;
  const room = iconX >= (lane.kind === 'fights' ? -26 : -8) && d.model.density !== 'sketch';
  const severity = finding.severity;
  const mark: BracketMark = {
    kind: 'bracket',
    id: `${lane.id}:bracket:${finding.id}:${span.index}`,
    lane: lane.id,
    box: atLeast({ x: x0, y: y - 4, width: x1 - x0, height: 14 }, 12, 14),
    rank: RANK.bracket + (5 - severityRank(finding)) / 10 - (thin ? 0.05 : 0),
    about: { actions: [], finding: finding.id, interval: span.interval, text: finding.summary },
    x0,
    x1,
    y,
    open: span.open,
    thin,
    dashed: finding.state === 'will-fight',
    severity,
    color: d.palette.severity[severity],
    ...(withIcon && room ? { iconX } : {}),
  };
  d.marks.push(mark);
  if (mark.iconX !== undefined) {
    d.obstacles.push({ x: mark.iconX, y: y - ICON / 2, width: ICON, height: ICON });
  }
  if (!thin) {
    d.obstacles.push({ x: x0, y: y - 3, width: x1 - x0, height: 6 });
    return undefined;
  }
  const line = Float64Array.of(x0, y, x1, y);
  d.curves.push({ lane: lane.id, points: line });
  return line;
}

function fightTexts(finding: Finding, length: number): string[] {
  const stillOn =
    finding.state === 'fighting' ? 'still on' : finding.state === 'will-fight' ? 'will fight' : duration(length);
  return [`${finding.label} · ${stillOn}`, finding.label, finding.label.split(' · ')[0] ?? finding.label, stillOn];
}

function nameFight(d: Drawing, lane: Lane, row: FightRow, y: number): void {
  if (d.model.density === 'sketch') {
    return;
  }
  const { finding, brackets } = row;
  const xs = spanX(d, longestOf(brackets).interval);
  const total = brackets.reduce((sum, s) => sum + spanLength(s.interval), 0);
  if (!xs) {
    return;
  }
  const [x0, x1] = xs;
  const middle = (x0 + x1) / 2;
  const below = y + 13;
  const spots: Spot[] = [
    { x: middle, y: below, align: 'center' },
    { x: x0 + 4, y: below, align: 'left' },
    { x: x0, y: below, align: 'left' },
    { x: x1, y: below, align: 'right' },
    { x: x1 + 8, y, align: 'left' },
  ];
  // Inside the replica lane curve and bounds come close: further down, and further along, there may be room.
  const lower = [below, below + 9, below + 18].flatMap((at): Spot[] => [
    { x: x0 + 4, y: at, align: 'left' },
    { x: middle, y: at, align: 'center' },
    { x: x1 - 4, y: at, align: 'right' },
  ]);
  const moved = lane.kind === 'fights' ? spots : [...spots.slice(1, 4), ...spots, ...lower];
  d.wishes.push({
    id: `${lane.id}:fight:${finding.id}`,
    lane: lane.id,
    priority: 100 - severityRank(finding),
    texts: fightTexts(finding, total),
    spots: moved,
    color: d.palette.severity[finding.severity],
    halo: d.palette.panel,
    within: { x: 0, y: lane.top, width: d.scale.width + d.model.endWidth, height: lane.height },
  });
}

function spanLength(span: Interval): number {
  return span.to - span.from;
}

/** Named once, beside its first bracket, or in the middle of its longest, which it then interrupts. */
function nameConsequence(
  d: Drawing,
  lane: Lane,
  spans: readonly FightSpan[],
  line: Float64Array | undefined,
  y: number
): void {
  const [first] = spans;
  const xs = spans.flatMap((span) => [spanX(d, span.interval) ?? []].filter((x) => x.length === 2));
  const longest = spanX(d, longestOf(spans).interval);
  if (!first || !longest) {
    return;
  }
  const beside: Spot[] = xs.flatMap(([x0 = 0, x1 = 0]): Spot[] => [
    { x: x0 - 6, y: y + 1, align: 'right' },
    { x: x1 + 6, y: y + 1, align: 'left' },
  ]);
  d.wishes.push({
    id: `${lane.id}:caused:${first.finding.id}`,
    lane: lane.id,
    priority: 75,
    rank: RANK.bracket + 1,
    texts: [first.finding.label, first.finding.label.split(' · ')[0] ?? ''],
    spots: (width) => {
      const [x0, x1] = longest;
      const isLong = x1 - x0 > width + 2 * SHOWS_AS_LINE;
      const inside: Spot[] = isLong ? [{ x: (x0 + x1) / 2, y, align: 'center' }] : [];
      return [...beside, ...inside, ...xs.map(([x = 0]): Spot => ({ x, y: y - OVER, align: 'left' }))];
    },
    ...(line ? { cuts: line } : {}),
    color: d.palette.severity[first.finding.severity],
    halo: d.palette.panel,
    within: { x: 0, y: lane.top, width: d.scale.width + d.model.endWidth, height: lane.height },
  });
}
