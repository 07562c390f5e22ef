// What happens next: a binary heap of moments. Two things due at the same millisecond run in the order they were planned,
// so a run never depends on anything but the seed.

import { present } from './present';

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** The ordered future of one cluster. */
export class Agenda {
  private readonly heap: Entry[] = [];
  private planned = 0;

  /** Plans a call for a moment (unix milliseconds). */
  plan(at: number, run: () => void): void {
    const heap = this.heap;
    const entry: Entry = { at, order: this.planned++, run };
    let i = heap.push(entry) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = present(heap[parent]);
      if (!before(entry, above)) {
        break;
      }
      heap[i] = above;
      i = parent;
    }
    heap[i] = entry;
  }

  /** The moment of the next entry, or Infinity. */
  nextAt(): number {
    return this.heap[0]?.at ?? Infinity;
  }

  /** Takes the next entry out. */
  take(): Entry | undefined {
    const heap = this.heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) {
      return first;
    }
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) {
        break;
      }
      if (child + 1 < heap.length && before(present(heap[child + 1]), present(heap[child]))) {
        child++;
      }
      const below = present(heap[child]);
      if (!before(below, last)) {
        break;
      }
      heap[i] = below;
      i = child;
    }
    heap[i] = last;
    return first;
  }
}
