/** @jest-environment node */
// A range that follows the clock is read again and again: each refresh brings what a new sweep of that instant brings, and one
// after half a minute costs a twentieth of the bytes.
import { sweepFleet, type FleetAnswer } from '../../src/cli/judgeFleet';
import type { Report } from '../../src/model/report';
import type { SeriesSet } from '../../src/model/series';
import { workloadKey } from '../../src/model/workload';
import { KeptParts } from '../../src/sources/fleet/keptParts';
import { httpTransport } from '../../src/sources/httpTransport';
import { AnswerMemory } from '../../src/sources/memory/answerMemory';
import { rememberingTransport } from '../../src/sources/memory/rememberingTransport';
import { sweepSource } from '../../src/sources/sweep';
import type { SeriesSource } from '../../src/sources/seriesSource';
import { DATABASES, pairOf } from './servers';

const pair = pairOf('15s');
const MINUTE = 60_000;
const SPAN = 75 * MINUTE;
/** In a shorter range not everybody fights. */
const SHORT = 15 * MINUTE;
/** A fleet with more workloads is large: the recording has four times as many. */
const FEW = 10;
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

function withoutRemarks(diagnostics: Report['diagnostics']): Report['diagnostics'] {
  return diagnostics.filter(({ message }) => !message.startsWith('Read in full again'));
}

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

  it('a refresh of a large fleet tells word for word what a new sweep tells', async () => {
    const judge = async (source: SeriesSource, at: number): Promise<FleetAnswer> => {
      const request = { range: { from: at - SHORT, to: at }, clusterLabel: 'auto' };
      const question = { namespaces: [], strict: false };
      const { report, ...rest } = await sweepFleet(source, request, question, { isFollowed: true });
      // How much was read depends on who was suspected before, and what was read in full again is said.
      const swept = { series: 0, samples: 0, scrape: report.swept.scrape };
      return { ...rest, report: { ...report, swept, diagnostics: withoutRemarks(report.diagnostics) } };
    };
    const remembering = rememberingTransport(httpTransport({ url }), memory, 'large');
    const followed = sweepSource(remembering, { wholeUpTo: FEW, kept: new KeptParts() });
    let at = pair.from + 3 * SHORT;
    bytes = 0;
    const answers = [await judge(followed, at)];
    const first = bytes;
    for (const step of STEPS) {
      at += step * 1000;
      bytes = 0;
      const refreshed = await judge(followed, at);
      expect(bytes / first).toBeLessThan(0.5);
      expect(refreshed).toEqual(await judge(sweepSource(httpTransport({ url }), { wholeUpTo: FEW }), at));
      answers.push(refreshed);
    }
    // Who is suspected changed on the way, and some are not.
    const read = answers.map(({ report }) =>
      report.workloads
        .map(({ workload }) => workloadKey(workload))
        .sort()
        .join()
    );
    expect(new Set(read).size).toBeGreaterThan(1);
    expect(answers.every(({ report }) => (report.quiet ?? []).length > 0)).toBe(true);
  });
});
