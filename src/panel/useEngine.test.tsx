// A panel that is painted while the engine is on its way hears of it, also when it arrives before the panel listens.
import React, { useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { loadEngine, useEngine } from './useEngine';

jest.mock('../engine', () => ({ analyzeInSteps: () => undefined }));

/** So long a picture that React leaves its effects to the next task. */
const SLOW_MS = 30;

function takeLong(): void {
  const begun = performance.now();
  while (performance.now() - begun < SLOW_MS) {
    // A dashboard with many panels.
  }
}

function Probe() {
  const { analyze } = useEngine();
  useLayoutEffect(takeLong);
  return <>{analyze ? 'judges' : 'waits'}</>;
}

test('the engine arrives between the first picture of a panel and its effects', async () => {
  const place = document.createElement('div');
  const seen: string[] = [];
  // Called after the picture stands and before effects run, as a task of its own.
  const pictures = new MutationObserver(() => {
    seen.push(place.textContent ?? '');
    void loadEngine();
  });
  pictures.observe(place, { childList: true, characterData: true, subtree: true });
  const isActing = Reflect.get(globalThis, 'IS_REACT_ACT_ENVIRONMENT') as unknown;
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', false);
  const root = createRoot(place);
  try {
    root.render(<Probe />);
    for (let i = 0; i < 50 && place.textContent !== 'judges'; i++) {
      await new Promise((done) => setTimeout(done, 10));
    }
    await Promise.resolve();
    expect(seen).toEqual(['waits', 'judges']);
  } finally {
    root.unmount();
    pictures.disconnect();
    Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', isActing);
  }
});
