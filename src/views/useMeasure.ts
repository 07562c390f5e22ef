// The width of a text in the theme's font, for layouts that must know it before they draw.
import { useMemo } from 'react';
import { useTheme2 } from '@grafana/ui';

import type { Measure } from '../timeline';
import { paletteOf } from './timeline/themePalette';
import { useFontEpoch } from './timeline/useFontEpoch';

/** Measures texts in pixels; a new function once the font has arrived. */
export function useMeasure(): Measure {
  const theme = useTheme2();
  const epoch = useFontEpoch(theme.typography.fontFamily);
  return useMemo(() => paletteOf(theme).measure, [theme, epoch]); // eslint-disable-line react-hooks/exhaustive-deps -- texts are measured anew with the real font
}
