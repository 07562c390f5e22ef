// uPlot as it comes, drawing a line with a dot at each of so many points: what ours is measured against.
import uPlot from 'uplot';

export const WIDTH = 1200;
export const HEIGHT = 600;

export interface PointsPlot {
  /** Draws all of it anew, nothing remembered. */
  redraw(): Promise<void>;
  /** Shows the points from the one number to the other. */
  show(from: number, to: number): Promise<void>;
}

/** Waits until the pixels are there. */
export function settle(target: CanvasRenderingContext2D | null): void {
  target?.getImageData(0, 0, 1, 1);
}

/** A plot of `count` points of which `shown` are seen; its promises end when the pixels are there. */
export function pointsPlot(count: number, shown = count): PointsPlot {
  const xs = Array.from({ length: count }, (_, i) => i);
  const ys = xs.map((x) => 10 + 8 * Math.sin(x / 20));
  let drawn: () => void = () => undefined;
  const plot = new uPlot(
    {
      width: WIDTH,
      height: HEIGHT,
      pxAlign: 0,
      legend: { show: false },
      scales: { x: { time: false, min: 0, max: shown - 1 } },
      series: [{}, { stroke: '#6e9fff', points: { show: true, size: 5 } }],
      hooks: { draw: [() => drawn()] },
    },
    [xs, ys],
    document.body
  );
  const settled = (change: () => void): Promise<void> =>
    new Promise((resolve) => {
      drawn = () => {
        settle(plot.ctx);
        resolve();
      };
      change();
    });
  return {
    redraw: () => settled(() => plot.redraw(true, false)),
    show: (min, max) => settled(() => plot.setScale('x', { min, max })),
  };
}
