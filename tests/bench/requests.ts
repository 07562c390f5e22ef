// What a sweep asks, written down at the one place where requests leave, and played back: to a server without the plugin's
// code in between, or to the plugin's code without a server in between.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Interval } from '../../src/kit/interval';
import type { SeriesSet } from '../../src/model/series';
import { httpTransport } from '../../src/sources/httpTransport';
import { sweepSource } from '../../src/sources/sweep';
import type { TakePart } from '../../src/sources/seriesSource';
import type { Transport } from '../../src/sources/transport';

export interface Recorded {
  /** Id of the planned query. */
  readonly id: string;
  readonly url: string;
  readonly init: RequestInit;
  readonly text: string;
}

type Fetch = typeof fetch;

/** Requests under way at once, as in the sweep. */
const IN_FLIGHT = 3;
const serverFetch: Fetch = fetch;
/** A bench waits for the end, however long that takes. */
const DEADLINE = 600_000;

async function withFetch<T>(replacement: Fetch, work: () => Promise<T>): Promise<T> {
  globalThis.fetch = replacement;
  try {
    return await work();
  } finally {
    globalThis.fetch = serverFetch;
  }
}

/**
 * The plugin's own way.
 * @param take takes the parts of a large fleet as they come; without it the answer has them all
 */
export function sweep(url: string, range: Interval, take?: TakePart): Promise<SeriesSet> {
  const request = { range, clusterLabel: 'auto' };
  return sweepSource(naming(httpTransport({ url }))).fetch(request, { deadline: DEADLINE, ...(take && { take }) });
}

const asking = new AsyncLocalStorage<string>();

/** Whatever is asked below this transport knows for which query. */
function naming(transport: Transport): Transport {
  return {
    instant: (queries, at, abort) => asking.run(queries[0]?.id ?? '', () => transport.instant(queries, at, abort)),
    range: (queries, step, abort) => asking.run(queries[0]?.id ?? '', () => transport.range(queries, step, abort)),
  };
}

/** One sweep with everything it asked and was answered. */
export async function recordSweep(
  url: string,
  range: Interval,
  take?: TakePart
): Promise<{ set: SeriesSet; requests: Recorded[] }> {
  const requests: Recorded[] = [];
  const set = await withFetch(
    async (input, init = {}) => {
      const response = await serverFetch(input, init);
      const text = await response.text();
      requests.push({
        id: asking.getStore() ?? '',
        url: input instanceof Request ? input.url : input.toString(),
        init: { ...init, signal: null },
        text,
      });
      return new Response(text, { status: response.status });
    },
    () => sweep(url, range, take)
  );
  return { set, requests };
}

/** The same requests by a bare client: as many at a time, the bodies read, nothing made of them. */
export async function askBare(requests: readonly Recorded[]): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let request = requests[next++]; request; request = requests[next++]) {
      await (await serverFetch(request.url, request.init)).text();
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

/** The sweep with answers at hand: what is left is the plugin's own work. */
export function sweepFromMemory(url: string, range: Interval, requests: readonly Recorded[]): Promise<SeriesSet> {
  const answers = new Map(requests.map(({ url: to, init, text }) => [`${to} ${bodyOf(init)}`, text]));
  const fromMemory: Fetch = (input, init = {}) => {
    const text = answers.get(`${input instanceof Request ? input.url : input.toString()} ${bodyOf(init)}`);
    return text === undefined ? Promise.reject(new Error('not recorded')) : Promise.resolve(new Response(text));
  };
  return withFetch(fromMemory, () => sweep(url, range));
}

function bodyOf({ body }: RequestInit): string {
  return typeof body === 'string' ? body : '';
}
