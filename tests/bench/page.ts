// Runs in Chromium: the marks of real workloads painted on a canvas, against uPlot drawing as many points on one of the
// same size. Both wait until the pixels are there.
import uPlot from 'uplot';
import type { Finding } from '../../src/model/finding';
import type { WorkloadHistory } from '../../src/model/report';
import { layout, paint, timeScale, toMarks, type Mark, type Palette } from '../../src/timeline';
import { CanvasSurface } from '../../src/views/timeline/canvasSurface';
import { alternate, type Ratio } from './alternate';
import type { Drawn } from './drawing';

const WIDTH = 1200;
const HEIGHT = 600;
const FONT = 'sans-serif';

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

function marksOf(histories: readonly WorkloadHistory[], findings: readonly Finding[], range: Drawn['range']): Mark[] {
  return histories.map(revive).flatMap((history) => {
    const mine = findings.filter(
      ({ workload }) => workload.namespace === history.workload.namespace && workload.name === history.workload.name
    );
    const model = layout(history, mine, { range, width: WIDTH, height: 0, frame: 'page' });
    return toMarks(model, timeScale(range, model.plotWidth), palette);
  });
}

/** As many as asked for, the real ones over and over. */
function repeated(marks: readonly Mark[], count: number): Mark[] {
  return Array.from({ length: count }, (_, i) => marks[i % marks.length] as Mark);
}

function settle(target: CanvasRenderingContext2D | null): void {
  target?.getImageData(0, 0, 1, 1);
}

/** A line with a dot at each of so many points; drawn anew each time, nothing remembered. */
function makePlot(count: number): () => Promise<void> {
  const xs = Array.from({ length: count }, (_, i) => i);
  const ys = xs.map((x) => 10 + 8 * Math.sin(x / 20));
  let drawn: () => void = () => undefined;
  const plot = new uPlot(
    {
      width: WIDTH,
      height: HEIGHT,
      pxAlign: 0,
      legend: { show: false },
      scales: { x: { time: false } },
      series: [{}, { stroke: '#6e9fff', points: { show: true, size: 5 } }],
      hooks: { draw: [() => drawn()] },
    },
    [xs, ys],
    document.body
  );
  return () =>
    new Promise((resolve) => {
      drawn = () => {
        settle(plot.ctx);
        resolve();
      };
      plot.redraw(true, false);
    });
}

export async function measure({ histories, findings, range, counts, rounds }: Drawn): Promise<Ratio[]> {
  const marks = marksOf(histories, findings, range);
  if (!context || marks.length === 0) {
    throw new Error(`nothing to draw (${marks.length} marks of ${histories.length}), or nothing to draw on`);
  }
  const surface = new CanvasSurface(context, FONT);
  const results: Ratio[] = [];
  for (const count of counts) {
    const many = repeated(marks, count);
    const drawPlot = makePlot(count);
    const drawMarks = (): void => {
      context.clearRect(0, 0, WIDTH, HEIGHT);
      paint(many, surface, palette.panel);
      settle(context);
    };
    results.push(await alternate(rounds, drawMarks, drawPlot));
  }
  return results;
}

Object.assign(window, { measure });
