/** @jest-environment node */
// A range that follows the clock is read again and again: each refresh brings what a new sweep of that instant brings, and one
// after half a minute costs a twentieth of the bytes.
import type { SeriesSet } from '../../src/model/series';
import { httpTransport } from '../../src/sources/httpTransport';
import { AnswerMemory } from '../../src/sources/memory/answerMemory';
import { rememberingTransport } from '../../src/sources/memory/rememberingTransport';
import { sweepSource } from '../../src/sources/sweep';
import { DATABASES, pairOf } from './servers';

const pair = pairOf('15s');
const MINUTE = 60_000;
const SPAN = 75 * MINUTE;
/** Seconds from one refresh to the next. The recording ends after the first one: from then on series end. */
const STEPS = [30, 60];

const serverFetch = fetch;
let bytes = 0;
beforeAll(() => {
  globalThis.fetch = async (...request) => {
    const response = await serverFetch(...request);
    const text = await response.text();
    bytes += text.length;
    return new Response(text, { status: response.status });
  };
});
afterAll(() => {
  globalThis.fetch = serverFetch;
});

/** What was read, a text for each series and one for the rest. */
function texts({ series, notices: _, ...rest }: SeriesSet): string[] {
  const each = series.map(({ attributes, times, values, ...one }) =>
    JSON.stringify([one, Object.entries(attributes).sort(), [...times], [...values]])
  );
  return [...each, JSON.stringify(rest)];
}

describe.each(DATABASES)('%s', (database) => {
  const memory = new AnswerMemory();
  afterAll(() => memory.clear());
  const url = pair[database];
  const read = (source: ReturnType<typeof sweepSource>, at: number): Promise<SeriesSet> =>
    source.fetch({ range: { from: at - SPAN, to: at }, clusterLabel: 'auto' }, { isFollowed: true });

  it('a refresh brings what a new sweep brings', async () => {
    const followed = sweepSource(rememberingTransport(httpTransport({ url }), memory, database));
    let at = pair.from + SPAN;
    bytes = 0;
    await read(followed, at);
    const first = bytes;
    const again: string[] = [];
    const costs: number[] = [];
    for (const step of STEPS) {
      at += step * 1000;
      bytes = 0;
      const refreshed = await read(followed, at);
      costs.push(bytes / first);
      const fresh = await read(sweepSource(httpTransport({ url })), at);
      const [brought, there] = [texts(refreshed), texts(fresh)];
      expect(brought.filter((text, i) => text !== there[i])).toEqual([]);
      expect(brought).toHaveLength(there.length);
      again.push(...refreshed.notices);
    }
    // Objects come back in the recording, and what is read in full for that is said.
    expect(again.filter((text) => !text.includes('came back after a pause'))).toEqual([]);
    expect(costs[0]).toBeLessThan(0.06);
  });
});
