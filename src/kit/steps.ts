// Long work in steps: whoever does it stops between two of them, and whoever drives it decides when the next one comes.
// The result is the same however often it is interrupted.

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

/** One step for each item, and what came out of all of them. */
export function* eachInSteps<T, R>(items: readonly T[], work: (item: T) => R): Steps<R[]> {
  const results: R[] = [];
  for (const item of items) {
    results.push(work(item));
    yield;
  }
  return results;
}
