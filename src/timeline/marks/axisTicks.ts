// Numbers left of the plot and the faint lines that carry them across.
import type { Lane } from '../layout/model';
import type { ValueScale } from '../scale/valueScale';
import { addShape, type Drawing } from './drawing';
import { RANK } from './mark';

export interface TickOptions {
  readonly text: (value: number) => string;
  /** Draw a faint line at each tick. */
  readonly grid: boolean;
}

/** One number per tick, right-aligned beside the plot; those that would touch drop out. */
export function addTicks(d: Drawing, lane: Lane, scale: ValueScale, options: TickOptions): void {
  const within = { x: -d.model.labelWidth, y: lane.top - 6, width: d.model.labelWidth, height: lane.height + 12 };
  scale.ticks.forEach((tick, i) => {
    const y = Math.round(scale.y(tick)) + 0.5;
    if (options.grid) {
      const style = { stroke: d.palette.borderWeak, width: 1, alpha: 0.6 };
      addShape(d, lane.id, `grid${i}`, [0, y, d.scale.width, y], style, RANK.ground);
    }
    if (d.model.labelWidth > 40) {
      d.wishes.push({
        id: `${lane.id}:tick${i}`,
        lane: lane.id,
        priority: 90,
        texts: [options.text(tick)],
        spots: [{ x: -10, y, align: 'right' }],
        color: d.palette.textSecondary,
        within,
      });
    }
  });
}

/** A value right of the plot, where a curve ends; moved a little if another one stands there. */
export function addEndValue(
  d: Drawing,
  lane: Lane,
  id: string,
  y: number,
  texts: readonly string[],
  color: string,
  priority = 80
): void {
  const within = { x: d.scale.width, y: lane.top, width: d.model.endWidth, height: lane.height };
  const x = d.scale.width + 8;
  const spots = [0, 8, -8, 15, -15].map((shift) => ({ x, y: y + shift, align: 'left' as const }));
  d.wishes.push({ id: `${lane.id}:${id}`, lane: lane.id, priority, texts, spots, color, within });
}
