// Float64Array inside Grafana's frontend sandbox. The global one belongs to Grafana's realm there: each element that is read
// or written crosses a membrane of proxies. The build puts `Floats` in place of Float64Array (webpack.config.ts); outside
// the sandbox that is the global one itself.

/** Whether this code runs in the sandbox: a function behind the membrane is a proxy, and a proxy's text has no name. */
export function isSandboxed(): boolean {
  return !String(globalThis.Float64Array).includes('Float64Array');
}

/** Numbers in ascending order, as typed arrays sort: -0 comes before 0. */
function byNumber(a: number, b: number): number {
  return a - b || Number(Object.is(b, -0)) - Number(Object.is(a, -0));
}

/** An array of this realm with what the product uses of Float64Array. Its views are copies: nobody writes into a view. */
export class OwnFloats extends Array<number> {
  /** @param source a length, filled with zeros, or the numbers */
  public constructor(source: number | ArrayLike<number> | Iterable<number> = 0) {
    super();
    if (typeof source === 'number') {
      this.length = source;
      this.fill(0);
    } else {
      for (const value of Array.from(source)) {
        this.push(value);
      }
    }
  }

  // Results of map, filter and slice are made with a length and filled in by the engine of the language.
  public static override get [Symbol.species](): ArrayConstructor {
    return OwnFloats as unknown as ArrayConstructor;
  }

  public subarray(from?: number, to?: number): number[] {
    return this.slice(from, to);
  }

  public override sort(compare: (a: number, b: number) => number = byNumber): this {
    return super.sort(compare);
  }
}

/** What stands for Float64Array in everything that is built. */
export const Floats: Float64ArrayConstructor = isSandboxed()
  ? (OwnFloats as unknown as Float64ArrayConstructor)
  : globalThis.Float64Array;
