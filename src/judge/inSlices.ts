// Long work on the thread that also draws: in slices, with room for input and painting between them. A task longer than
// 50 ms is felt (W3C, Long Tasks); a slice ends well before, since its last step may be a long one.
import { throwIfAborted } from '../kit/abort';
import type { Steps } from '../kit/steps';

/** A slice ends with the first step that is done after this time, milliseconds. */
export const SLICE_MS = 20;

/** Work under way: how far it is, and a slice more of it. */
export class Slices<T> {
  private result: { readonly value: T } | undefined;

  /** @param now milliseconds of a clock that never goes back */
  public constructor(
    private readonly steps: Steps<T>,
    private readonly now: () => number = () => performance.now()
  ) {}

  /** What came out, once it is done. */
  public get done(): { readonly value: T } | undefined {
    return this.result;
  }

  /** Works for a slice. */
  public work(): void {
    const end = this.now() + SLICE_MS;
    while (!this.result) {
      const step = this.steps.next();
      if (step.done === true) {
        this.result = { value: step.value };
      } else if (this.now() >= end) {
        return;
      }
    }
  }
}

/**
 * Lets the page do what waits. A message comes after input and painting, and is not held back in a hidden tab as timers
 * are, which fire there once a second.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof MessageChannel === 'undefined') {
      setTimeout(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Does the rest of the work, a slice at a time. Rejects with the reason of the abort, and with what a step throws. */
export async function finishInSlices<T>(slices: Slices<T>, abort?: AbortSignal): Promise<T> {
  for (;;) {
    throwIfAborted(abort);
    slices.work();
    if (slices.done) {
      return slices.done.value;
    }
    await breathe();
  }
}
