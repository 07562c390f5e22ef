// A palette without a theme, and a rough width of text that is the same everywhere.
import type { Palette } from '../paint/palette';

export const PALETTE: Palette = {
  isDark: true,
  panel: '#181b1f',
  text: '#ccccdc',
  textSecondary: '#9a9aa8',
  textDisabled: '#6c6c7a',
  borderWeak: '#2a2d33',
  borderStrong: '#55585f',
  success: '#6ccf8e',
  error: '#ff5286',
  focus: '#6e9fff',
  severity: { critical: '#ff5286', high: '#ff9830', medium: '#fbad37', low: '#9a9aa8', info: '#9a9aa8' },
  measure: (text, size, bold) => text.length * size * (bold ? 0.58 : 0.55),
};
