// The little curve of a row as SVG paths: replicas as a step line, what demand asks for, brackets over the fights and
// the spans with hidden writes. Pure numbers; Sparkline.tsx puts colours to them.
import { clip, hull, mergeIntervals, type Interval } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { Curve, CurveId, WorkloadHistory } from '../../model/report';

/** A horizontal piece in pixels; `isOpen` when it runs on beyond the right edge. */
export interface Piece {
  readonly x0: number;
  readonly x1: number;
  readonly isOpen: boolean;
}

interface Spark {
  readonly spec: string;
  /** Dotted line, '' where demand and replicas agree. */
  readonly proposal: string;
  readonly brackets: readonly Piece[];
  readonly hidden: readonly Piece[];
  /** Last value, printed at the right end. */
  readonly last: number | undefined;
  /** Height of the last value. */
  readonly lastY: number;
}

interface SparkFrame {
  readonly range: Interval;
  readonly width: number;
  /** Pixel rows of the largest and the smallest value. */
  readonly top: number;
  readonly bottom: number;
}

type Scale = (value: number) => number;

/** [time, value] at each change, with a break (undefined) where the samples stop. */
function changes(curve: Curve, span: Interval): Array<[number, number] | undefined> {
  const out: Array<[number, number] | undefined> = [];
  let last: [number, number] | undefined;
  curve.times.forEach((at, i) => {
    const value = curve.values[i] ?? NaN;
    if (at < span.from || at > span.to) {
      return;
    }
    if (last && at - last[0] > curve.staleAfter) {
      out.push(last, undefined);
      last = undefined;
    }
    if (last?.[1] !== value) {
      out.push([at, value]);
    }
    last = [at, value];
  });
  return last ? [...out, last] : out;
}

const round = (n: number) => Math.round(n * 10) / 10;

function stepPath(points: ReadonlyArray<[number, number] | undefined>, x: Scale, y: Scale): string {
  let path = '';
  let isDown = false;
  let lastX = -1;
  for (const point of points) {
    if (!point) {
      isDown = false;
      continue;
    }
    const px = round(x(point[0]));
    const py = round(y(point[1]));
    path += isDown ? (px > lastX ? `H${px}V${py}` : `V${py}`) : `M${px} ${py}`;
    isDown = true;
    lastX = px;
  }
  return path;
}

function pieces(spans: readonly Interval[], frame: SparkFrame, x: Scale, isOpen: (span: Interval) => boolean): Piece[] {
  return spans.flatMap((span) => {
    const seen = clip(span, frame.range);
    return seen ? [{ x0: round(x(seen.from)), x1: round(x(seen.to)), isOpen: isOpen(span) }] : [];
  });
}

function scaleOf(curves: ReadonlyArray<Curve | undefined>, frame: SparkFrame): Scale {
  let low = Infinity;
  let high = -Infinity;
  for (const curve of curves) {
    curve?.values.forEach((value) => {
      low = Math.min(low, value);
      high = Math.max(high, value);
    });
  }
  const span = Math.max(1, high - low);
  const middle = high - low < 1 ? 0.5 : 0;
  return (value) => frame.bottom - ((value - low) / span + middle) * (frame.bottom - frame.top);
}

/** Demand as whole pods, the way an autoscaler rounds it. */
function wholePods(curve: Curve | undefined): Curve | undefined {
  return curve && { ...curve, values: curve.values.map(Math.ceil) };
}

/** Everything there is to draw for one workload; `finding` adds brackets and demand. */
export function sparkGeometry(history: WorkloadHistory, frame: SparkFrame, finding?: Finding): Spark {
  const find = (id: CurveId) => history.curves.find((curve) => curve.id === id);
  const spec = find('spec');
  const proposal = finding && wholePods(find('proposal'));
  const length = Math.max(1, frame.range.to - frame.range.from);
  const x: Scale = (at) => ((at - frame.range.from) / length) * frame.width;
  const y = scaleOf([spec, proposal], frame);
  const fights = finding?.intervals ?? [];
  const fight = hull(fights);
  const hidden = mergeIntervals(
    history.writes.filter((write) => write.hidden > 0).map((write) => write.interval),
    4 * history.scrape
  );
  const last = spec?.values.at(-1);
  return {
    spec: spec ? stepPath(changes(spec, frame.range), x, y) : '',
    proposal: proposal && fight ? stepPath(changes(proposal, fight), x, y) : '',
    brackets: pieces(fights, frame, x, (span) => finding?.state === 'fighting' && span.to >= (fight?.to ?? Infinity)),
    hidden: pieces(hidden, frame, x, () => false),
    last,
    lastY: last === undefined ? frame.bottom : round(y(last)),
  };
}
