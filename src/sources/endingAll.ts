// Work that leaves something under way when it fails: that is ended too, and the caller may end all of it.

/** Runs `work` with a signal that is aborted by the caller's, and when `work` fails. */
export async function endingAll<T>(
  caller: AbortSignal | undefined,
  work: (abort: AbortSignal) => Promise<T>
): Promise<T> {
  const over = new AbortController();
  const cancel = (): void => over.abort(caller?.reason);
  caller?.addEventListener('abort', cancel);
  if (caller?.aborted) {
    cancel();
  }
  try {
    return await work(over.signal);
  } catch (error) {
    over.abort(error);
    throw error;
  } finally {
    caller?.removeEventListener('abort', cancel);
  }
}
