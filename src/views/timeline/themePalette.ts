// The theme as the painter wants it: a flat palette, and the width of a text measured in the theme's own font.
import type { GrafanaTheme2 } from '@grafana/data';
import type { Measure, Palette } from '../../timeline';
import { severityColors } from '../SeverityIcon';

const ROUGH_WIDTH = 0.56;

let ruler: CanvasRenderingContext2D | null | undefined;

/**
 * The canvas that texts are measured on. It stands in the document, unseen, because a canvas inherits letter spacing
 * and tabular figures from there, as the plot does; a detached one measures up to a tenth too short.
 */
function rulerContext(): CanvasRenderingContext2D | null {
  if (ruler === undefined) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    canvas.setAttribute('aria-hidden', 'true');
    canvas.style.cssText = 'position:fixed;visibility:hidden;pointer-events:none;font-variant-numeric:tabular-nums';
    document.body.append(canvas);
    ruler = canvas.getContext('2d');
  }
  return ruler;
}

/** Measures and remembers: the same numbers come back in every frame. */
function measureWith(fontFamily: string): Measure {
  const context = rulerContext();
  const known = new Map<string, number>();
  return (text, size, bold) => {
    const key = `${size}${bold}${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (context) {
        context.font = `${bold ? 500 : 400} ${size}px ${fontFamily}`;
      }
      width = context?.measureText(text).width ?? text.length * size * ROUGH_WIDTH;
      known.set(key, width);
    }
    return width;
  };
}

export function paletteOf(theme: GrafanaTheme2): Palette {
  const { colors } = theme;
  return {
    isDark: theme.isDark,
    panel: colors.background.primary,
    text: colors.text.primary,
    textSecondary: colors.text.secondary,
    textDisabled: colors.text.disabled,
    borderWeak: colors.border.weak,
    borderStrong: colors.border.strong,
    success: colors.success.text,
    error: colors.error.text,
    focus: colors.primary.border,
    severity: severityColors(theme),
    measure: measureWith(theme.typography.fontFamily),
  };
}
