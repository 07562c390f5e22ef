// Marks onto a surface, in their order. The only place that knows what a mark looks like.
import { assertNever } from '../../kit/result';
import type {
  BandMark,
  BarMark,
  BracketMark,
  DiamondMark,
  GapMark,
  HoldMark,
  LabelMark,
  Mark,
  TriangleMark,
} from '../marks/mark';
import { placed, wordsWidth } from '../marks/words';
import { paintSeverity } from './severityShape';
import { boxesOverlap, type Box, type Surface } from './surface';

const TEXT = 11;

/** How far the sign of an action reaches from its middle, stroke and all. */
const REACH = 8;

function paintTriangle(mark: TriangleMark, surface: Surface): void {
  const { color, up, inferred } = mark;
  const style = {
    stroke: color,
    width: 1.4,
    ...(up && !inferred ? { fill: color } : {}),
    ...(inferred ? { dash: [2, 1.5] } : {}),
  };
  surface.sign(`triangle ${up} ${inferred} ${color}`, mark.x, mark.y, REACH, (on, x, y) => {
    const points = up ? [x - 5, y + 4, x + 5, y + 4, x, y - 5] : [x - 5, y - 4, x + 5, y - 4, x, y + 5];
    on.path(points, style, true);
  });
  paintUnderline(mark, surface);
}

function paintUnderline(mark: TriangleMark | DiamondMark, surface: Surface): void {
  const [x0, x1] = mark.underline;
  const y = mark.y + 8.5;
  surface.path([x0, y, x1, y], { stroke: mark.color, width: 2 });
}

function paintDiamond(mark: DiamondMark, surface: Surface): void {
  const { color, hollow, inferred } = mark;
  const style = {
    stroke: color,
    width: 1.4,
    ...(hollow ? {} : { fill: color }),
    ...(inferred ? { dash: [2, 1.5] } : {}),
  };
  surface.sign(`diamond ${hollow} ${inferred} ${color}`, mark.x, mark.y, REACH, (on, x, y) => {
    on.path([x, y - 5.5, x + 5.5, y, x, y + 5.5, x - 5.5, y], style, true);
  });
  paintUnderline(mark, surface);
}

function paintHold(mark: HoldMark, surface: Surface): void {
  const style = { fill: mark.color, fillAlpha: mark.alpha, stroke: mark.color, width: 1, alpha: 0.75, radius: 2 };
  surface.rect(mark.box, style);
  if (mark.text !== '') {
    const { x, y, width, height } = mark.box;
    surface.text(x + width / 2, y + height / 2, mark.text, { color: mark.textColor, size: TEXT, align: 'center' });
  }
}

function paintBand(mark: BandMark, surface: Surface, ground: string): void {
  const hatch = mark.hatched ? { hatch: mark.color, hatchAlpha: 0.45, fill: mark.color, fillAlpha: 0.06 } : {};
  surface.rect(mark.box, { stroke: mark.color, width: 1.2, dash: [4, 2], radius: 2, ...hatch });
  const { x, y, width, height } = mark.box;
  if (mark.words.length > 0 && mark.hatched) {
    const plate = wordsWidth(mark.words) + 8;
    surface.rect(
      { x: x + (width - plate) / 2, y: y + 1.5, width: plate, height: height - 3 },
      { fill: ground, fillAlpha: 0.82 }
    );
  }
  for (const word of placed(mark.words, x + width / 2)) {
    surface.text(word.x, y + height / 2, word.text, { color: word.color, size: TEXT, align: 'left' });
  }
}

function paintBracket(mark: BracketMark, surface: Surface, ground: string): void {
  const { x0, x1, y, color } = mark;
  const style = { stroke: color, width: mark.thin ? 1.4 : 2, ...(mark.dashed ? { dash: [5, 3] } : {}) };
  const foot = mark.thin ? 4 : 6;
  surface.path(mark.open ? [x0, y + foot, x0, y, x1, y] : [x0, y + foot, x0, y, x1, y, x1, y + foot], style);
  if (mark.open) {
    surface.path([x1 - 6, y - 5, x1, y, x1 - 6, y + 5], { stroke: color, width: style.width });
  }
  if (mark.iconX !== undefined) {
    paintSeverity(surface, mark.severity, mark.iconX, y - 8, 17, color, ground);
  }
}

function paintBar(mark: BarMark, surface: Surface): void {
  const { x, y, width, height } = mark.box;
  if (mark.hatched > 0) {
    const box = { x, y, width, height: mark.hatched };
    surface.rect(box, {
      stroke: mark.hatchColor,
      width: 1,
      fill: mark.hatchColor,
      fillAlpha: 0.12,
      hatch: mark.hatchColor,
      hatchAlpha: 0.75,
    });
  }
  if (mark.solid > 0) {
    surface.rect({ x, y: y + height - mark.solid, width, height: mark.solid }, { fill: mark.solidColor });
  }
}

function paintGap(mark: GapMark, surface: Surface): void {
  surface.rect(mark.box, { hatch: mark.color, hatchAlpha: 0.9 });
}

function paintLabel(mark: LabelMark, surface: Surface): void {
  const { x, y, width, height } = mark.box;
  if (mark.style.plate) {
    surface.rect({ x: x - 3, y, width: width + 6, height }, { fill: mark.style.plate });
  }
  surface.text(mark.x, mark.y, mark.text, mark.style);
}

function paintMark(mark: Mark, surface: Surface, ground: string): void {
  switch (mark.kind) {
    case 'shape':
      return surface.path(mark.points, mark.style, mark.closed);
    case 'triangle':
      return paintTriangle(mark, surface);
    case 'diamond':
      return paintDiamond(mark, surface);
    case 'hold':
      return paintHold(mark, surface);
    case 'band':
      return paintBand(mark, surface, ground);
    case 'echo':
      return surface.link(mark.from, mark.to, { stroke: mark.color, width: 1.5 });
    case 'bracket':
      return paintBracket(mark, surface, ground);
    case 'gap':
      return paintGap(mark, surface);
    case 'bar':
      return paintBar(mark, surface);
    case 'dot':
      return surface.circle(mark.box.x + mark.box.width / 2, mark.box.y + mark.box.height / 2, 3.5, {
        fill: mark.color,
      });
    case 'label':
      return paintLabel(mark, surface);
    default:
      return assertNever(mark);
  }
}

/** How far the ink of a mark may reach beyond its box: icons of brackets, halos, underlines. */
const BEYOND = 32;

/**
 * Paints marks in the given order; `ground` is the colour of the panel, cut out behind words. With `seen`, those that lie
 * outside of it are left out.
 */
export function paint(marks: readonly Mark[], surface: Surface, ground: string, seen?: Box): void {
  for (const mark of marks) {
    if (!seen || boxesOverlap(mark.box, seen, BEYOND)) {
      paintMark(mark, surface, ground);
    }
  }
}
