/** @jest-environment node */
// Whatever is scraped, lost, late, new or gone: what memory says at an instant is what the database says then.
import fc from 'fast-check';
import { asWindowed, windowOf } from '../../queries/windowed';
import type { Failure } from '../../model/failure';
import type { Clock } from '../clock';
import type { RawSeries, Transport, TransportAnswer } from '../transport';
import { AnswerMemory } from './answerMemory';
import { rememberingTransport } from './rememberingTransport';

/** A sample, and when it can be read. */
interface Scraped {
  readonly at: number;
  readonly value: number;
  readonly known: number;
}

const START = Date.UTC(2026, 10, 23, 2);
const SPAN = 20 * 60_000;
/** A clock on which nothing ends. */
const STILL: Clock = { now: () => START, sleep: () => new Promise(() => undefined) };

/** What a database answers whose samples come in when they come in. */
function database(world: readonly Scraped[][], behaviour: { answer?: Partial<TransportAnswer> } = {}) {
  const asked: number[] = [];
  const read = (expr: string, at: number): RawSeries[] => {
    const span = Number(/\[(\d+)s\]/.exec(expr)?.[1]) * 1000;
    asked.push(span);
    return world.flatMap((all, i) => {
      const seen = all.filter((one) => one.at > at - span && one.at <= at && one.known <= at);
      const times = Float64Array.from(seen, (one) => one.at);
      return seen.length === 0
        ? []
        : [{ labels: { pod: `p${i}` }, times, values: Float64Array.from(seen, (one) => one.value) }];
    });
  };
  const transport: Transport = {
    instant: async (queries, at) =>
      queries.map(({ id, expr }) => ({ id, series: read(expr, at), notices: [], ...behaviour.answer })),
    range: () => Promise.reject(new Error('not asked here')),
  };
  return { transport, asked, read };
}

const QUERY = { id: 'q', ...asWindowed({ form: 'samples', selector: 'up', span: SPAN }) };

async function ask(transport: Transport, at: number): Promise<TransportAnswer> {
  return (await transport.instant([QUERY], at))[0] as TransportAnswer;
}

const plain = (series: readonly RawSeries[]) =>
  series
    .map(({ labels, times, values }) => `${labels.pod} ${[...times].map((t, i) => `${t}=${values[i]}`).join(' ')}`)
    .sort();

/** Scrapes of one target that are held up, and all come in when the last of them does. */
const outage = fc.record({ from: fc.integer({ min: 60, max: 140 }), length: fc.integer({ min: 1, max: 30 }) });

/** Samples of one target: scraped with jitter, some lost, under way for a while, once held up for long. */
function scrapesOf(objects: number) {
  const scrape = fc.record({
    jitter: fc.integer({ min: -2000, max: 2000 }),
    lag: fc.integer({ min: 0, max: 25_000 }),
    isLost: fc.oneof({ weight: 15, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  });
  const object = fc.record({
    born: fc.integer({ min: -150, max: 140 }),
    lives: fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 80 })),
    value: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 9 }),
  });
  return fc
    .record({
      every: fc.constantFrom(15_000, 30_000, 60_000),
      scrapes: fc.array(scrape, { minLength: 200, maxLength: 200 }),
      objects: fc.array(object, { minLength: 1, maxLength: objects }),
      held: outage,
    })
    .map(({ every, scrapes, objects: all, held }) => {
      const timeOf = (i: number): number => START - SPAN + i * every + (scrapes[i]?.jitter ?? 0);
      const end = held.from + held.length;
      const told = scrapes.map(({ lag, isLost }, i) => ({
        i,
        isLost,
        at: timeOf(i),
        known: i >= held.from && i < end ? timeOf(end) + 1000 : timeOf(i) + lag,
      }));
      // A target always tells of something that is there: an end while it was held up would be told by nobody else.
      return [{ born: -1, lives: 1000, value: [1] }, ...all].map(({ born, lives, value }) =>
        told
          .filter(({ i, isLost }) => !isLost && i >= born && i < born + lives)
          .map(({ i, at, known }): Scraped => ({ at, known, value: value[i % value.length] ?? 0 }))
      );
    });
}

const steps = fc.array(fc.constantFrom(5, 10, 30, 30, 60, 60, 120, 700), { minLength: 3, maxLength: 25 });

test('memory says what the database says', async () => {
  const targets = fc.array(scrapesOf(4), { minLength: 1, maxLength: 2 }).map((all) => all.flat());
  await fc.assert(
    fc.asyncProperty(targets, steps, async (world, gaps) => {
      const { transport, read } = database(world);
      const memory = new AnswerMemory({}, STILL);
      const remembering = rememberingTransport(transport, memory, 'db');
      let at = START;
      for (const gap of gaps) {
        expect(plain((await ask(remembering, at)).series)).toEqual(plain(read(QUERY.expr, at)));
        at += gap * 1000;
      }
    }),
    { numRuns: 60 }
  );
});

/** Ten series, each scraped every 15 s and read at once. */
const steady = Array.from({ length: 10 }, (_, s) =>
  Array.from({ length: 400 }, (_, i): Scraped => {
    const at = START - SPAN + i * 15_000 + 300;
    return { at, known: at, value: (i * s) % 7 };
  })
);

describe('over steady series', () => {
  const memory = new AnswerMemory({}, STILL);
  afterEach(() => memory.clear());

  test('a refresh asks for the last minutes only, and all of it again after ten minutes', async () => {
    const { transport, asked } = database(steady);
    const remembering = rememberingTransport(transport, memory, 'db');
    for (let i = 0; i <= 20; i++) {
      await ask(remembering, START + i * 30_000);
    }
    expect(asked).toEqual([SPAN, ...Array<number>(19).fill(90_000), SPAN]);
  });

  test.each<[string, number]>([
    ['an earlier instant', -30_000],
    ['a pause longer than half the window', SPAN],
  ])('%s is read in full', async (_, gap) => {
    const { transport, asked } = database(steady);
    const remembering = rememberingTransport(transport, memory, 'db');
    await ask(remembering, START);
    await ask(remembering, START + gap);
    expect(asked).toEqual([SPAN, SPAN]);
  });

  test('who gets an answer may keep its columns', async () => {
    const { transport, read } = database(steady);
    const remembering = rememberingTransport(transport, memory, 'db');
    const first = await ask(remembering, START);
    first.series.forEach(({ times, values }) => {
      structuredClone(times.buffer, { transfer: [times.buffer as ArrayBuffer] });
      values.fill(NaN);
    });
    const next = await ask(remembering, START + 30_000);
    expect(plain(next.series)).toEqual(plain(read(QUERY.expr, START + 30_000)));
  });

  test('two data sources never answer for each other', async () => {
    const { transport, asked } = database(steady);
    await ask(rememberingTransport(transport, memory, 'one'), START);
    await ask(rememberingTransport(transport, memory, 'other'), START + 30_000);
    expect(asked).toEqual([SPAN, SPAN]);
  });

  const failure: Failure = { kind: 'timeout', message: 'No answer', advice: '' };
  test.each<[string, Partial<TransportAnswer>]>([
    ['that failed', { error: failure, series: [] }],
    ['that is not whole by its own word', { partial: failure }],
    ['that had to be cleaned', { cleaned: { labels: 0, unsorted: 0, duplicates: 3, outside: 0, wild: 0 } }],
    ['with a remark', { notices: ['a remark'] }],
  ])('an answer %s is not remembered', async (_, answer) => {
    const behaviour: { answer?: Partial<TransportAnswer> } = { answer };
    const { transport, asked } = database(steady, behaviour);
    const remembering = rememberingTransport(transport, memory, 'db');
    expect(await ask(remembering, START)).toMatchObject(answer.series ? { series: [] } : answer);
    behaviour.answer = undefined;
    await ask(remembering, START + 30_000);
    expect(asked).toEqual([SPAN, SPAN]);
  });

  test('a tail that fails is a failure; what was known stays and is carried on later', async () => {
    const behaviour: { answer?: Partial<TransportAnswer> } = {};
    const { transport, asked, read } = database(steady, behaviour);
    const remembering = rememberingTransport(transport, memory, 'db');
    await ask(remembering, START);
    behaviour.answer = { error: failure, series: [] };
    expect((await ask(remembering, START + 30_000)).error).toEqual(failure);
    behaviour.answer = undefined;
    const answer = await ask(remembering, START + 60_000);
    expect(plain(answer.series)).toEqual(plain(read(QUERY.expr, START + 60_000)));
    expect(asked).toEqual([SPAN, 90_000, 120_000, SPAN]);
  });

  test('what does not fit is read in full, and said', async () => {
    const other = steady.map((all) => all.map((one) => ({ ...one, value: one.value + 1 })));
    await ask(rememberingTransport(database(steady).transport, memory, 'db'), START);
    const { transport, asked, read } = database(other);
    const answer = await ask(rememberingTransport(transport, memory, 'db'), START + 30_000);
    expect(asked).toEqual([90_000, SPAN]);
    expect(plain(answer.series)).toEqual(plain(read(QUERY.expr, START + 30_000)));
    expect(answer.notices).toEqual(['Read in full again: samples that were known before had changed or gone.']);
  });
});

test('what has no parts is asked as it is', async () => {
  const { transport, asked } = database(steady);
  const memory = new AnswerMemory({}, STILL);
  const remembering = rememberingTransport(transport, memory, 'db');
  const { windowed, ...bare } = QUERY;
  await remembering.instant([bare], START);
  await remembering.instant([bare], START + 30_000);
  expect(asked).toEqual([windowOf(windowed), windowOf(windowed)]);
  expect(memory.size).toEqual({ answers: 0, samples: 0 });
});
