// Runs in Chromium: the marks of real workloads painted on a canvas, against uPlot drawing as many points on one of the
// same size. Both wait until the pixels are there.
import type { Finding } from '../../src/model/finding';
import type { WorkloadHistory } from '../../src/model/report';
import { layout, paint, timeScale, toMarks, type Mark, type Palette } from '../../src/timeline';
import { CanvasSurface } from '../../src/views/timeline/canvasSurface';
import { alternate, type Ratio } from './alternate';
import type { Drawn, Measured, Panned } from './drawing';
import { moved } from './moved';
import { measurePanning } from './panning';
import { HEIGHT, pointsPlot, settle, WIDTH } from './uplotPoints';

const FONT = 'sans-serif';
/** Each turn of the real marks stands so many pixels beside and below the one before. */
const APART = { x: 7.3, y: 3.1 };
/** So many stories are moved over: those in which most happened. */
const BUSIEST = 3;

const canvas = document.body.appendChild(document.createElement('canvas'));
canvas.width = WIDTH;
canvas.height = HEIGHT;
const context = canvas.getContext('2d');

const palette: Palette = {
  isDark: true,
  panel: '#181b1f',
  text: '#ccccdc',
  textSecondary: '#9d9fb0',
  textDisabled: '#6e7080',
  borderWeak: '#2c2f36',
  borderStrong: '#4a4d56',
  success: '#6ccf8e',
  error: '#ff5286',
  focus: '#6e9fff',
  severity: { critical: '#ff5286', high: '#ff9830', medium: '#f5d03d', low: '#9d9fb0', info: '#9d9fb0' },
  measure: (text, size) => text.length * size * 0.56,
};

/** Columns came as plain arrays. */
function revive(history: WorkloadHistory): WorkloadHistory {
  const curves = history.curves.map((curve) => ({
    ...curve,
    times: Float64Array.from(curve.times),
    values: Float64Array.from(curve.values),
  }));
  return { ...history, curves };
}

function findingsOn({ workload }: WorkloadHistory, findings: readonly Finding[]): Finding[] {
  return findings.filter((f) => f.workload.namespace === workload.namespace && f.workload.name === workload.name);
}

function marksOf(histories: readonly WorkloadHistory[], findings: readonly Finding[], range: Drawn['range']): Mark[] {
  return histories.flatMap((history) => {
    const mine = findingsOn(history, findings);
    const model = layout(history, mine, { range, width: WIDTH, height: 0, frame: 'page' });
    return toMarks(model, timeScale(range, model.plotWidth), palette);
  });
}

/** As many as asked for, the real ones over and over, none upon another, in the order in which they are painted. */
function repeated(marks: readonly Mark[], count: number): Mark[] {
  const many = Array.from({ length: count }, (_, i) => {
    const turn = Math.floor(i / marks.length);
    return moved(marks[i % marks.length] as Mark, turn * APART.x, turn * APART.y);
  });
  return many.sort((a, b) => a.rank - b.rank);
}

async function measureMarks(
  marks: readonly Mark[],
  count: number,
  rounds: number,
  on: CanvasRenderingContext2D
): Promise<Ratio> {
  const surface = new CanvasSurface(on, FONT);
  const many = repeated(marks, count);
  const plot = pointsPlot(count);
  const drawMarks = (): void => {
    on.clearRect(0, 0, WIDTH, HEIGHT);
    paint(many, surface, palette.panel);
    settle(on);
  };
  return alternate(rounds, drawMarks, () => plot.redraw());
}

export async function measure(drawn: Drawn): Promise<Measured> {
  const { findings, range, rounds } = drawn;
  const histories = drawn.histories.map(revive);
  const marks = marksOf(histories, findings, range);
  if (!context || marks.length === 0) {
    throw new Error(`nothing to draw (${marks.length} marks of ${histories.length}), or nothing to draw on`);
  }
  const painted: Ratio[] = [];
  for (const count of drawn.counts) {
    painted.push(await measureMarks(marks, count, rounds, context));
  }
  const busiest = [...histories].sort((a, b) => b.actions.length - a.actions.length).slice(0, BUSIEST);
  const panned: Panned[] = [];
  for (const history of busiest) {
    const story = { history, findings: findingsOn(history, findings), range };
    panned.push(await measurePanning(story, drawn.actions, rounds, { context, palette, font: FONT }));
  }
  return { painted, panned };
}

Object.assign(window, { measure });
