// Long work in steps: whoever does it stops between two of them, and whoever drives it decides when the next one comes.
// The result is the same however often it is interrupted.
import { addTo } from './array';

/** Work that can be interrupted at each `yield`, and what comes out of it. */
export type Steps<T> = Generator<void, T, void>;

/** Does all of it at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}

/** Does all of it, and waits for `pause` between two steps. */
export async function finishPausing<T>(steps: Steps<T>, pause: () => Promise<void>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
    await pause();
  }
}

/** So many items of which each takes microseconds are some milliseconds of work. */
const BATCH = 1000;

/** Goes through many small items and stops after every so many. */
export function* forEachInSteps<T>(items: Iterable<T>, work: (item: T) => void, batch = BATCH): Steps<void> {
  let left = batch;
  for (const item of items) {
    work(item);
    left -= 1;
    if (left === 0) {
      left = batch;
      yield;
    }
  }
}

/** Many small items, each turned into any number of others. */
export function* flatInSteps<T, R>(items: Iterable<T>, work: (item: T) => readonly R[], batch = BATCH): Steps<R[]> {
  const results: R[] = [];
  yield* forEachInSteps(items, (item) => work(item).forEach((one) => results.push(one)), batch);
  return results;
}

/** Groups many small items by key, in order of first appearance. */
export function* groupInSteps<T>(items: Iterable<T>, key: (item: T) => string): Steps<Map<string, T[]>> {
  const groups = new Map<string, T[]>();
  yield* forEachInSteps(items, (item) => addTo(groups, key(item), item));
  return groups;
}

/** One step for each item, and what came out of all of them. */
export function* eachInSteps<T, R>(items: readonly T[], work: (item: T) => R): Steps<R[]> {
  const results: R[] = [];
  for (const item of items) {
    results.push(work(item));
    yield;
  }
  return results;
}
