// What all pages share: settings, the tools of a sweep, the answers so far.
import { createContext, useContext } from 'react';

import type { Settings } from '../settings/settings';
import type { UsableSource } from '../sources/grafana/dataSourceList';
import type { Capabilities } from '../sources/probe';
import type { AnswerStore } from './sweep/answerStore';
import type { SweepTools } from './sweep/runSweep';
import type { SweepsUnderWay } from './sweep/sweepsUnderWay';

export interface AppContextValue {
  readonly settings: Settings;
  /** What was not understood in the stored settings. */
  readonly settingsProblems: readonly string[];
  readonly sources: readonly UsableSource[];
  readonly tools: SweepTools;
  readonly store: AnswerStore;
  readonly underWay: SweepsUnderWay;
  /** What data sources can tell, by uid and hour. */
  readonly probes: Map<string, Promise<Capabilities>>;
}

const Context = createContext<AppContextValue | undefined>(undefined);

export const AppContextProvider = Context.Provider;

/** The shared things; only inside the provider. */
export function useAppContext(): AppContextValue {
  const value = useContext(Context);
  if (!value) {
    throw new Error('useAppContext needs an AppContextProvider above it.');
  }
  return value;
}
