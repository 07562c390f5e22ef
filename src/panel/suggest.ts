// What Grafana's picker of visualizations says of this panel: suggested only for series it can read, and how it can look.
import { FieldType, VisualizationSuggestionScore, type DataFrame, type VisualizationSuggestion } from '@grafana/data';
import type { SignalKind } from '../model/series';
import { classify } from '../queries/classify';
import type { PanelOptions } from './options';
import { REQUIRED, SCALERS } from './readPanel';

type Suggestion = VisualizationSuggestion<PanelOptions>;

/** The looks that an editor can choose from. */
const TIMELINE: Suggestion = {
  name: 'Conflict timeline',
  description: 'Who wrote what, when, and what no sample shows, with the verdict above.',
};
const PLOT: Suggestion = {
  name: 'Timeline without words',
  description: 'The lanes alone, for a panel whose title says enough.',
  options: { header: false },
};
const WORDS: Suggestion = {
  name: 'Words only',
  description: 'The verdict in a sentence, without a curve.',
  options: { show: 'words' },
};

function kindsIn(frames: readonly DataFrame[]): Set<SignalKind> {
  const values = frames.flatMap((frame) => frame.fields.filter((field) => field.type === FieldType.number));
  const kinds = values.map((field) => classify({ __name__: field.name, ...field.labels }, 'auto')?.kind);
  return new Set(kinds.filter((kind) => kind !== undefined));
}

/**
 * Nothing for series that are not ours; replicas with a scaler beside them are what this panel is for.
 * @param summary Grafana's summary of the query results; only its frames are read
 */
export function suggest({ rawFrames = [] }: { readonly rawFrames?: readonly DataFrame[] }): Suggestion[] | undefined {
  const kinds = kindsIn(rawFrames);
  if (!REQUIRED.every((kind) => kinds.has(kind))) {
    return undefined;
  }
  const { Best, Good, OK } = VisualizationSuggestionScore;
  return SCALERS.some((kind) => kinds.has(kind))
    ? [
        { ...TIMELINE, score: Best },
        { ...WORDS, score: Good },
      ]
    : [{ ...TIMELINE, score: OK }];
}

/** The looks to switch between, where Grafana offers presets (13 and later). */
export function presets(): Suggestion[] {
  return [TIMELINE, PLOT, WORDS];
}
