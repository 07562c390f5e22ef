// One picture: the model, its marks, and how to put them on uPlot's canvas.
import type uPlot from 'uplot';
import { labelEdge, paint, LENS_LANE, type Mark, type Palette, type TimelineModel } from '../../timeline';
import { CanvasSurface } from './canvasSurface';

export interface Scene {
  readonly model: TimelineModel;
  readonly marks: readonly Mark[];
  readonly palette: Palette;
  readonly fontFamily: string;
  /** Abbreviation of the reader's time zone, to stand beside the axis. */
  readonly zoneName: string;
}

/** Height of the part of the body that is seen, in pixels. */
export function visibleBody(model: TimelineModel, height: number): number {
  return Math.max(40, Math.min(model.bodyHeight, height - model.axisHeight - lensHeight(model)));
}

export function lensHeight(model: TimelineModel): number {
  return model.lens?.height ?? 0;
}

/** Paints lanes into the plot, scrolled and cut to it, and the lens below the axis. */
export function drawScene(u: uPlot, scene: Scene, scrollTop: number): void {
  const { ctx, bbox } = u;
  const ratio = window.devicePixelRatio || 1;
  const inLens = (mark: Mark): boolean => mark.lane === LENS_LANE;
  const seen = { x: -bbox.left / ratio, y: scrollTop, width: ctx.canvas.width / ratio, height: bbox.height / ratio };
  const layer = (top: number, marks: readonly Mark[], clip: boolean): void => {
    ctx.save();
    if (clip) {
      ctx.beginPath();
      ctx.rect(0, bbox.top, ctx.canvas.width, bbox.height);
      ctx.clip();
    }
    ctx.translate(bbox.left, top);
    ctx.scale(ratio, ratio);
    paint(marks, new CanvasSurface(ctx, scene.fontFamily), scene.palette.panel, clip ? seen : undefined);
    ctx.restore();
  };
  layer(
    bbox.top - scrollTop * ratio,
    scene.marks.filter((m) => !inLens(m)),
    true
  );
  layer(bbox.top + bbox.height - scene.model.bodyHeight * ratio, scene.marks.filter(inLens), false);
  if (scene.model.axisHeight > 0 && scene.model.labelWidth > 40) {
    nameTimeZone(u, scene, ratio);
  }
}

/** Whose times the axis shows. */
function nameTimeZone(u: uPlot, scene: Scene, ratio: number): void {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.font = `${11 * ratio}px ${scene.fontFamily}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = scene.palette.textDisabled;
  ctx.fillText(
    scene.zoneName,
    bbox.left + (labelEdge(scene.model.labelWidth) - scene.model.labelWidth) * ratio,
    bbox.top + bbox.height + 14 * ratio
  );
  ctx.restore();
}
