// The rules page's state as a query string and back.
import { SearchReader, writePage, type FromUrl, type PageState } from './searchReader';

export interface RulesState extends PageState {
  readonly cluster: string;
}

/** Reads a query string; what is not understood is left at its default and named. */
export function readRulesUrl(search: string): FromUrl<RulesState> {
  const reader = new SearchReader(search);
  const state = { ...reader.page(), cluster: reader.text('cluster') };
  return { state, problems: reader.finish() };
}

/** Writes a state; reading the answer gives the state back. */
export function writeRulesUrl(state: RulesState): string {
  const params = new URLSearchParams();
  writePage(params, state);
  if (state.cluster !== '') {
    params.set('cluster', state.cluster);
  }
  return params.toString();
}
