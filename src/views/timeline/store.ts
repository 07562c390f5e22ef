// What changes with every move of the mouse lives here, outside React: only those who subscribe to a piece render.
import { useSyncExternalStore } from 'react';
import type { UnixMs } from '../../kit/interval';
import type { Mark } from '../../timeline';

/** Where the pointer is. Without a mark the moment under the crosshair is told. */
export interface Hover {
  readonly at: UnixMs;
  readonly mark?: Mark;
  /** Place in the window, for the tooltip. */
  readonly clientX: number;
  readonly clientY: number;
  /** The crosshair of another panel. */
  readonly viaSync: boolean;
}

export interface ViewState {
  readonly hover?: Hover | undefined;
  /** Id of the mark that the keyboard stands on. */
  readonly focus?: string | undefined;
  readonly scrollTop: number;
}

export interface ViewStore {
  get(): ViewState;
  set(change: Partial<ViewState>): void;
  subscribe(listener: () => void): () => void;
}

export function createViewStore(): ViewStore {
  let state: ViewState = { scrollTop: 0 };
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
      listeners.forEach((listener) => listener());
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Renders the caller only when the selected piece changes. */
export function useView<T>(store: ViewStore, select: (state: ViewState) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
