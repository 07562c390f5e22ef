// A hidden tab asks nothing: nobody reads the answer, and thirty forgotten tabs cost a database as much as thirty readers.
// What is under way is finished, since people leave for another tab while a large sweep runs.
import { reasonOf } from '../../kit/abort';
import type { Transport } from '../../sources/transport';

/** Resolves once the page can be seen; rejects with the reason of the abort. */
export function whenSeen(abort?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (document.hidden && !abort?.aborted) {
        return;
      }
      document.removeEventListener('visibilitychange', look);
      abort?.removeEventListener('abort', look);
      if (abort?.aborted) {
        reject(reasonOf(abort));
      } else {
        resolve();
      }
    };
    document.addEventListener('visibilitychange', look);
    abort?.addEventListener('abort', look);
    look();
  });
}

/** A transport whose questions wait until the page can be seen. */
export function seenTransport(transport: Transport): Transport {
  return {
    instant: async (...question) => {
      await whenSeen(question[2]);
      return transport.instant(...question);
    },
    range: async (...question) => {
      await whenSeen(question[2]);
      return transport.range(...question);
    },
  };
}
