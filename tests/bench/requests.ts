// What a sweep asks, written down at the one place where requests leave, and played back: to a server without the plugin's
// code in between, or to the plugin's code without a server in between.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Interval } from '../../src/kit/interval';
import type { SeriesSet } from '../../src/model/series';
import { httpTransport } from '../../src/sources/httpTransport';
import { sweepSource } from '../../src/sources/sweep';
import type { SweepOptions } from '../../src/sources/seriesSource';
import type { Transport } from '../../src/sources/transport';

export interface Recorded {
  /** Id of the planned query. */
  readonly id: string;
  readonly url: string;
  readonly init: RequestInit;
  /** Characters of the answer. */
  readonly bytes: number;
  /** The answer itself; '' where only its size was to be kept. */
  readonly text: string;
}

/** How a sweep is driven. */
export type Driving = Pick<SweepOptions, 'take' | 'abort' | 'onProgress'>;

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

/** The plugin's own way; without `take` the answer has all parts of a large fleet at once. */
export function sweep(url: string, range: Interval, driving: Driving = {}): Promise<SeriesSet> {
  const request = { range, clusterLabel: 'auto' };
  return sweepSource(naming(httpTransport({ url }))).fetch(request, { deadline: DEADLINE, ...driving });
}

const asking = new AsyncLocalStorage<string>();

/** Whatever is asked below this transport knows for which query. */
function naming(transport: Transport): Transport {
  return {
    instant: (queries, at, abort) => asking.run(queries[0]?.id ?? '', () => transport.instant(queries, at, abort)),
    range: (queries, step, abort) => asking.run(queries[0]?.id ?? '', () => transport.range(queries, step, abort)),
  };
}

/**
 * One sweep with everything it asked and was answered.
 * @param keepTexts false where sizes are enough: the answers to a large fleet are a gigabyte
 */
export function recordSweep(
  url: string,
  range: Interval,
  driving: Driving = {},
  keepTexts = true
): Promise<{ set: SeriesSet; requests: Recorded[] }> {
  return record(() => sweep(url, range, driving), keepTexts);
}

/** What somebody reads, with everything that was asked and answered for it. */
export async function record(
  read: () => Promise<SeriesSet>,
  keepTexts: boolean
): Promise<{ set: SeriesSet; requests: Recorded[] }> {
  const requests: Recorded[] = [];
  const set = await withFetch(async (input, init = {}) => {
    const response = await serverFetch(input, init);
    const text = await response.text();
    requests.push({
      id: asking.getStore() ?? '',
      url: input instanceof Request ? input.url : input.toString(),
      init: { ...init, signal: null },
      bytes: text.length,
      text: keepTexts ? text : '',
    });
    return new Response(text, { status: response.status });
  }, read);
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
