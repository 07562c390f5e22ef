// What the lines of pods, request and product are called: from where to where they went, and whether anything was gained.
import { median, quantile } from '../../kit/stats';
import { number, quantity } from '../../kit/text';
import type { ProductLane } from '../layout/model';
import type { StepRun } from '../scale/steps';
import { plotBox, type Drawing } from './drawing';
import type { Spot } from './labels';
import { besideLine } from './spots';

const HALF_MINUTE = 30_000;
/** Names of the lines keep clear of the axis and of the right edge, pixels. */
const EDGE = 10;

/** One of the three lines; each is drawn against its value at the start of the fight. */
export interface Line {
  readonly id: 'pods' | 'request' | 'total';
  readonly runs: readonly StepRun[];
  /** The value that counts as 1. */
  readonly base: number;
  readonly color: string;
  readonly width: number;
}

/** The value at the end of a line, with and without its unit. */
export function endTexts(line: Line, value: number, resource: string): string[] {
  const whole = line.id === 'pods' ? `${number(value)} pods` : quantity(value, resource);
  return [whole, whole.split(' ')[0] ?? whole];
}

/** Values of a line since the fight began, each as often as it stood for half minutes. */
export function sinceStart(line: Line, lane: ProductLane): number[] {
  return line.runs.flatMap((run) =>
    run.values.flatMap((value, i) => {
      const stood = (run.times[i + 1] ?? run.end) - Math.max(run.times[i] ?? 0, lane.start);
      return stood > 0 ? new Array<number>(Math.min(1000, Math.ceil(stood / HALF_MINUTE))).fill(value) : [];
    })
  );
}

/** Where the line stayed nine tenths of the time. */
export function usualExtent(values: readonly number[]): { min: number; max: number } | undefined {
  const min = quantile(values, 0.05);
  const max = quantile(values, 0.95);
  return min === undefined || max === undefined || min <= 0 ? undefined : { min, max };
}

/** Names a line; `path` is its longest stretch, x, y pairs. */
export function nameLine(d: Drawing, lane: ProductLane, line: Line, path: Float64Array): void {
  const values = sinceStart(line, lane);
  const [first, last] = [values[0], values.at(-1)];
  const found = usualExtent(values);
  if (first === undefined || last === undefined || !found) {
    return;
  }
  const moved = `${plain(line, first, lane.resource)} → ${endTexts(line, last, lane.resource)[line.id === 'pods' ? 1 : 0] ?? ''}`;
  const texts = {
    pods: [`pods n: ${moved}`, `n: ${moved}`],
    request: [`request per pod r: ${moved}`, `r: ${moved}`],
    total: productTexts(line, lane.resource, median(values) ?? line.base, found),
  }[line.id];
  d.wishes.push({
    id: `${lane.id}:name-${line.id}`,
    lane: lane.id,
    priority: line.id === 'total' ? 55 : 70,
    texts,
    spots: (width) => spotsFor(line, path, width),
    color: line.id === 'total' ? d.palette.text : line.color,
    bold: line.id !== 'total',
    halo: d.palette.panel,
    within: plotBox(d, lane, EDGE),
  });
}

/** Up to this factor between its usual extremes the product stays: what moves around it gained no capacity. */
const STAYS = 1.7;

function productTexts(line: Line, resource: string, usual: number, found: { min: number; max: number }): string[] {
  const [low, high] = [plain(line, found.min, resource), plain(line, found.max, resource)];
  const middle = quantity(usual, resource);
  const short = `n·r: ${low} to ${high}`;
  return found.max / found.min >= STAYS
    ? [short]
    : [
        `n·r stays at ${middle} (${low} to ${high}): no capacity gained`,
        `n·r stays at ${middle}: no capacity gained`,
        short,
      ];
}

function plain(line: Line, value: number, resource: string): string {
  return line.id === 'pods' ? number(value) : (quantity(value, resource).split(' ')[0] ?? '');
}

/** Pods above their line, the request below its own, the product over its band, towards the end where it has proven itself. */
function spotsFor(line: Line, path: Float64Array, width: number): Spot[] {
  const side = line.id === 'request' ? 1 : -1;
  const along = line.id === 'total' ? [0.7, 0.6, 0.8, 0.5, 0.4, 0.3] : undefined;
  const other = side < 0 ? 1 : -1;
  return [...besideLine(path, side, width, along), ...besideLine(path, other, width, along)];
}
