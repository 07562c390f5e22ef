// Aborts, as every runtime knows them: `throwIfAborted` and reasons of any type are younger than some test environments.

/** What is used here of an AbortSignal. A pure room knows of no runtime, so that it has no such name. */
interface Abort {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Why it was aborted, as an error. */
export function reasonOf(abort: Abort | undefined): Error {
  return abort?.reason instanceof Error ? abort.reason : new Error('Aborted.');
}

/** Throws the reason when `abort` is aborted. */
export function throwIfAborted(abort: Abort | undefined): void {
  if (abort?.aborted) {
    throw reasonOf(abort);
  }
}

/** `over` rejects when `signal` aborts; `release` lets go of it. Without a signal it never does. */
export function whenAborted(signal: Abort | undefined): { over: Promise<never>; release: () => void } {
  let release = (): void => undefined;
  const over = new Promise<never>((_, reject) => {
    const end = (): void => reject(reasonOf(signal));
    release = () => signal?.removeEventListener('abort', end);
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) {
      end();
    }
  });
  return { over, release };
}
