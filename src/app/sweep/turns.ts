// How often a page draws what is known so far: not more than once a second, and for at most half of the time.
import type { Millis } from '../../kit/interval';

const EVERY: Millis = 1000;

export class Turns {
  private began = -Infinity;
  private next = -Infinity;

  /** @param now milliseconds of a clock that never goes back */
  public constructor(private readonly now: () => number = () => performance.now()) {}

  /** True when it is time to draw again; then `drawn` is waited for. */
  public take(): boolean {
    const now = this.now();
    if (now < this.next) {
      return false;
    }
    this.began = now;
    this.next = Infinity;
    return true;
  }

  /** What was begun stands on the page. */
  public drawn(): void {
    if (this.next !== Infinity) {
      return;
    }
    const now = this.now();
    this.next = Math.max(this.began + EVERY, now + (now - this.began));
  }
}
