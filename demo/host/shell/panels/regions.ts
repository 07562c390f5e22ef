// Annotations over a graph: a band for each region with its title, below the curves.
import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import type { UPlotConfigBuilder } from '@grafana/ui';

/** Draws the regions of annotation frames. */
export function addRegions(config: UPlotConfigBuilder, frames: readonly DataFrame[], theme: GrafanaTheme2): void {
  const regions = frames.flatMap((frame) => {
    const column = (name: string) => frame.fields.find((field) => field.name === name)?.values ?? [];
    const [from, to, titles, colors] = ['time', 'timeEnd', 'title', 'color'].map(column);
    return Array.from({ length: frame.length }, (_, i) => ({
      from: from[i] as number,
      to: to[i] as number,
      title: titles[i] as string,
      color: theme.visualization.getColorByName(colors[i] as string),
    }));
  });
  config.addHook('drawAxes', ({ ctx, bbox, valToPos }) => {
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.font = `${11 * devicePixelRatio}px ${theme.typography.fontFamily}`;
    ctx.textBaseline = 'top';
    regions.forEach(({ from, to, title, color }, row) => {
      const left = valToPos(from, 'x', true);
      const width = Math.max(2, valToPos(to, 'x', true) - left);
      ctx.globalAlpha = 0.12;
      ctx.fillStyle = color;
      ctx.fillRect(left, bbox.top, width, bbox.height);
      ctx.globalAlpha = 1;
      ctx.fillRect(left, bbox.top + bbox.height - 3 * devicePixelRatio, width, 3 * devicePixelRatio);
      ctx.fillStyle = theme.colors.text.primary;
      const top = bbox.top + (4 + 14 * (row % 3)) * devicePixelRatio;
      // Beside its beginning, or before its end where there is no room to the right.
      const isLate = left > bbox.left + bbox.width / 2;
      const pad = 4 * devicePixelRatio;
      ctx.textAlign = isLate ? 'right' : 'left';
      ctx.fillText(title, isLate ? left - pad : Math.max(left, bbox.left) + pad, top);
    });
    ctx.restore();
  });
}
