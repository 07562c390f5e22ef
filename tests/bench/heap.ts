// What stays in memory when everything else is gone.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes in use; buffers are freed a moment after their owners. */
async function heapUsed(): Promise<number> {
  setFlagsFromString('--expose-gc');
  for (let i = 0; i < 3; i++) {
    (runInNewContext('gc') as () => void)();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { heapUsed: heap, arrayBuffers } = process.memoryUsage();
  return heap + arrayBuffers;
}

/** Bytes that what this makes keeps alive. */
export async function heldBy(make: () => Promise<unknown>): Promise<number> {
  const before = await heapUsed();
  const kept = await make();
  const after = await heapUsed();
  return kept === undefined ? 0 : after - before;
}
