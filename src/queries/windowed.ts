// A text that looks back over a window, in parts: whoever asks the same again a little later asks for a shorter window, and
// writes no PromQL for it.
import type { Millis } from '../kit/interval';
import { anyOf, window } from './selector';

/** Every sample of the window, the last one of each series, or points on a grid over it, whose text names no window. */
export type WindowForm = 'samples' | 'last' | 'grid';

/** The parts of one text. */
export interface Windowed {
  readonly form: WindowForm;
  readonly selector: string;
  readonly span: Millis;
}

/** The text. Its window is in whole seconds. */
export function windowedText({ form, selector, span }: Windowed): string {
  const samples = `${selector}[${window(span)}]`;
  switch (form) {
    case 'samples':
      return samples;
    case 'last':
      return `last_over_time(${samples})`;
    case 'grid':
      return selector;
  }
}

/** The window that the text has, milliseconds. */
export function windowOf({ span }: Pick<Windowed, 'span'>): Millis {
  return Math.max(1, Math.ceil(span / 1000)) * 1000;
}

/** Text and parts of a planned query. */
export function asWindowed(windowed: Windowed): { readonly expr: string; readonly windowed: Windowed } {
  return { expr: windowedText(windowed), windowed };
}

/** The value of a series that may have left the window, in an answer to `changesTexts`: nothing in a cluster has it. */
export const MAY_HAVE_LEFT = -1e14;
/** How long a series may pause and still be taken for one that goes on: as long as Prometheus lets it stand. */
const PAUSE: Millis = 300_000;
/** What is asked beyond the begin of the old window: a database may take an instant for an earlier one (VictoriaMetrics, -search.latencyOffset). */
const BEYOND: Millis = 15_000;
/** How far before the tail a value must stand: two scrapes of nearly everybody; what is scraped less often is told each time. */
const STOOD: Millis = 150_000;

/** Servers refuse texts above 16 kB. One text names the selector five times, the longer one of two three times. */
const LONGEST_FOR_ONE = 2000;
const LONGEST_SELECTOR = 4800;

/**
 * Texts that tell, together, what changed in the last values since the window lay elsewhere: series that are new in the tail or whose value moved in it,
 * and, with a value of their own, those that had samples where the window began and none soon after.
 * @param tail how far back from the end it may have changed
 * @param moved how far the window moved
 */
export function changesTexts({ selector, span }: Windowed, tail: Millis, moved: Millis): readonly string[] {
  const last = (length: Millis, back?: Millis): string =>
    `last_over_time(${selector}[${window(length)}]${back === undefined ? '' : ` offset ${window(back)}`})`;
  const stands = `stdvar_over_time(${selector}[${window(tail + STOOD)}]) == 0 and ${last(STOOD, tail)}`;
  const changed = `${last(tail)} unless (${stands})`;
  const leaves = `0 * ${last(moved + BEYOND, span)} - 1e14 unless ${last(PAUSE, span - PAUSE)}`;
  return selector.length > LONGEST_FOR_ONE ? [changed, leaves] : [`(${changed}) or (${leaves})`];
}

/** True where it can be asked what changed: samples always, last values where the window is long enough to move. */
export function hasChangesTexts({ form, selector, span }: Windowed): boolean {
  return form !== 'last' || (span >= 3 * PAUSE && selector.length <= LONGEST_SELECTOR);
}

/** The same of fewer series: those with one of these values of a label. */
export function narrowed(windowed: Windowed, label: string, values: readonly string[]): Windowed {
  const { selector } = windowed;
  const matcher = anyOf(label, values) ?? '';
  const inner = selector.endsWith('}') ? `${selector.slice(0, -1)},${matcher}}` : `${selector}{${matcher}}`;
  return { ...windowed, selector: inner };
}
