// A text that looks back over a window, in parts: whoever asks the same again a little later asks for a shorter window, and
// writes no PromQL for it.
import type { Millis } from '../kit/interval';
import { window } from './selector';

/** Every sample of the window, or the last one of each series. */
export type WindowForm = 'samples' | 'last';

/** The parts of one text. */
export interface Windowed {
  readonly form: WindowForm;
  readonly selector: string;
  readonly span: Millis;
}

/** The text. Its window is in whole seconds. */
export function windowedText({ form, selector, span }: Windowed): string {
  const samples = `${selector}[${window(span)}]`;
  return form === 'samples' ? samples : `last_over_time(${samples})`;
}

/** The window that the text has, milliseconds. */
export function windowOf({ span }: Pick<Windowed, 'span'>): Millis {
  return Math.max(1, Math.ceil(span / 1000)) * 1000;
}

/** Text and parts of a planned query. */
export function asWindowed(windowed: Windowed): { readonly expr: string; readonly windowed: Windowed } {
  return { expr: windowedText(windowed), windowed };
}
