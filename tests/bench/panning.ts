// Runs in Chromium: a window that moves over a long history, frame by frame: lanes, marks and pixels, all that the page
// does for a frame, against uPlot moving over as many points.
import { lengthOf, type Interval } from '../../src/kit/interval';
import type { Finding } from '../../src/model/finding';
import type { WorkloadHistory } from '../../src/model/report';
import { layout, paint, timeScale, toMarks, type Palette } from '../../src/timeline';
import { CanvasSurface } from '../../src/views/timeline/canvasSurface';
import { alternate } from './alternate';
import type { Panned } from './drawing';
import { longHistory } from './longHistory';
import { HEIGHT, pointsPlot, settle, WIDTH } from './uplotPoints';

/** Frames of one move; every frame shows the next hundredth of the window. */
const FRAMES = 20;
const STEP = 0.01;

export interface Story {
  readonly history: WorkloadHistory;
  readonly findings: readonly Finding[];
  readonly range: Interval;
}

/** One frame of ours and of uPlot's with so many actions, or points, in the window; milliseconds. */
export async function measurePanning(
  story: Story,
  actions: number,
  rounds: number,
  on: { readonly context: CanvasRenderingContext2D; readonly palette: Palette; readonly font: string }
): Promise<Panned> {
  const long = longHistory(story.history, story.findings, story.range, 2 * actions);
  const surface = new CanvasSurface(on.context, on.font);
  const shown = lengthOf(long.range) / 2;
  let marks = 0;
  const drawFrame = (i: number): void => {
    const from = long.range.from + i * STEP * shown;
    const range = { from, to: from + shown };
    const model = layout(long.history, long.findings, {
      range,
      width: WIDTH,
      height: 0,
      frame: 'page',
      measure: on.palette.measure,
    });
    const seen = toMarks(model, timeScale(range, model.plotWidth), on.palette);
    on.context.clearRect(0, 0, WIDTH, HEIGHT);
    paint(seen, surface, on.palette.panel);
    settle(on.context);
    marks = seen.length;
  };
  const plot = pointsPlot(2 * actions, actions);
  const ratio = await alternate(
    rounds,
    () => {
      for (let i = 0; i < FRAMES; i++) {
        drawFrame(i);
      }
    },
    async () => {
      for (let i = 1; i <= FRAMES; i++) {
        await plot.show(i * STEP * actions, (1 + i * STEP) * actions);
      }
      await plot.show(0, actions);
    }
  );
  return { ...ratio, ours: ratio.ours / FRAMES, theirs: ratio.theirs / FRAMES, marks };
}
